"""Tables and boxes of a PDF page, found by the lines and tints drawn round their words."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.pdf_rows import rows
from ingest.pdf_sheet import Area, Run, Sheet

NEAR = 3.0  # points: lines closer than this meet, or are one
WIDE = 0.5  # part of a table's width that a line must cross to end a row
LARGEST_BOX = 0.5  # part of the page: a larger tint or frame is the page's own
MOST_RULES = 1_500  # on one page; more are a drawing
SMALLEST_BOX = (0.25, 18.0)  # part of the page's width, and points of height


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A table (`cells`, row by row, each with its runs) or a box (`inside`); the other one is empty."""

    area: Area
    cells: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    inside: tuple[Run, ...] = ()


def frames(sheet: Sheet) -> tuple[Frame, ...]:
    """The tables and boxes of a page that hold words; none inside another."""
    found: list[Frame] = []
    for frame in (*_ruled(sheet), *_tinted(sheet)):
        if not any(_overlap(frame.area, other.area) for other in found):
            found.append(frame)
    return tuple(found)


def _overlap(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > NEAR and down > NEAR


def _ruled(sheet: Sheet) -> Iterator[Frame]:
    """Tables and framed boxes: groups of lines that touch."""
    for group in _groups(sheet.rules if len(sheet.rules) <= MOST_RULES else ()):
        flat = [rule for rule in group if rule.width >= rule.height]
        upright = [rule for rule in group if rule.width < rule.height]
        if not upright or len(flat) < 2:
            continue
        area = _round(group)
        columns = _merged([area.left, area.right, *(rule.left for rule in upright)])
        ends = _row_ends(flat, area)
        if len(columns) >= 3 and len(ends) >= 2:
            cells = tuple(_cells(sheet.runs, top, bottom, columns) for top, bottom in itertools.pairwise(ends))
            yield Frame(area=area, cells=tuple(row for row in cells if any(row)))
        elif _is_box(area, sheet):
            yield from _box(sheet, area)


def _tinted(sheet: Sheet) -> Iterator[Frame]:
    """Boxes by their background; the tints of neighbouring lines are one."""
    wide = [shade for shade in sheet.shades[:MOST_RULES] if shade.width >= SMALLEST_BOX[0] * sheet.width]
    for group in _groups([shade for shade in wide if shade.height < LARGEST_BOX * sheet.height]):
        area = _round(group)
        if _is_box(area, sheet):
            yield from _box(sheet, area)


def _is_box(area: Area, sheet: Sheet) -> bool:
    large = area.width * area.height > LARGEST_BOX * sheet.width * sheet.height
    return not large and area.width >= SMALLEST_BOX[0] * sheet.width and area.height >= SMALLEST_BOX[1]


def _box(sheet: Sheet, area: Area) -> Iterator[Frame]:
    """A box with at least two lines of words; one line on a tint is a heading."""
    inside = _within(sheet.runs, area)
    if len(rows(inside)) >= 2:
        yield Frame(area=area, inside=inside)


def _groups(areas: Sequence[Area]) -> list[list[Area]]:
    """Areas that touch, directly or through others."""
    groups: list[list[Area]] = []
    for area in areas:
        touching = [group for group in groups if any(_touch(area, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([area, *(other for group in touching for other in group)])
    return groups


def _touch(one: Area, other: Area) -> bool:
    beside = one.left <= other.right + NEAR and other.left <= one.right + NEAR
    return beside and one.top <= other.bottom + NEAR and other.top <= one.bottom + NEAR


def _round(areas: Sequence[Area]) -> Area:
    return Area(
        left=min(area.left for area in areas),
        top=min(area.top for area in areas),
        right=max(area.right for area in areas),
        bottom=max(area.bottom for area in areas),
    )


def _merged(places: Sequence[float]) -> list[float]:
    """Places in order, those closer than a few points as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _row_ends(flat: Sequence[Area], area: Area) -> list[float]:
    """The heights at which lines cross enough of the table to end a row."""
    heights = _merged([rule.top for rule in flat])
    return [
        height
        for height in heights
        if sum(rule.width for rule in flat if abs(rule.top - height) <= NEAR) >= WIDE * area.width
    ]


def _cells(runs: Sequence[Run], top: float, bottom: float, columns: Sequence[float]) -> tuple[tuple[Run, ...], ...]:
    edges = itertools.pairwise(columns)
    return tuple(_within(runs, Area(left=left, top=top, right=right, bottom=bottom)) for left, right in edges)


def _within(runs: Sequence[Run], area: Area) -> tuple[Run, ...]:
    """The runs that begin in an area and stand on it."""
    return tuple(run for run in runs if area.holds(run.left + 0.3 * run.size, run.middle))
