"""ingest: a document's line over a whole batch, from files and addresses to an answering library."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.asked_as_review import keep_asked_as
from corpus.contents import EditionContents
from corpus.document import Edition, EditionState
from corpus.embedder import means, open_embedder
from corpus.errors import FileRefused
from corpus.finding import Finding, FindingKind, is_blocked
from corpus.library import FILE, Batch, Library
from corpus.lock import writing
from corpus.override import Overriding
from corpus.paragraph import Paragraph
from corpus.settings import Settings
from ingest.archive import named, unpacked
from ingest.archive_report import refused_archives, with_archives
from ingest.clear import clear
from ingest.criteria import proved
from ingest.entry import Manifest, ManifestEntry
from ingest.fetch_policy import fetch_policy
from ingest.left_out import left_out, remember
from ingest.limits import Limits
from ingest.no_manifest import Source, manifest_of
from ingest.parse_worker import ParseWorker
from ingest.publish import publish
from ingest.report import FileOutcome, FileReport, IngestReport, Progress, Stage
from ingest.sources import FOLDER, fetched
from ingest.surroundings import criteria_reports, newest_paragraphs, surroundings_changed

Report = Callable[[Progress], None]


def ingest(
    paths: Sequence[Source], settings: Settings, progress: Report, override: Overriding | None = None
) -> IngestReport:
    """Read every new or changed file that the paths mean, and make it answerable. Unchanged files cost nothing.

    Raises ManifestError before anything is written, WriterBusy where another ingest is at work. A file that is refused does
    not stop the others: it is in the report with its error. Nor does one with a blocking finding, which is kept out unless
    `override` says why it is published all the same.
    """
    with unpacked(paths) as sources:
        manifest = named(manifest_of(sources.paths), sources)
        with writing(settings.data):
            library = Library.create(settings.data)
            try:
                found = fetched(manifest, settings.data / FOLDER, fetch_policy(settings), progress)
                report = _ingest(found.manifest, library, settings, progress, override)
                others = left_out(manifest, library, settings.data)
                remember(manifest, library, settings.data)
            finally:
                library.close()
        return with_archives(sources, replace(report, files=(*report.files, *others, *found.refused)))


def dry_run(paths: Sequence[Source], settings: Settings, progress: Report) -> IngestReport:
    """The report of an ingest that writes nothing: every file is read and checked, nothing is embedded or kept."""
    with opened(paths, settings, progress) as (manifest, refused):
        reports = [report for _, report in read_for_check(manifest, settings, progress)]
        return IngestReport(files=(*reports, *refused), generation=None)


@contextmanager
def opened(
    paths: Sequence[Source], settings: Settings, progress: Report
) -> Iterator[tuple[Manifest, tuple[FileReport, ...]]]:
    """What the sources mean, for a check that keeps nothing: archives unpacked and addresses fetched, both gone afterwards.

    With it the reports of what is left out, and of archives and addresses that were refused.
    """
    with unpacked(paths) as sources, TemporaryDirectory(prefix="soundingboard-") as folder:
        manifest = named(manifest_of(sources.paths), sources)
        found = fetched(manifest, Path(folder), fetch_policy(settings), progress)
        with library_there(settings) as library:
            others = left_out(manifest, library, settings.data)
        yield found.manifest, (*others, *found.refused, *refused_archives(sources))


def read_for_check(
    manifest: Manifest, settings: Settings, progress: Report
) -> list[tuple[EditionContents | None, FileReport]]:
    """Every entry read and checked, in order, nothing kept; no contents where a file is unchanged or was refused."""
    with library_there(settings) as library:
        return _read_all(manifest.entries, _Known(library), settings, progress)


@contextmanager
def library_there(settings: Settings) -> Iterator[Library | None]:
    """The library, None where there is none yet."""
    library = Library.open(settings.data) if (settings.data / FILE).is_file() else None
    try:
        yield library
    finally:
        if library is not None:
            library.close()


def rebuild_index(settings: Settings, progress: Report) -> str:
    """Build every index again from the library; returns the new generation's name. Raises LibraryMissing, WriterBusy."""
    with writing(settings.data):
        library = Library.open(settings.data)
        try:
            embedder = open_embedder(settings.embedder, settings.models, os.cpu_count() or 1)
            generation = publish(Batch(), library, settings, embedder, _Embedding(progress), afresh=True).generation
            keep_asked_as(settings.data, library, embedder)
            return generation
        finally:
            library.close()


def _ingest(
    manifest: Manifest, library: Library, settings: Settings, progress: Report, override: Overriding | None
) -> IngestReport:
    read = _read_all(manifest.entries, _Known(library), settings, progress)
    cleared = clear([found for found, _ in read if found is not None], library.overrides(), override)
    contents = cleared.contents
    criteria = proved(manifest.criteria, newest_paragraphs(contents, library))
    criteria_before = library.criteria()
    batch = Batch(
        contents=contents,
        areas=manifest.areas,
        services=manifest.services,
        criteria=tuple(it.criteria for it in criteria if not it.error),
        kept_criteria=tuple(it.criteria.id for it in criteria if it.error),
        overrides=cleared.overrides,
    )
    pointer, embedding, retired = library.pointer(), _Embedding(progress), Counter[str]()
    if (
        contents
        or pointer is None
        or surroundings_changed(batch, library)
        or not means(settings.embedder, pointer.embedder)
    ):
        embedder = open_embedder(settings.embedder, settings.models, os.cpu_count() or 1)
        pointer = publish(batch, library, settings, embedder, embedding)
        retired = keep_asked_as(settings.data, library, embedder)
    reports = tuple(_as_cleared(report, retired) if found in contents else report for found, report in read)
    files = (*reports, *criteria_reports(criteria, criteria_before))
    return IngestReport(files=files, generation=pointer.generation, embedded=embedding.total)


def _as_cleared(report: FileReport, retired: Counter[str]) -> FileReport:
    return replace(report, outcome=FileOutcome.INGESTED, retired=retired[report.document_id or ""])


class _Known:
    """The editions that are in the library already."""

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self._editions = library.editions() if library else ()

    def same(self, entry: ManifestEntry, sha256: str) -> Edition | None:
        """The edition that came from this very file and manifest entry, where none has followed under the same date."""
        latest = self.latest(entry)
        same = latest is not None and (latest.sha256, latest.manifest_sha256) == (sha256, entry.manifest_sha256)
        return latest if same else None

    def latest(self, entry: ManifestEntry) -> Edition | None:
        """The last of the editions `2025-01`, `2025-01.2` … that have the published date of an entry."""
        return next(reversed(self._of(entry)), None)

    def edition_for(self, entry: ManifestEntry, sha256: str) -> str:
        """What to call the edition: as before where only the manifest changed, with `.2`, `.3` … where the file did.

        A file that is again as it was two editions ago is a new edition: the last one must not go on speaking.
        """
        latest = self.latest(entry)
        taken = {it.edition for it in self._of(entry)}
        if latest is not None and latest.sha256 == sha256:
            return latest.edition
        names = [entry.edition, *(f"{entry.edition}.{n}" for n in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)

    def paragraphs(self, edition: Edition) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
        """What the library holds of an edition."""
        assert self._library is not None
        place = (edition.document_id, edition.edition)
        return self._library.paragraphs(*place), self._library.findings(*place)

    def _of(self, entry: ManifestEntry) -> list[Edition]:
        return [it for it in self._editions if it.document_id == entry.document.id and it.published == entry.published]


def _read_all(
    entries: Sequence[ManifestEntry], known: _Known, settings: Settings, progress: Report
) -> list[tuple[EditionContents | None, FileReport]]:
    read = []
    with ParseWorker(Limits(seconds=settings.seconds_per_file, megabytes=settings.megabytes_per_file)) as worker:
        for place, entry in enumerate(entries):
            progress(Progress(stage=Stage.READING, done=place, total=len(entries), name=entry.path.name))
            read.append(_read_one(entry, known, worker))
    progress(Progress(stage=Stage.READING, done=len(entries), total=len(entries)))
    return read


def _read_one(entry: ManifestEntry, known: _Known, worker: ParseWorker) -> tuple[EditionContents | None, FileReport]:
    if entry.state is EditionState.WITHDRAWN and not entry.path.is_file():
        return _withdrawn(entry, known)
    try:
        with entry.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        same = known.same(entry, sha256)
        if same is not None:
            return None, _report(entry, same.edition, FileOutcome.UNCHANGED, *known.paragraphs(same))
        named = replace(entry, edition=known.edition_for(entry, sha256))
        contents = worker.read_document(entry.path, named)
    except (FileRefused, OSError) as error:
        return None, _refused(entry, str(error))
    outcome = FileOutcome.BLOCKED if is_blocked(contents.findings) else FileOutcome.INGESTED
    return contents, _report(named, named.edition, outcome, contents.paragraphs, contents.findings)


def _withdrawn(entry: ManifestEntry, known: _Known) -> tuple[EditionContents | None, FileReport]:
    """An edition whose file is gone and that the manifest withdraws: its paragraphs stay as they are, to be opened."""
    there = known.latest(entry)
    if there is None:
        return None, _refused(
            entry,
            f"there is no such file, and no edition {entry.edition} in the library to withdraw. Check `published`.",
        )
    paragraphs, findings = known.paragraphs(there)
    if (there.state, there.manifest_sha256) == (entry.state, entry.manifest_sha256):
        return None, _report(entry, there.edition, FileOutcome.UNCHANGED, paragraphs, findings)
    edition = replace(there, state=entry.state, manifest_sha256=entry.manifest_sha256, review_due=entry.review_due)
    contents = EditionContents(document=entry.document, edition=edition, paragraphs=paragraphs, findings=findings)
    return contents, _report(entry, there.edition, FileOutcome.INGESTED, paragraphs, findings)


def _refused(entry: ManifestEntry, error: str) -> FileReport:
    return FileReport(
        file=entry.path.name,
        document_id=entry.document.id,
        edition=None,
        outcome=FileOutcome.REFUSED,
        error=error,
    )


def _report(
    entry: ManifestEntry,
    edition: str,
    outcome: FileOutcome,
    paragraphs: Sequence[Paragraph],
    findings: Sequence[Finding],
) -> FileReport:
    return FileReport(
        file=entry.path.name,
        document_id=entry.document.id,
        edition=edition,
        outcome=outcome,
        paragraphs=len(paragraphs),
        printed=sum(paragraph.printed for paragraph in paragraphs),
        gaps=sum(finding.kind is FindingKind.GAP for finding in findings),
        findings=tuple(findings),
    )


class _Embedding:
    """Tells how far the embedding is, and remembers how many paragraphs it was of."""

    def __init__(self, progress: Report) -> None:
        self._progress = progress
        self.total = 0

    def __call__(self, done: int, total: int) -> None:
        self.total = total
        self._progress(Progress(stage=Stage.EMBEDDING, done=done, total=total))
