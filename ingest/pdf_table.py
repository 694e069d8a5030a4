"""Tables of a PDF that no lines are drawn round: rows whose parts stand one under the other."""

from collections.abc import Iterator, Sequence

from ingest.bullet_mark import without_mark
from ingest.grammar import read_mark
from ingest.pdf_lines import Line

FEWEST = 3  # rows
ALIGNED = 6.0  # points


def table_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the lines that are rows of such tables."""
    found: set[int] = set()
    for group in _groups(lines):
        if len(group) >= FEWEST:
            found.update(group)
    return frozenset(found)


def _groups(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Neighbouring lines with the same number of parts, each under the part above."""
    held: list[int] = []
    for place, line in enumerate(lines):
        if held and not (_is_row(line) and _aligned(lines[held[-1]], line)):
            yield held
            held = []
        if _is_row(line):
            held.append(place)
    yield held


def _is_row(line: Line) -> bool:
    """At least two parts; a number or bullet before its text is no table, and rows of two need short first parts."""
    if len(line.cells) < 2 or line.frame is not None:
        return False
    marked = without_mark(line.text) is not None or read_mark(f"{line.cells[0].rstrip('.')} X") is not None
    return not marked or len(line.cells) > 2


def _aligned(before: Line, line: Line) -> bool:
    if before.region != line.region or len(before.cells) != len(line.cells):
        return False
    return all(abs(one - other) <= ALIGNED for one, other in zip(before.starts, line.starts, strict=True))
