"""Rows: what stands on one baseline of a PDF page."""

from collections.abc import Sequence

from ingest.pdf_sheet import Run

SMALL = 0.87  # times the letters beside it: a raised mark or an ordinal's ending; browsers set them at 0.83


def rows(runs: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """Runs on one baseline together, from top to bottom, each row from left to right.

    A small raised run (a footnote mark, the th of 4th) belongs to the row of the larger letters beside it.
    """
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-round(run.size), run.baseline)):
        row = next((row for row in reversed(found) if on_row(run, row)), None)
        if row is None:
            found.append([run])
        else:
            row.append(run)
    found.sort(key=lambda row: row[0].baseline)
    return tuple(tuple(sorted(row, key=lambda run: run.left)) for row in found)


def on_row(run: Run, row: Sequence[Run]) -> bool:
    """Whether a run stands on a row: on its baseline, or small, raised and right beside it."""
    if run.frame is not None or row[0].frame is not None:
        return False
    raised = row[0].baseline - run.baseline
    if abs(raised) <= 0.2 * row[0].size:
        return True
    small = run.size <= SMALL * row[0].size and -0.25 * row[0].size <= raised <= 0.6 * row[0].size
    gaps = (gap for other in row for gap in (run.left - other.right, other.left - run.right))
    return small and any(-0.3 * row[0].size <= gap <= 0.5 * row[0].size for gap in gaps)
