"""Commands that keep a library safe: backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from ui.options import Demo, settings_for


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(backup)
    app.command()(restore)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    demo: Demo = False,
) -> None:
    """Copy library, index, records, quiz sets and runs into one file.

    Questions and an ingest go on meanwhile. The file also holds what people asked, masked: keep it as safe as the data folder.
    """
    from corpus.backup import backup as back_up
    from corpus.errors import WrongUse

    if not file.resolve().parent.is_dir():
        raise WrongUse(f"Expected a folder to write into, found no folder {file.resolve().parent}.")
    made = back_up(settings_for(demo).data, file)
    typer.echo(f"{file}: library {made.library}, {len(made.files)} files, made {made.made_at}.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace what is in the data folder, records, quiz sets and runs too.")
    ] = False,
    demo: Demo = False,
) -> None:
    """Put a backup into the data folder.

    The backup is checked and its index tried before anything is replaced.
    Ends with 3, and nothing has changed, where it is torn.
    """
    from corpus.restore import restore as put_back

    settings = settings_for(demo)
    data = settings.data
    found = put_back(file, data, force=force, chroma=settings.chroma)
    typer.echo(f"{data}: library {found.library} as of {found.made_at}. Its index finds itself.")
