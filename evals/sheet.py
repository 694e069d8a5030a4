"""Sheet: a table as it was read, and Mistake: what is wrong with it, told by row and column in plain words."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evals.fold import fold

DATA = Path(__file__).parent / "data" / "suite.toml"
NEAR = 0.6
"""How alike two names must be for one to be meant by the other (difflib's own default)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong, in plain words. row: from 1, as a spreadsheet counts; column: from 0. None: it is of no one row or column.

    name: the column's name, '' where it has none.
    """

    text: str
    row: int | None = None
    column: int | None = None
    name: str = ""

    def __str__(self) -> str:
        """Where it is, then what it is.

        >>> str(Mistake(row=4, column=5, name="outcome", text="Expected one."))
        'row 4, column F (outcome): Expected one.'
        """
        where = [f"row {self.row}"] if self.row is not None else []
        if self.column is not None:
            where.append(f"column {column_letter(self.column)}" + (f" ({self.name})" if self.name else ""))
        return f"{', '.join(where)}: {self.text}" if where else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that holds text. at: from 1, as a spreadsheet counts. cells: from column A, stripped, '' where empty."""

    at: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column, '' beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows with text in them, and what was wrong with the file itself.

    told: (row, column) of cells of which a mistake was told already, so that it is not told twice.
    """

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...] = ()
    told: frozenset[tuple[int, int]] = frozenset()


def read_wording() -> Mapping[str, Any]:
    """`data/suite.toml` as plain values, read once."""
    return _read(DATA)


def say(mistake: str, **found: object) -> str:
    """A mistake's text by its name in `data/suite.toml`."""
    text: str = read_wording()["mistakes"][mistake]
    return text.format(**found)


def nearest(found: str, names: Iterable[str]) -> str:
    """A sentence that names the nearest of `names`, with a space before it; '' where none is near.

    >>> nearest("anwsered", ["answered", "urgent"])
    ' Did you mean "answered"?'
    """
    by_fold = {fold(name): name for name in names}
    near = difflib.get_close_matches(fold(found), by_fold, n=1, cutoff=NEAR)
    return say("nearest", name=by_fold[near[0]]) if near else ""


def shortened(text: str, most: int = 60) -> str:
    """A found text on one line, short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def column_letter(column: int) -> str:
    """A column as a spreadsheet names it, from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701), column_letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@cache
def _read(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
