"""The command that serves: `soundingboard serve`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import Demo, settings_for

if TYPE_CHECKING:
    from corpus.settings import Settings


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(name="serve")(serve_here)


def serve_here(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    documents: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            exists=True,
            help="Let whoever reaches this address check and publish this folder at /publish.",
        ),
    ] = None,
    desks: Annotated[
        bool | None,
        typer.Option(
            help="Open the desks: /evals (suites, runs, masked questions that people asked), /training (quizzes), /asked-as. "
            "On without being said only where this machine alone can reach the address."
        ),
    ] = None,
    demo: Demo = False,
) -> None:
    """Serve the chat at / and the API, until Ctrl+C.

    With --demo, the demonstration documents are put in first.
    """
    from ui.serve import is_loopback, listen, serve

    if documents is not None and not is_loopback(host):
        typer.echo(
            f"Whoever reaches {host} port {port} can publish {documents}. Let only those reach it who may.", err=True
        )
    settings = settings_for(demo)
    listening = listen(host, port)
    if demo:
        _ingest_demo(settings)
    serve(settings, listening, documents, desks=is_loopback(host) if desks is None else desks)


def _ingest_demo(settings: "Settings") -> None:
    """Put in whatever of the demonstration documents is new or has changed; on a second start that is nothing."""
    from corpus.settings import DEMO_DOCUMENTS
    from ingest.ingest import ingest
    from ui.commands_ingest import progress_bar

    with progress_bar() as progress:
        ingest([DEMO_DOCUMENTS], settings, progress)
