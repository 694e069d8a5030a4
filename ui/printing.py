"""Printing for the command line: JSON for programs, tables for people."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer


def print_json(value: Any) -> None:
    """Print a value as indented JSON, letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as a table with one column per name; `None` prints as nothing."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if row[column] is None else str(row[column])) for column in columns))
    Console().print(table)
