"""The scores of a run as tables for the terminal: a figure for each, and the reason beside each case that failed one."""

from collections.abc import Collection, Sequence

from rich.console import Group
from rich.table import Table

from evals.failed import ScoreFigure
from evals.run_wording import label_of

MOST_REASON = 200
"""Letters of a reason; the report has all of it."""


def scorers_table(figures: Sequence[ScoreFigure], names: Collection[str]) -> Group:
    """The scores with these names: mean, interval, how many questions were scored and failed; then each that failed, with why."""
    chosen = [it for it in figures if it.name in names]
    table = Table(title="Scorers (1 is right)", title_justify="left")
    for column in ("score", "mean", "95% interval", "questions", "failed"):
        table.add_column(column, justify="left" if column in ("score", "95% interval") else "right")
    for it in chosen:
        table.add_row(label_of(it.name), *_cells(it))
    failed = Table(title=f"Failed: {sum(len(it.failed) for it in chosen)}", title_justify="left")
    for column in ("score", "question", "value", "found", "why"):
        failed.add_column(column, overflow="fold", justify="right" if column == "value" else "left")
    for it in chosen:
        for case in it.failed:
            shown = (case.score.answer, case.score.explanation)
            failed.add_row(label_of(it.name), case.id, f"{case.score.value:.3g}", *map(_shortened, shown))
    return Group(table, failed) if failed.row_count else Group(table)


def _cells(it: ScoreFigure) -> tuple[str, ...]:
    if it.interval is None:
        return "–", "", "0", ""
    span = f"{it.interval.low:.3f} to {it.interval.high:.3f}"
    return f"{it.interval.mean:.3f}", span, str(it.interval.n), str(len(it.failed))


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_REASON else f"{text[: MOST_REASON - 1]}…"
