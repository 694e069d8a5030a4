"""A stored run in a line: what a list of runs shows of it. Each is read once: a run is never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from corpus.errors import RunError
from evals.interval import Interval, interval
from evals.kept_run import KeptRun
from evals.report_worst import missed_scores
from evals.run_store import RunStore
from evals.run_wording import run_rules

REMEMBERED = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """figures: the main scores (`runs.toml`) with intervals, None where nothing was scored. missed: questions that missed any."""

    id: str
    suite: str
    made_at: datetime
    library: str
    questions: int
    missed: int
    figures: Mapping[str, Interval | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunList:
    """The newest runs, newest first. older: how many more there are; unreadable: how many could not be read."""

    runs: tuple[RunSummary, ...]
    older: int
    unreadable: int


def newest_runs(data: Path, most: int) -> RunList:
    """At most so many of the stored runs."""
    ids = RunStore(data).ids()
    runs, unreadable = [], 0
    for run_id in ids[:most]:
        try:
            runs.append(_summary(data, run_id))
        except RunError:
            unreadable += 1
    return RunList(runs=tuple(runs), older=len(ids[most:]), unreadable=unreadable)


def summary_of(run: KeptRun) -> RunSummary:
    """What a list shows of a run."""
    return RunSummary(
        id=run.id,
        suite=run.suite,
        made_at=run.made_at,
        library=run.library,
        questions=len(run.cases),
        missed=sum(bool(missed_scores(case)) for case in run.cases),
        figures={name: interval(run.values(name)) for name in run_rules()["main"]},
    )


@lru_cache(maxsize=REMEMBERED)
def _summary(data: Path, run_id: str) -> RunSummary:
    return summary_of(RunStore(data).find(run_id, files=False))
