"""Failed: what of a run was not as it must be, score by score, each with the reason that its scorer gave."""

from dataclasses import dataclass

from evals.interval import Interval, interval
from evals.kept_run import KeptRun, KeptScore
from evals.run_wording import goodness


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCase:
    """One case that a score is less than wholly good of: its id, and the score with what was looked at and why."""

    id: str
    score: KeptScore


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFigure:
    """A score over a run: its mean with interval (None: nothing was scored), and the cases that failed it, in their order."""

    name: str
    interval: Interval | None
    failed: tuple[FailedCase, ...]


def score_figures(run: KeptRun) -> tuple[ScoreFigure, ...]:
    """Every score of a run, in order of first appearance. A case fails where goodness(score, value) < 1; unscored ones do not."""
    return tuple(
        ScoreFigure(
            name=name,
            interval=interval(run.values(name)),
            failed=tuple(
                FailedCase(id=case.id, score=case.scores[name])
                for case in run.cases
                if (value := case.value(name)) is not None and goodness(name, value) < 1
            ),
        )
        for name in run.score_names()
    )
