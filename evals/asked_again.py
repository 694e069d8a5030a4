"""Asked again: the same cases put to the old and to the new library, and what comes back otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.outcome import Outcome
from corpus.settings import Settings
from evals.case import Case
from evals.run import Result, Run, run_on
from evals.score import evidence

SuiteCases = tuple[str, Sequence[Case]]


class Turn(StrEnum):
    """How a case goes on the new library beside the old: by its ending first, then by how early its evidence is cited."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one library showed for one case.

    cited: the paragraphs, by (id, edition), in order of appearance. rank: of the first citation that carries the evidence, from
    1; None where none does. right: whether the ending is the one that the case asks for.
    """

    outcome: Outcome
    right: bool
    cited: tuple[tuple[str, str], ...]
    rank: int | None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The cited paragraphs without their editions."""
        return tuple(paragraph_id for paragraph_id, _ in self.cited)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """One case on both libraries."""

    suite: str
    case: Case
    old: Shown
    new: Shown

    @property
    def turn(self) -> Turn:
        """Better or worse: the ending became right or wrong; where it did neither, the evidence came sooner or later."""
        before, after = (_standing(it, bool(self.case.must_cite)) for it in (self.old, self.new))
        if before == after:
            return Turn.SAME
        return Turn.BETTER if after > before else Turn.WORSE

    @property
    def differs(self) -> bool:
        """Whether the ending, the cited paragraphs or their order, or the rank of the evidence is another."""
        return (self.old.outcome, self.old.addresses, self.old.rank) != (
            self.new.outcome,
            self.new.addresses,
            self.new.rank,
        )


def ask_again(suites: Sequence[SuiteCases], old: Settings, new: Settings) -> tuple[AskedAgain, ...]:
    """Put suites, each with its name, to the libraries in two data folders. Raises what `run_on` raises."""
    return tuple(beside(run_on(old, suites), run_on(new, suites)))


def beside(old: Iterable[Run], new: Iterable[Run]) -> Iterable[AskedAgain]:
    """Runs of the same suites on two libraries, case by case. ValueError where the suites differ."""
    for before, after in zip(old, new, strict=True):
        for first, second in zip(before.results, after.results, strict=True):
            if first.case != second.case:
                raise ValueError(
                    f"Expected two runs of the same cases, found {first.case.id!r} and {second.case.id!r}."
                )
            yield AskedAgain(suite=before.suite, case=first.case, old=_shown(first), new=_shown(second))


def _shown(result: Result) -> Shown:
    answer = result.reply.answer
    found = evidence(result.case, result.reply)
    return Shown(
        outcome=answer.outcome,
        right=bool(result.scores["outcome"].value),
        cited=tuple((it.paragraph_id, it.edition) for it in answer.citations),
        rank=found.rank if found else None,
    )


def _standing(shown: Shown, has_evidence: bool) -> tuple[bool, float]:
    return shown.right, 1 / shown.rank if has_evidence and shown.rank else 0.0
