"""Commands that read the library: documents, paragraphs, services, status."""

from typing import Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (documents, paragraphs, services, status):
        app.command()(command)


def documents(demo: Demo = False, as_json: AsJson = False) -> None:
    """List every document and edition of the library."""
    from corpus.library import Library
    from ui.listing import document_rows

    rows = document_rows(Library.open(settings_for(demo).data))
    if as_json:
        print_json(rows)
    else:
        print_table(("id", "edition", "state", "paragraphs", "authority", "title"), rows)


def paragraphs(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id, as `documents` lists it.")],
    edition: Annotated[str | None, typer.Option(help="An edition; the current one if left out.")] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """List the paragraphs of a document in reading order."""
    from corpus.library import Library
    from ui.listing import paragraph_rows

    rows = paragraph_rows(Library.open(settings_for(demo).data), document_id, edition)
    if as_json:
        print_json(rows)
    else:
        print_table(("id", "label", "page", "text"), rows)


def services(
    area: Annotated[str | None, typer.Option(help="An area's id; every area if left out.")] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """List the local services of the directory."""
    from corpus.library import Library
    from ui.listing import service_row

    rows = [service_row(service) for service in Library.open(settings_for(demo).data).services(area)]
    if as_json:
        print_json(rows)
    else:
        print_table(("phone", "area", "threshold", "last_checked", "name"), rows)


def status(demo: Demo = False, as_json: AsJson = False) -> None:
    """Say which library this is, and whether its index finds itself.

    Ends with 3 where the library cannot be used.
    """
    from ui.library_status import library_status, status_lines

    found = library_status(settings_for(demo))
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(status_lines(found)))
    if found["status"] != "ready":
        raise typer.Exit(3)
