"""Reading order of a PDF page: columns cut from where letters stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from ingest.pdf_rows import on_row, rows
from ingest.pdf_sheet import Run, bounds

STEP = 2.0  # points between the places where a gutter is looked for
GUTTER = 6.0  # points: the narrowest gap between columns
FEWEST = 4  # runs in a column
NARROWEST = 0.2  # part of the page's text that a column spans; page numbers beside a contents list span less
FILLED = 0.45  # how much of its column a typical line fills; the cells of a table fill less
CROSSING = 0.25  # how many lines, of those beside a gutter, may cross it (headings over both columns)
DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gutter:
    """The gap between two columns: `at`, its middle."""

    at: float
    width: float
    crossing: int


def regions(runs: Sequence[Run], depth: int = 0) -> tuple[tuple[Run, ...], ...]:
    """The runs of a page as blocks to be read one after the other, each one column wide."""
    gutter = find_gutter(runs) if depth < DEEPEST else None
    if gutter is None:
        return (tuple(runs),) if runs else ()
    found: list[tuple[Run, ...]] = []
    for across, band in groupby(_by_height(runs, gutter.at), key=lambda pair: pair[0]):
        held = tuple(run for _, run in band)
        if across:
            found.extend(regions(held, depth + 1))
            continue
        left, right = (tuple(run for run in held if (run.left < gutter.at) is side) for side in (True, False))
        found.extend(regions(left, depth + 1))
        found.extend(regions(right, depth + 1))
    return tuple(found)


def _by_height(runs: Sequence[Run], at: float) -> Iterator[tuple[bool, Run]]:
    """The runs from top to bottom, each with whether its line crosses the gutter."""
    crossing = [run for run in runs if run.left < at < run.right]
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        level = any(abs(run.baseline - line.baseline) <= 0.2 * run.size for line in crossing)
        yield level or any(on_row(run, [line]) for line in crossing), run


def find_gutter(runs: Sequence[Run]) -> Gutter | None:
    """The gap that parts two columns of text; None where there is one column."""
    if len(runs) < 2 * FEWEST:
        return None
    area = bounds(runs)
    found = [gutter for gutter in _gaps(runs, area.left + 0.2 * area.width, area.right - 0.2 * area.width)]
    wide = [gutter for gutter in found if gutter.width >= GUTTER and _parts_columns(runs, gutter)]
    return min(wide, key=lambda gutter: (gutter.crossing, -gutter.width), default=None)


def _gaps(runs: Sequence[Run], start: float, end: float) -> Iterator[Gutter]:
    """The places where few runs are, each as wide as the number of runs over it stays the same."""
    places = [start + STEP * index for index in range(max(0, int((end - start) / STEP)))]
    counted = [(place, sum(run.left <= place <= run.right for run in runs)) for place in places]
    most = CROSSING * len(runs)
    for crossing, stretch in groupby(counted, key=lambda pair: pair[1]):
        held = [place for place, _ in stretch]
        if crossing <= most:
            yield Gutter(at=(held[0] + held[-1]) / 2, width=held[-1] - held[0] + STEP, crossing=crossing)


def _parts_columns(runs: Sequence[Run], gutter: Gutter) -> bool:
    """Whether both sides hold several lines of running text, side by side."""
    left = tuple(run for run in runs if run.right <= gutter.at)
    right = tuple(run for run in runs if run.left >= gutter.at)
    if min(len(left), len(right)) < max(FEWEST, gutter.crossing / CROSSING / 2):
        return False
    one, other = bounds(left), bounds(right)
    beside = min(one.bottom, other.bottom) - max(one.top, other.top)
    whole = other.right - one.left
    if beside < 0.3 * min(one.height, other.height) or min(one.width, other.width) < NARROWEST * whole:
        return False
    return min(_filled(left, one.width), _filled(right, other.width)) >= FILLED


def _filled(runs: Sequence[Run], width: float) -> float:
    """The part of a column that its typical line covers with letters."""
    covered = [sum(run.right - run.left for run in row) for row in rows(runs)]
    return median(covered) / max(1.0, width) if len(covered) >= FEWEST else 0.0
