"""Documents without a manifest: what can be said of a file by its name alone, and which files a set of paths means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from corpus.catalogue import Listing
from corpus.errors import ManifestError
from ingest.entry import Manifest, ManifestEntry, undescribed
from ingest.manifest import MANIFEST_NAME, digest, read_manifest
from ingest.readable import other_files, readable_files
from ingest.slug import slug
from ingest.sources import entry_of_address, entry_of_listing
from ingest.web_address import is_address

Value = TypeVar("Value")
Source = Path | str | Listing


def manifest_of(paths: Sequence[Source]) -> Manifest:
    """What a set of files, folders, addresses and listings of the catalogue means, together.

    A folder with a manifest means what its manifest lists; one without means every file in it and below that some reader
    reads. A file means its entry in the manifest beside it, or itself where there is none.

    Raises ManifestError where a path does not exist, a manifest has mistakes, or two documents would have one id.
    """
    manifests = [_manifest(path) for path in paths]
    entries = _once(entry for manifest in manifests for entry in manifest.entries)
    areas = _once(area for manifest in manifests for area in manifest.areas)
    services = _once(service for manifest in manifests for service in manifest.services)
    _refuse(
        [
            *_same_id("area", [area.id for area in areas]),
            *_same_id("service", [service.id for service in services]),
            *_same_document(entries),
        ]
    )
    return Manifest(
        areas=areas,
        services=services,
        criteria=_once(path for manifest in manifests for path in manifest.criteria),
        entries=entries,
        unlisted=_once(path for manifest in manifests for path in manifest.unlisted),
        unread=_once(path for manifest in manifests for path in manifest.unread),
        whole=_once(whole for manifest in manifests for whole in manifest.whole),
    )


def entry_of(path: Path) -> ManifestEntry:
    """A file that no manifest lists: its id is its name."""
    return undescribed(slug(path.stem), path, digest({}))


def _manifest(source: Source) -> Manifest:
    if isinstance(source, Listing):
        return Manifest(entries=(entry_of_listing(source),))
    path = Path(source)
    if isinstance(source, str) and is_address(source) and not path.exists():
        return Manifest(entries=(entry_of_address(source),))
    if path.is_dir():
        return replace(_folder(path), whole=((path.resolve(), str(path.resolve())),))
    if not path.is_file():
        raise ManifestError(f"{path}: there is no such file or folder.")
    if not (path.parent / MANIFEST_NAME).is_file():
        return Manifest(entries=(entry_of(path),))
    manifest = read_manifest(path.parent)
    chosen = tuple(entry for entry in manifest.entries if entry.path.resolve() == path.resolve())
    return replace(manifest, entries=chosen, unlisted=() if chosen else (path,))


def _folder(path: Path) -> Manifest:
    if (path / MANIFEST_NAME).is_file():
        return read_manifest(path)
    entries = tuple(entry_of(file) for file in readable_files(path))
    return Manifest(entries=entries, unread=other_files(path))


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))


def _same_id(kind: str, ids: Sequence[str]) -> Iterator[str]:
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield f"two manifests describe the {kind} {id_!r} differently; say it in one."


def _same_document(entries: Sequence[ManifestEntry]) -> Iterator[str]:
    """Entries of one id from different manifests, or from file names; within one manifest they are editions."""
    for place, entry in enumerate(entries):
        for other in entries[:place]:
            apart = entry.path.parent != other.path.parent or not entry.listed
            if entry.document.id == other.document.id and apart:
                yield f"{other.path} and {entry.path} would both be the document {entry.document.id!r}; list them in a manifest."


def _refuse(mistakes: Sequence[str]) -> None:
    if mistakes:
        raise ManifestError("\n".join(mistakes))
