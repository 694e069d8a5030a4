"""A BEIR run as a table for people and as plain JSON values."""

from dataclasses import asdict
from typing import Any

from rich.table import Table

from evals.beir_run import MEASURES, BeirRun
from evals.interval import Interval


def beir_table(run: BeirRun) -> Table:
    """One row a ranking, one column a measure, each with its 95% interval."""
    title = f"{run.name} ({run.split}): {run.queries:,} queries, {run.documents:,} documents, {run.embedder}"
    caption = f"recall@10 of the vector index against an exact scan: {run.index_recall:.3f}"
    table = Table(title=title, title_justify="left", caption=caption, caption_justify="left")
    table.add_column("ranking")
    for name in MEASURES:
        table.add_column(name, justify="right")
    for ranking, scores in run.scores.items():
        table.add_row(ranking, *(_shown(scores[name]) for name in MEASURES))
    return table


def beir_json(run: BeirRun) -> dict[str, Any]:
    """The run as plain JSON values."""
    return asdict(run)


def _shown(value: Interval | None) -> str:
    return f"{value.mean:.3f} ({value.low:.3f}–{value.high:.3f})" if value else "–"
