"""unused: generations that nothing points at any more go, with their collections where these are on a server."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from corpus.errors import SoundingBoardError
from corpus.vector_place import LIBRARY_ID, place_in, prefix_of
from corpus.vectors import remove_collections


def remove_unused(home: Path, keep: frozenset[str], server: str) -> None:
    """Remove every generation but those named, whole ones and what a killed ingest left behind.

    home: the folder of the generations. server: the Chroma server that is set, or empty. A server that does not answer stops
    nothing: collections that are left on it go at the next ingest.
    """
    unused = [path for path in home.iterdir() if path.name not in keep and path.name != LIBRARY_ID]
    for address in sorted({*_servers(unused), *filter(None, [server])}):
        own = prefix_of(home)
        with suppress(SoundingBoardError):
            remove_collections(address, own, frozenset(own + name for name in keep))
    for path in unused:
        shutil.rmtree(path, ignore_errors=True)


def _servers(generations: list[Path]) -> Iterator[str]:
    """Servers other than the one that is set now, which held the vectors of a generation."""
    for path in generations:
        with suppress(OSError, ValueError):
            place = place_in(json.loads((path / "meta.json").read_text(encoding="utf-8")))
            if place is not None:
                yield place.server
