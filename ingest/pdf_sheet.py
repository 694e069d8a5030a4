"""Sheet: what stands on one page of a PDF, as plain values.

Coordinates are points along the text: x to the right, y downwards from the top of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle; `left <= right`, `top <= bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Letters that follow each other on one baseline in one size.

    bold: 0 to 1, the part of its letters that is bold. frame: None for letters; else it holds the place of that table or box
    while the reading order is found.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: float
    frame: int | None = None

    @property
    def middle(self) -> float:
        """The height at which to ask what the run stands on."""
        return self.baseline - self.size * 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page, 1-based.

    runs: in the order of the file, bullets that are drawn as shapes among them as •. rules: thin lines.
    shades: filled rectangles that are not white.
    hidden: how many words are there but cannot be seen; they are not among the runs, but in `unseen`. pictured: it has an image.
    watermark: large slanted words across the page, left out of the runs too. recognised: character recognition made its words.
    """

    page: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Area, ...]
    shades: tuple[Area, ...]
    hidden: int
    pictured: bool
    unseen: str = ""
    watermark: str = ""
    recognised: bool = False


def bounds(runs: Sequence[Run]) -> Area:
    """The rectangle round some runs, at least one."""
    return Area(
        left=min(run.left for run in runs),
        top=min(run.baseline - run.size * 0.75 for run in runs),
        right=max(run.right for run in runs),
        bottom=max(run.baseline + run.size * 0.25 for run in runs),
    )
