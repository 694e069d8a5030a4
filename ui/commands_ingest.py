"""Commands that write the library and its index: ingest, index."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from ingest.ingest import Report
    from ingest.report import FileReport

COLUMNS = ("document", "edition", "outcome", "paragraphs", "printed_numbers", "gaps", "warnings")
REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(ingest)
    app.command()(index)


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|URL]…", help="Documents, folders of documents, or https addresses."),
    ] = None,
    from_catalogue: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Published guidance; `soundingboard catalogue` lists it.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check everything; keep nothing.")] = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Put documents into the library.

    Files that have not changed cost nothing. Ends with 1 where a file was refused; the others are in the library then.
    """
    from corpus.catalogue import read_catalogue
    from corpus.errors import WrongUse
    from ingest.ingest import dry_run as read_only
    from ingest.ingest import ingest as read_and_keep

    sources = [*(paths or ()), *(read_catalogue().listing(id_) for id_ in from_catalogue or ())]
    if not sources:
        raise WrongUse("Expected documents, folders, addresses or `--from-catalogue ID`; found nothing to ingest.")
    with progress_bar(quiet=as_json) as progress:
        report = (read_only if dry_run else read_and_keep)(sources, settings_for(demo), progress)
    if as_json:
        print_json([file_row(file) for file in report.files])
    else:
        print_report(report.files, findings=dry_run)
    if report.refused:
        raise typer.Exit(REFUSED)


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


def print_report(files: "Sequence[FileReport]", *, findings: bool) -> None:
    """One line per file, then why files were refused; with `findings`, everything that the check found."""
    from corpus.finding import Severity

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
        for finding in file.findings if findings else ():
            typer.echo(f"{file.file}: {finding.severity.value}: {finding.message}")
    if not findings and any(row["warnings"] for row in rows):
        typer.echo("`soundingboard ingest --dry-run` on the same files lists every warning.")
