"""Bullets that a PDF draws as small shapes, as browsers do, and not as letters."""

from collections.abc import Iterator, Sequence

from ingest.pdf_sheet import Area, Run

SMALLEST, LARGEST = 1.5, 9.0  # points
REACH = 3.0  # ems from a bullet to its text


def is_dot(wide: float, high: float) -> bool:
    """Whether a filled shape has the size of a bullet and is about as wide as high."""
    return min(wide, high) >= SMALLEST and max(wide, high) <= LARGEST and max(wide, high) <= 1.5 * min(wide, high)


def dot_runs(runs: Sequence[Run], dots: Sequence[Area]) -> Iterator[Run]:
    """A run `•` for each dot that stands to the left of the first words of a line."""
    for dot in dots:
        height = (dot.top + dot.bottom) / 2
        line = [run for run in runs if run.baseline - 0.8 * run.size <= height <= run.baseline + 0.1 * run.size]
        beside = min((run for run in line if run.left >= dot.right), key=lambda run: run.left, default=None)
        if beside is None or beside.left - dot.right > REACH * beside.size or dot.height > 0.8 * beside.size:
            continue
        if not any(
            run.left < dot.left and beside.left - run.right < REACH * beside.size for run in line if run is not beside
        ):
            yield Run(text="•", left=dot.left, right=dot.right, baseline=beside.baseline, size=beside.size, bold=0.0)
