"""The command that compares editions: `soundingboard diff`."""

from typing import Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(diff)


def diff(
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id, as `documents` lists it.")],
    old: Annotated[str | None, typer.Argument(help="An edition; the one before NEW if left out.")] = None,
    new: Annotated[str | None, typer.Argument(help="An edition; the current one if left out.")] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Show what a new edition of a document changes, paragraph by paragraph.

    Words that went stand in [-…-], words that came in {+…+}.
    """
    from corpus.library import Library
    from ui.edition_diff import compared, diff_lines, diff_rows

    library = Library.open(settings_for(demo).data)
    found = compared(library, document_id, old, new)
    library.close()
    if as_json:
        print_json(diff_rows(found))
    else:
        typer.echo(f"{found.document_id}: {found.older} → {found.newer}")
        typer.echo("\n".join(diff_lines(found.diff)))
