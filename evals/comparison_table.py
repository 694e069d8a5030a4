"""A comparison, and a run beside its baseline, as tables for people. No text of any document is shown."""

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table

from evals.baseline import Held
from evals.comparison import Comparison, ScoreComparison, Turn
from evals.interval import Interval
from evals.run_wording import label_of


def comparison_table(found: Comparison) -> Group:
    """Every score in both runs, and the cases by what became of them."""
    library = "the same library" if found.one.library == found.other.library else "another library"
    table = Table(title=f"{found.one.id} and {found.other.id}, {library}", title_justify="left")
    for column in ("score", "before", "after", "difference", "better", "worse"):
        table.add_column(column, justify="left" if column == "score" else "right")
    for it in found.scores:
        table.add_row(label_of(it.name), *_cells(it))
    return Group(table, _cases_table(found))


def held_table(found: Sequence[Held]) -> Table:
    """Every figure of a baseline beside what was found."""
    fell = sum(not it.holds for it in found)
    table = Table(title=f"Baseline: {len(found) - fell} figures hold, {fell} fell", title_justify="left")
    for column in ("score", "tag", "baseline", "tolerance", "found", "questions", ""):
        table.add_column(column, justify="left" if column in ("score", "tag", "") else "right")
    for it in found:
        table.add_row(
            label_of(it.figure.score),
            it.figure.tag or "",
            f"{it.figure.value:.3f}",
            f"{it.figure.tolerance:.3f}",
            "–" if it.found is None else f"{it.found:.3f}",
            f"{it.questions} of {it.figure.questions}",
            "holds" if it.holds else "FELL",
        )
    return table


def _cells(it: ScoreComparison) -> tuple[str, ...]:
    shown = (_shown(it.one), _shown(it.other), _shown(it.difference, "+"))
    return (*shown, str(len(it.better)), str(len(it.worse)))


def _shown(value: Interval | None, sign: str = "") -> str:
    if value is None:
        return "–"
    return f"{value.mean:{sign}.3f} ({value.low:{sign}.3f} to {value.high:{sign}.3f})"


def _cases_table(found: Comparison) -> Table:
    table = Table(title=f"{len(found.turns)} questions in both runs", title_justify="left")
    table.add_column("became")
    table.add_column("questions", justify="right")
    table.add_column("which", overflow="fold")
    named = {turn.value: found.those(turn) for turn in Turn if turn is not Turn.SAME}
    for name, ids in {**named, "new": found.new, "gone": found.gone}.items():
        table.add_row(name, str(len(ids)), " ".join(ids))
    table.add_row(Turn.SAME.value, str(len(found.those(Turn.SAME))), "")
    return table
