"""Lines of a PDF page, in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.finding import Repair
from ingest.pdf_columns import regions
from ingest.pdf_glyphs import SPACE
from ingest.pdf_rows import SMALL, rows
from ingest.pdf_sheet import Area, Run, bounds
from ingest.repair_places import AROUND

CELL = 1.1  # ems: a wider gap within a line sets its parts apart, as in a table or before a page number
MARK = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,3})*|[*†‡§]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of one column.

    cells: its parts where wide gaps set them apart, else its text alone. starts: where each of them begins.
    column: the rectangle of the region it is read in. region: counts regions through the document.
    frame: which table or box of the page stands here instead of words; None for a line of words.
    bold: 0 to 1, the part of its letters that is bold. marks: the footnote marks that were left out of it.
    """

    page: int
    region: int
    text: str
    cells: tuple[str, ...]
    starts: tuple[float, ...]
    left: float
    right: float
    baseline: float
    size: float
    bold: float
    column: Area
    frame: int | None = None
    marks: tuple[Repair, ...] = ()


def lines(runs: Sequence[Run], page: int, first_region: int) -> Iterator[Line]:
    """The lines of a page in reading order; its regions count from `first_region`."""
    for offset, region in enumerate(regions(runs)):
        yield from one_column(region, page, first_region + offset)


def one_column(runs: Sequence[Run], page: int, region: int = 0) -> Iterator[Line]:
    """The lines of a column or of a table's cell, from top to bottom."""
    column = bounds(runs) if runs else None
    for row in rows(runs):
        if column is not None:
            yield _line(row, page, region, column)


def _line(row: Sequence[Run], page: int, region: int, column: Area) -> Line:
    """The line of a row, its footnote marks left out."""
    size = max(run.size for run in row)
    baseline = next(run.baseline for run in row if run.size == size)
    kept = [run for place, run in enumerate(row) if place == 0 or not _is_note_mark(run, size, baseline)]
    cells: list[str] = []
    starts: list[float] = []
    for before, run in zip([None, *row[:-1]], row, strict=True):
        gap = run.left - before.right if before is not None else 0.0
        if run not in kept:
            continue
        if before is None or gap > CELL * size:
            cells.append(run.text)
            starts.append(run.left)
        else:
            cells[-1] += (" " if gap > SPACE * size else "") + run.text
    letters = sum(len(run.text) for run in kept)
    return Line(
        page=page,
        region=region,
        text=" ".join(cells),
        cells=tuple(cells),
        starts=tuple(starts),
        left=kept[0].left,
        right=kept[-1].right,
        baseline=baseline,
        size=size,
        bold=sum(run.bold * len(run.text) for run in kept) / letters,
        column=column,
        frame=kept[0].frame,
        marks=tuple(_mark(row[place - 1], run) for place, run in enumerate(row) if run not in kept),
    )


def _mark(before: Run, mark: Run) -> Repair:
    """A footnote mark that was left out, behind the words before it."""
    words = " ".join(before.text.split()[-AROUND:])
    return Repair(before=f"{words}{mark.text}", after=words)


def _is_note_mark(run: Run, size: float, baseline: float) -> bool:
    """Whether a run is a figure or sign set small and raised."""
    return run.size <= SMALL * size and baseline - run.baseline > 0.15 * size and MARK.fullmatch(run.text) is not None
