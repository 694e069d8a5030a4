"""The rows of an HTML table: cells that span rows or columns keep their place, columns of numbers number paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.html_tree import Node
from ingest.merged_cell import DITTO, EMPTY, MOST_SPAN

LEAST_WORDS = 5  # of the texts beside a column of numbers, on average
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells from left to right, and the id of its element."""

    cells: tuple[str, ...]
    anchor: str | None

    @property
    def text(self) -> str:
        """The cells in one line, apart by ` | `."""
        return " | ".join(self.cells)


def rows_of(rows: Sequence[tuple[Node, Sequence[tuple[Node, str]]]]) -> Iterator[Row]:
    """The rows that hold words. Each row is given with its cells and their words."""
    below: dict[int, int] = {}
    for row, cells in rows:
        texts: list[str] = []
        for cell, text in cells:
            _pass_spans(texts, below)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(texts), len(texts) + wide):
                below[column] = high - 1
            texts += [text or EMPTY, *[DITTO] * (wide - 1)]
        _pass_spans(texts, below)
        if any(text for _, text in cells):
            yield Row(cells=tuple(texts), anchor=row.attributes.get("id"))


def _pass_spans(texts: list[str], below: dict[int, int]) -> None:
    """Put a ditto mark wherever a cell of a row above reaches into this row at the next columns."""
    while below.get(len(texts), 0) > 0:
        below[len(texts)] -= 1
        texts.append(DITTO)


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "1").strip()
    return max(1, min(int(value), MOST_SPAN)) if value.isdigit() else 1


def numbers_paragraphs(rows: Sequence[Row]) -> bool:
    """Whether a table only sets numbers beside their paragraphs: two columns, rising numbers, whole sentences.

    >>> numbers_paragraphs([Row(cells=("1", "Ring the office before the visit."), anchor=None)] * 1)
    False
    """
    if len(rows) < 2 or any(len(row.cells) != 2 or not _NUMBER.fullmatch(row.cells[0]) for row in rows):
        return False
    values = [tuple(int(part) for part in re.findall(r"\d+", row.cells[0])) for row in rows]
    said = sum(len(row.cells[1].split()) for row in rows)
    return values == sorted(set(values)) and said >= LEAST_WORDS * len(rows)
