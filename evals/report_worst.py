"""Worst: the cases that most of their scores speak against."""

from dataclasses import dataclass

from evals.kept_run import KeptCase, KeptRun
from evals.run_wording import goodness

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """A case with the scores that it missed, each less than wholly good. right: the mean goodness of its scores, 0 to 1."""

    case: KeptCase
    missed: tuple[str, ...]
    right: float


def worst(run: KeptRun, most: int = MOST) -> tuple[Worst, ...]:
    """At most so many cases that missed something, the worst first.

    right = mean over the scored scores of goodness(score, value). Equal ones: a wrong ending first, then the suite's order.
    """
    found = [it for case in run.cases if (it := _judged(case)).missed]
    found.sort(key=lambda it: (it.right, "outcome" not in it.missed))
    return tuple(found[:most])


def missed_scores(case: KeptCase) -> tuple[str, ...]:
    """The scores of a case that are less than wholly good."""
    return _judged(case).missed


def _judged(case: KeptCase) -> Worst:
    good = {name: goodness(name, it.value) for name, it in case.scores.items() if it.value is not None}
    right = sum(good.values()) / len(good) if good else 1.0
    return Worst(case=case, missed=tuple(name for name, value in good.items() if value < 1), right=right)
