"""The check report: what an ingest would put into the library, and what stands for and against that, file by file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.contents import EditionContents
from corpus.edition_order import newest
from corpus.library import Library
from corpus.paragraph import Paragraph
from corpus.settings import Settings
from ingest.diff import EditionDiff, diff
from ingest.ingest import Report, library_there, opened, read_for_check
from ingest.no_manifest import Source
from ingest.report import FileReport


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """One file with what was read of it.

    path: None where the manifest does not list the file. title: '' where nothing was read.
    paragraphs: in reading order, also of a file that has not changed; empty where it was refused.
    contents: what an ingest would put in; None where it would put in nothing of this file.
    against: the edition in the library that `diff` compares with, None where the document is new or the file unchanged.
    """

    report: FileReport
    path: Path | None
    title: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    contents: EditionContents | None = None
    against: str | None = None
    diff: EditionDiff | None = None


@contextmanager
def check_report(paths: Sequence[Source], settings: Settings, progress: Report) -> Iterator[tuple[CheckedFile, ...]]:
    """Read and check everything that the paths mean, keep nothing. Raises ManifestError.

    What was unpacked or fetched for it is there while the report is in use, so that its pages can be drawn.
    """
    with opened(paths, settings, progress) as (manifest, refused):
        read = read_for_check(manifest, settings, progress)
        with library_there(settings) as library:
            listed = [
                _checked(contents, report, entry.path, library)
                for entry, (contents, report) in zip(manifest.entries, read, strict=True)
            ]
        others = [CheckedFile(report=report, path=None) for report in refused]
        yield (*listed, *others)


def _checked(contents: EditionContents | None, report: FileReport, path: Path, library: Library | None) -> CheckedFile:
    if contents is None:
        return _unread(report, path, library)
    against = _edition_to_compare(contents, library)
    compared = None
    if library is not None and against is not None:
        compared = diff(library.paragraphs(contents.document.id, against), contents.paragraphs)
    return CheckedFile(
        report=report,
        path=path,
        title=contents.document.title,
        paragraphs=contents.paragraphs,
        contents=contents,
        against=against,
        diff=compared,
    )


def _unread(report: FileReport, path: Path, library: Library | None) -> CheckedFile:
    """A file that was refused, or that is in the library already as it is."""
    if library is None or report.document_id is None or report.edition is None:
        return CheckedFile(report=report, path=path)
    title = library.document(report.document_id).title
    paragraphs = library.paragraphs(report.document_id, report.edition)
    return CheckedFile(report=report, path=path, title=title, paragraphs=paragraphs)


def _edition_to_compare(contents: EditionContents, library: Library | None) -> str | None:
    """The same edition where it is read again, else the newest of those that are there."""
    there = library.editions(contents.document.id) if library is not None else ()
    if any(it.edition == contents.edition.edition for it in there):
        return contents.edition.edition
    return newest(there).edition if there else None
