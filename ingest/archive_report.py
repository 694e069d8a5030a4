"""Archives that were not opened, in the report of an ingest."""

from dataclasses import replace

from ingest.archive import Unpacked
from ingest.report import FileOutcome, FileReport, IngestReport


def with_archives(sources: Unpacked, report: IngestReport) -> IngestReport:
    """A report that also says which archives were refused, after the files that could be read."""
    return replace(report, files=(*report.files, *refused_archives(sources)))


def refused_archives(sources: Unpacked) -> tuple[FileReport, ...]:
    """The archives that were refused, each with its reason."""
    return tuple(
        FileReport(file=path.name, document_id=None, edition=None, outcome=FileOutcome.REFUSED, error=reason)
        for path, reason in sources.refused
    )
