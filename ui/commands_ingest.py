"""Commands that write the library and its index: ingest, index."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import WrongUse
from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from corpus.override import Overriding
    from corpus.settings import Settings
    from ingest.check_report import CheckedFile
    from ingest.ingest import Report
    from ingest.no_manifest import Source
    from ingest.report import FileReport, IngestReport

COLUMNS = ("document", "edition", "outcome", "paragraphs", "printed_numbers", "gaps", "warnings")
REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(ingest)
    app.command()(index)


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL]…", help="Documents, folders, zip archives of documents, or https addresses."
        ),
    ] = None,
    from_catalogue: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Published guidance; `soundingboard catalogue` lists it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check everything; keep nothing.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --dry-run: write the check report as one page to this file."),
    ] = None,
    override: Annotated[
        str | None,
        typer.Option(
            metavar="REASON", help="Publish in spite of blocking findings. The reason is kept with your user name."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="With --override: who gives the reason, in place of your user name."),
    ] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Put documents into the library.

    Files that have not changed cost nothing. Ends with 1 where a file was refused or kept out; the others are in then.
    """
    check_options(dry_run=dry_run, html=html, override=override)
    overriding = overriding_of(override, by)
    sources = sources_of(paths or (), from_catalogue or ())
    if dry_run:
        refused = dry(sources, settings_for(demo), html, as_json=as_json)
    else:
        refused = wet(sources, settings_for(demo), overriding, as_json=as_json)
    if refused:
        raise typer.Exit(REFUSED)


def sources_of(paths: Sequence[str], listings: Sequence[str]) -> "list[Source]":
    """What is to be ingested. Raises WrongUse where nothing is named, or the catalogue does not list an id."""
    from corpus.catalogue import read_catalogue

    sources: list[Source] = [*paths, *(read_catalogue().listing(id_) for id_ in listings)]
    if not sources:
        raise WrongUse("Expected documents, folders, addresses or `--from-catalogue ID`; found nothing to ingest.")
    return sources


def check_options(*, dry_run: bool, html: Path | None, override: str | None) -> None:
    """Raise WrongUse for options that do not go together, or an override without a reason."""
    if html is not None and not html.resolve().parent.is_dir():
        raise WrongUse(f"Expected a folder to write the report into, found no folder {html.resolve().parent}.")
    if html is not None and not dry_run:
        raise WrongUse("Expected --html together with --dry-run. The page is the report of a dry run.")
    if override is not None and dry_run:
        raise WrongUse("Expected --override or --dry-run, found both. A dry run publishes nothing.")
    if override is not None and not override.strip():
        raise WrongUse("Expected a reason after --override, found none. Write why these findings may be overridden.")


def overriding_of(reason: str | None, by: str | None) -> "Overriding | None":
    """The override with who gives it: a name that was said, with the user name beside it. Raises WrongUse for a name alone."""
    from getpass import getuser

    from corpus.override import Overriding

    if reason is None:
        if by is not None:
            raise WrongUse("Expected --override REASON together with --by, found none.")
        return None
    said = " ".join((by or "").split())
    return Overriding(reason=reason.strip(), by=f"{said} (user {getuser()})" if said else getuser())


def wet(sources: "list[Source]", settings: "Settings", overriding: "Overriding | None", *, as_json: bool) -> bool:
    """Ingest and print what became of each file; returns whether any was refused or kept out."""
    from ingest.ingest import ingest as read_and_keep
    from ui.impact_ingest import after_ingest, before_ingest
    from ui.stale_quizzes import stale_lines

    before = None if as_json else before_ingest(settings)
    with progress_bar(quiet=as_json) as progress:
        report = read_and_keep(sources, settings, progress, overriding)
    require_files(report)
    stale = tuple(stale_lines(settings))
    if as_json:
        print_json([file_row(file) for file in report.files])
    else:
        print_report(report.files, dry=False)
        typer.echo(embedded_line(report))
        for line in (*after_ingest(before, settings), *stale):
            typer.echo(line)
    return report.refused


def require_files(report: "IngestReport") -> None:
    """Raise WrongUse where there was nothing at all to read."""
    from ingest.read import READERS

    if not report.files:
        raise WrongUse(f"Expected files that end in {', '.join(sorted(READERS))}; found none. Is it the right folder?")


def embedded_line(report: "IngestReport") -> str:
    """How many paragraphs were embedded."""
    if not report.embedded:
        return "No paragraph had to be embedded again."
    return f"{report.embedded} new or changed paragraphs were embedded; all others were known."


def dry(sources: "list[Source]", settings: "Settings", html: Path | None, *, as_json: bool) -> bool:
    """Read and check, print and write the check report; returns whether any file would be refused or kept out."""
    from ingest.check_report import check_report
    from ingest.report import IngestReport
    from ui.check_page import check_page
    from ui.check_text import check_lines
    from ui.impact_html import impact_html
    from ui.impact_ingest import dry_impact
    from ui.impact_of import impact_of_check

    with progress_bar(quiet=as_json) as progress, check_report(sources, settings, progress) as checked:
        if html is not None:
            touched = impact_html(*impact_of_check(checked, settings))
            html.write_text(check_page(checked, touched), encoding="utf-8")
    report = IngestReport(files=tuple(it.report for it in checked), generation=None)
    require_files(report)
    if as_json:
        print_json([check_row(file) for file in checked])
    else:
        print_report(report.files, dry=True)
        for file in checked:
            for line in check_lines(file):
                typer.echo(line)
        for line in dry_impact(checked, settings):
            typer.echo(line)
    return report.refused


def index(demo: Demo = False, as_json: AsJson = False) -> None:
    """Build every index again from the library."""
    from ingest.ingest import rebuild_index

    with progress_bar(quiet=as_json) as progress:
        generation = rebuild_index(settings_for(demo), progress)
    if as_json:
        print_json({"generation": generation})
    else:
        typer.echo(f"The index was built again: generation {generation}.")


@contextmanager
def progress_bar(*, quiet: bool = False) -> "Iterator[Report]":
    """A bar on the error output for each stage of an ingest; nothing where `quiet`."""
    if quiet:
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    name = TextColumn("{task.fields[name]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), name)
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, Any] = {}

        def report(progress: Any) -> None:
            stage = progress.stage.value
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage.capitalize(), total=progress.total, name="")
            bar.update(tasks[stage], completed=progress.done, total=progress.total, name=progress.name)

        yield report


def file_row(file: "FileReport") -> dict[str, Any]:
    """One file of a report as plain values."""
    from dataclasses import asdict

    return {**asdict(file), "outcome": file.outcome.value, "findings": [asdict(finding) for finding in file.findings]}


def check_row(file: "CheckedFile") -> dict[str, Any]:
    """One file of a dry run: as in an ingest, and how many paragraphs change against which edition."""
    from ui.edition_diff import count_row

    changes = count_row(file.diff) if file.diff is not None else None
    return {**file_row(file.report), "compared_with": file.against, "changes": changes}


def print_report(files: "Sequence[FileReport]", *, dry: bool) -> None:
    """One line per file, then why files were refused or kept out."""
    from corpus.finding import Severity
    from ingest.report import FileOutcome
    from ui.wording import wording

    rows = [
        {
            "document": file.document_id or file.file,
            "edition": file.edition,
            "outcome": file.outcome.value,
            "paragraphs": file.paragraphs,
            "printed_numbers": file.printed,
            "gaps": file.gaps,
            "warnings": sum(finding.severity is Severity.WARNING for finding in file.findings),
        }
        for file in files
    ]
    print_table(COLUMNS, rows)
    for file in files:
        if file.error:
            typer.echo(f"{file.file} was refused: {file.error}")
        if file.retired:
            typer.echo(wording("asked_as")["retired_report"].format(document=file.document_id, count=file.retired))
        for finding in file.findings:
            if file.outcome is FileOutcome.BLOCKED and finding.severity is Severity.BLOCKING:
                typer.echo(f"{file.file} is kept out: {finding.message} To publish it all the same: --override REASON")
            elif not dry and file.outcome in (FileOutcome.UNREAD, FileOutcome.ABSENT):
                typer.echo(f"{file.file}: {finding.message}")
    if not dry and any(row["warnings"] for row in rows):
        typer.echo("`soundingboard ingest --dry-run` on the same files lists every warning.")
