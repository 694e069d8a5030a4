"""Commands about where documents come from: catalogue, watch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from corpus.errors import SoundingBoardError
    from ingest.report import IngestReport


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(catalogue)
    app.command()(watch)


def catalogue(
    nation: Annotated[str | None, typer.Option(help="Only documents that speak for this nation.")] = None,
    as_json: AsJson = False,
) -> None:
    """List published guidance and law that `ingest --from-catalogue ID` fetches."""
    from dataclasses import asdict

    from corpus.catalogue import read_catalogue
    from corpus.document import Nation
    from corpus.errors import WrongUse

    if nation is not None and nation not in list(Nation):
        raise WrongUse(f"Expected one of {', '.join(Nation)}; found {nation!r}.")
    listings = [it for it in read_catalogue().listings if nation in (None, it.nation) or it.nation is None]
    if as_json:
        print_json([asdict(listing) for listing in listings])
    else:
        print_table(("id", "nation", "published", "state", "title"), [asdict(listing) for listing in listings])


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of documents.")],
    poll: Annotated[
        bool, typer.Option("--poll", help="For a network share, which sends no notice of changes.")
    ] = False,
    demo: Demo = False,
) -> None:
    """Ingest a folder now and after every change, until Ctrl+C."""
    from threading import Event

    from ingest.watch import Watching
    from ingest.watch import watch as keep_reading

    settings = settings_for(demo)
    typer.echo(f"Watching {folder}. Ctrl+C ends it.")
    try:
        keep_reading(folder, settings, _tell, Event(), Watching(poll=poll))
    except KeyboardInterrupt:
        typer.echo("Stopped. What was read is in the library.")


def _tell(what: "IngestReport | SoundingBoardError") -> None:
    """One line for every document that changed or was refused, or for why nothing could be read."""
    from corpus.errors import SoundingBoardError
    from corpus.finding import Severity
    from ingest.report import FileOutcome

    if isinstance(what, SoundingBoardError):
        typer.echo(f"{what}\nWaiting.", err=True)
        return
    for file in what.files:
        if file.outcome is FileOutcome.INGESTED:
            typer.echo(f"{file.document_id}: edition {file.edition}, {file.paragraphs} paragraphs")
        elif file.error:
            typer.echo(f"{file.file} was refused: {file.error}", err=True)
        for finding in file.findings:
            if finding.severity is Severity.BLOCKING and file.outcome is FileOutcome.BLOCKED:
                typer.echo(f"{file.file} is kept out: {finding.message}", err=True)
            elif file.outcome in (FileOutcome.UNREAD, FileOutcome.ABSENT):
                typer.echo(f"{file.file}: {finding.message}", err=True)
    same = sum(file.outcome is FileOutcome.UNCHANGED for file in what.files)
    typer.echo(f"Up to date; {same} unchanged.")
