"""Printing for the command line: JSON for programs, tables for people."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer

GAP = 2
LEAST = 12


def print_json(value: Any) -> None:
    """Print a value as indented JSON, letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as a table, one line a row; `None` prints as nothing.

    Where a terminal is too narrow the last column is cut short. Into a file or a pipe nothing is cut.
    """
    cells = [[column.replace("_", " ") for column in columns]]
    cells += [["" if row[column] is None else str(row[column]) for column in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    heading, *lines = [_line(line, widths) for line in cells]
    typer.echo(typer.style(heading, bold=True))
    for line in lines:
        typer.echo(line)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    *others, last = cells
    start = "".join(cell.ljust(width + GAP) for cell, width in zip(others, widths, strict=False))
    room = _terminal_width() - len(start)
    return (start + shortened(last, max(room, LEAST))).rstrip()


def shortened(text: str, most: int) -> str:
    """A text on one line, of at most so many characters.

    >>> shortened("one\\ntwo three", 8)
    'one two…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _terminal_width() -> int:
    """How many characters a line may have: those of the terminal, or as many as anyone needs."""
    import shutil
    import sys

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000
