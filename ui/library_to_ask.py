"""The library that an eval asks: the installation's own, or a temporary one made of documents."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.settings import Settings


@contextmanager
def library_to_ask(settings: "Settings", documents: Sequence[Path]) -> "Iterator[Settings]":
    """The settings to ask with: those given, or those of a temporary library made of `documents`."""
    if not documents:
        yield settings
        return
    from ingest.ingest import ingest

    with tempfile.TemporaryDirectory(prefix="evals-") as data:
        temporary = settings.model_copy(update={"data": Path(data)})
        ingest(documents, temporary, lambda _: None)
        yield temporary
