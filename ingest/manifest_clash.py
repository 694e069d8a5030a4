"""What is wrong with a manifest only when its tables are laid beside each other, and which editions are current."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.area import Area
from corpus.document import EditionState, first_day
from ingest.entry import ManifestEntry


def with_states(documents: Sequence[tuple[ManifestEntry, bool]]) -> tuple[ManifestEntry, ...]:
    """Each entry with its state: as it says, else current for the latest edition of a document and superseded before it.

    A state that follows from another entry is part of the digest: when that entry is withdrawn, this one is read again.
    """
    entries = [entry for entry, _ in documents]
    return tuple(entry if says or not _has_later(entry, entries) else _superseded(entry) for entry, says in documents)


def _superseded(entry: ManifestEntry) -> ManifestEntry:
    digest = hashlib.sha256(f"{entry.manifest_sha256} {EditionState.SUPERSEDED}".encode()).hexdigest()
    return replace(entry, state=EditionState.SUPERSEDED, manifest_sha256=digest)


def _has_later(entry: ManifestEntry, entries: Sequence[ManifestEntry]) -> bool:
    return any(
        other.document.id == entry.document.id and _when(other) > _when(entry) and other.state is EditionState.CURRENT
        for other in entries
    )


def _when(entry: ManifestEntry) -> str:
    return first_day(entry.published).isoformat()


def clashes(areas: Sequence[Area], entries: Sequence[ManifestEntry]) -> Iterable[str]:
    """What only shows when tables are laid beside each other."""
    for place, area in enumerate(areas):
        if area.id in {other.id for other in areas[:place]}:
            yield f"two areas have the id {area.id!r}."
    for place, entry in enumerate(entries):
        for other in entries[:place]:
            yield from _clash(entry, other)
    ids = {entry.document.id for entry in entries}
    for entry in entries:
        if entry.document.supersedes is not None and entry.document.supersedes not in ids - {entry.document.id}:
            yield f"{entry.document.id}: supersedes: there is no other document {entry.document.supersedes!r}."


def _clash(entry: ManifestEntry, other: ManifestEntry) -> Iterable[str]:
    if entry.path == other.path:
        yield f"the file {entry.path.name!r} is listed twice."
    if entry.document.id != other.document.id:
        return
    if (entry.document.authority, entry.document.area) != (other.document.authority, other.document.area):
        yield f"{entry.document.id}: the editions of one document have one authority and one area."
    if first_day(entry.published) == first_day(other.published):
        yield f"{entry.document.id}: two editions have the same published date; give each its own."
    if entry.state is other.state is EditionState.CURRENT:
        yield f'{entry.document.id}: two editions are current; set state = "superseded" for the older one.'
