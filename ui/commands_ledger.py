"""The command that accounts for every word of a document: ledger."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import AsJson
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from ingest.ledger import Ledger

REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(ledger)


def ledger(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Documents, or folders of documents.")],
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a table in Markdown, figures only.")] = False,
    words: Annotated[bool, typer.Option("--words", help="Show the words that are lost or doubled as well.")] = False,
) -> None:
    """Count every word of each document once, by where it went.

    Nothing is kept. Ends with 1 where a file was refused.
    """
    from corpus.errors import FileRefused
    from ingest.ledger import ledger as account
    from ingest.ledger_source import Place
    from ingest.no_manifest import manifest_of

    rows, refused = [], False
    for entry in manifest_of(paths).entries:
        try:
            found = account(entry.path, entry)
        except FileRefused as error:
            refused = True
            typer.echo(f"soundingboard: {error}", err=True)
            continue
        name = {"document": entry.document.id, "edition": entry.edition, "file": entry.path.name}
        rows.append({**name, **_row(found, [place.value for place in Place]), **(_runs(found) if words else {})})
    if as_json:
        print_json(rows)
    elif rows:
        (_print_markdown if markdown else print_table)(list(rows[0]), rows)
    if refused:
        raise typer.Exit(REFUSED)


def _row(found: "Ledger", places: Sequence[str]) -> dict[str, Any]:
    counts = {place.value: count for place, count in found.places.items()}
    return {
        "words": found.words,
        **{place: counts.get(place, 0) for place in places},
        "unaccounted": found.unaccounted,
        "percent": round(100 * found.unaccounted / max(1, found.words), 2),
        "doubled": found.doubled,
    }


def _runs(found: "Ledger") -> dict[str, str]:
    return {"lost": " … ".join(map(" ".join, found.lost)), "twice": " … ".join(map(" ".join, found.added))}


def _print_markdown(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    typer.echo("| " + " | ".join(column.replace("_", " ") for column in columns) + " |")
    typer.echo("|" + " --- |" * len(columns))
    for row in rows:
        typer.echo("| " + " | ".join(str(row[column]) for column in columns) + " |")
