"""Two libraries to compare, the old and the new. A folder of documents goes into a copy of the old one, and both go again."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.settings import Settings
    from ingest.ingest import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLibraries:
    """Settings of the old and of the new library. kept_out: files that did not get in, and why."""

    old: "Settings"
    new: "Settings"
    kept_out: tuple[str, ...] = ()


@contextmanager
def two_libraries(
    settings: "Settings", paths: Sequence[Path], told: "Report" = lambda _: None
) -> Iterator[TwoLibraries]:
    """One path: what it would make of the library of `settings`. Two: the old and the new. Each is a data folder or documents.

    told: called with how far reading and indexing are.

    Raises LibraryMissing where the old one is no library, ManifestError.
    """
    from corpus.library import FILE, Library

    *before, after = paths
    with tempfile.TemporaryDirectory(prefix="impact-") as folder:
        home = Path(folder)
        old = settings
        if before and (before[0] / FILE).is_file():
            old = settings.model_copy(update={"data": before[0]})
        elif before:
            old = settings.model_copy(update={"data": home / "old", "chroma": ""})
            _ingested(before[0], old, told)
        Library.open(old.data).close()
        if (after / FILE).is_file():
            yield TwoLibraries(old=old, new=settings.model_copy(update={"data": after}))
            return
        new = settings.model_copy(update={"data": home / "new", "chroma": ""})
        _copied(old.data, home / "old.zip", new.data)
        yield TwoLibraries(old=old, new=new, kept_out=tuple(_ingested(after, new, told)))


def _copied(data: Path, file: Path, to: Path) -> None:
    from corpus.backup import backup
    from corpus.restore import restore

    backup(data, file)
    to.mkdir()
    restore(file, to)


def _ingested(documents: Path, settings: "Settings", told: "Report") -> list[str]:
    """Put documents into a library; what did not get in, in words."""
    from corpus.finding import Severity
    from ingest.ingest import ingest
    from ingest.report import FileOutcome

    kept_out = []
    for file in ingest([str(documents)], settings, told).files:
        blocking = [it.message for it in file.findings if it.severity is Severity.BLOCKING]
        if file.outcome in (FileOutcome.REFUSED, FileOutcome.BLOCKED):
            kept_out.append(f"{file.file}: {file.error or ' '.join(blocking)}")
    return kept_out
