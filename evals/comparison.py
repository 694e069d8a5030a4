"""Comparison: two runs of one suite, case by case."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from evals.interval import Interval, interval
from evals.kept_run import KeptCase, KeptRun
from evals.run_wording import goodness


class Turn(StrEnum):
    """What became of a case. mixed: one score rose, another fell. reworded: the scores are equal, the answer is not."""

    BETTER = "better"
    WORSE = "worse"
    MIXED = "mixed"
    REWORDED = "reworded"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreComparison:
    """One score in both runs.

    one, other: the mean over all cases that the run scored. difference: the mean of (other - one) over the cases that both
    scored, with a paired bootstrap: whole cases are drawn. None where nothing was scored.
    better, worse: ids of the cases of which it rose or fell, by what is good.
    """

    name: str
    one: Interval | None
    other: Interval | None
    difference: Interval | None
    better: tuple[str, ...]
    worse: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs, `other` the later. turns: by id, of the cases that both have with the same question and earlier turns.

    gone, new: ids that only one of them has, or that ask something else now.
    """

    one: KeptRun
    other: KeptRun
    scores: tuple[ScoreComparison, ...]
    turns: Mapping[str, Turn]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    def those(self, turn: Turn) -> tuple[str, ...]:
        """The ids of the cases with which it went so, in the later run's order."""
        return tuple(name for name, became in self.turns.items() if became is turn)


def compare(one: KeptRun, other: KeptRun) -> Comparison:
    """Compare two runs; cases are paired by id, and only where they ask the same."""
    before = {case.id: case for case in one.cases}
    pairs = [(before[it.id], it) for it in other.cases if it.id in before and _asks(before[it.id]) == _asks(it)]
    paired = {it.id for _, it in pairs}
    names = tuple(dict.fromkeys((*one.score_names(), *other.score_names())))
    return Comparison(
        one=one,
        other=other,
        scores=tuple(_compared(name, one, other, pairs) for name in names),
        turns={it.id: _turn(old, it) for old, it in pairs},
        gone=tuple(case.id for case in one.cases if case.id not in paired),
        new=tuple(case.id for case in other.cases if case.id not in paired),
    )


def comparison_json(found: Comparison) -> dict[str, Any]:
    """A comparison as plain JSON values, without the runs' answers."""
    return {
        "one": found.one.id,
        "other": found.other.id,
        "same_library": found.one.library == found.other.library,
        "scores": [asdict(it) for it in found.scores],
        "cases": {turn.value: list(found.those(turn)) for turn in Turn if turn is not Turn.SAME},
        "same": len(found.those(Turn.SAME)),
        "gone": list(found.gone),
        "new": list(found.new),
    }


def _asks(case: KeptCase) -> tuple[str, tuple[str, ...], str | None]:
    return case.question, case.history, case.area


def _compared(name: str, one: KeptRun, other: KeptRun, pairs: Iterable[tuple[KeptCase, KeptCase]]) -> ScoreComparison:
    steps = {it.id: step for old, it in pairs if (step := _step(name, old, it)) is not None}
    rises = {case: goodness(name, 1.0 if step > 0 else 0.0) > 0.5 for case, step in steps.items() if step}
    return ScoreComparison(
        name=name,
        one=interval(one.values(name)),
        other=interval(other.values(name)),
        difference=interval(list(steps.values())),
        better=tuple(case for case, good in rises.items() if good),
        worse=tuple(case for case, good in rises.items() if not good),
    )


def _step(name: str, old: KeptCase, new: KeptCase) -> float | None:
    before, after = old.value(name), new.value(name)
    return None if before is None or after is None else after - before


def _turn(old: KeptCase, new: KeptCase) -> Turn:
    steps = [_good_step(name, old, new) for name in new.scores]
    rose, fell = any(step > 0 for step in steps), any(step < 0 for step in steps)
    if rose or fell:
        return Turn.MIXED if rose and fell else Turn.BETTER if rose else Turn.WORSE
    return Turn.SAME if old.answer["text"] == new.answer["text"] else Turn.REWORDED


def _good_step(name: str, old: KeptCase, new: KeptCase) -> float:
    before, after = old.value(name), new.value(name)
    return 0.0 if before is None or after is None else goodness(name, after) - goodness(name, before)
