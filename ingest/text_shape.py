"""Which of three shapes a plain text has: it decides what a line break means."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from ingest.text_line import bullet_of


class Shape(StrEnum):
    """What the lines of a text are.

    PLAIN: one line per paragraph. WRAPPED: lines end where the page's column ends. FLAT: line breaks were lost, so that a line
    holds pages, and at most bullets start lines of their own.
    """

    PLAIN = "plain"
    WRAPPED = "wrapped"
    FLAT = "flat"


LONGEST_COLUMN = 130  # characters of a wrapped line; measured: 42 and 102 in two-column and one-column pages
LEAST_BROKEN = 0.15  # share of lines that go on in the next line; measured: .61 and .71 in wrapped text, .00 in plain
FLAT_LINE = 2000  # characters; measured: the longest line of a plain text is 4,473, but such lines are few
LEAST_FLAT = 0.2  # share of a text that stands in such lines; measured: .33 to 1 in flat text, .06 and 0 in plain


def shape_of(lines: Sequence[str]) -> Shape:
    """The shape of a text by its lines, blank ones included."""
    written = [line for line in lines if line.strip()]
    lengths = sorted(len(line) for line in written)
    if not lengths:
        return Shape.PLAIN
    if sum(length for length in lengths if length > FLAT_LINE) > LEAST_FLAT * sum(lengths):
        return Shape.FLAT
    going_on = sum(_goes_on(line, after) for line, after in pairwise(lines))
    narrow = lengths[int(len(lengths) * 0.95)] <= LONGEST_COLUMN
    return Shape.WRAPPED if narrow and going_on > LEAST_BROKEN * len(written) else Shape.PLAIN


def _goes_on(line: str, after: str) -> bool:
    """The line breaks off within a sentence and the next one continues it."""
    line, after = line.strip(), after.strip()
    return bool(line and after) and line[-1] not in ".:;?!" and after[0].islower() and bullet_of(after) is None
