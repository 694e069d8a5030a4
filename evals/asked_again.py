"""Asked again: the same cases put to the old and to the new library, and what comes back otherwise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.outcome import Outcome
from corpus.settings import Settings
from evals.case import Case, MustCite
from evals.impact import Impact
from evals.pin import PinKind
from evals.run import Result, Run, run_on
from evals.score import evidence

SuiteCases = tuple[str, Sequence[Case]]
Address = tuple[str, str]
"""A paragraph by its id and its edition."""
Became = Mapping[tuple[str, str, MustCite], frozenset[Address]]
"""By suite, case and citation: what the paragraphs became, where its quote stands nowhere any more."""


class Turn(StrEnum):
    """How a case goes on the new library beside the old, what matters most first.

    By its ending first, then by how early its evidence is cited. quote_again: it does no worse, but what it is to cite says other
    words now, so that the case itself has to be brought up to date.
    """

    WORSE = "worse"
    QUOTE_AGAIN = "quote_again"
    BETTER = "better"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCitation:
    """A paragraph that an answer cited. quote: the span that answers."""

    paragraph_id: str
    edition: str
    title: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one library showed for one case.

    cited: in order of appearance. rank: of the first citation that carries the evidence, from 1; None where none does.
    follows: of the first citation of what the evidence became, where its quote stands nowhere any more. right: whether the ending
    is the one that the case asks for. said: its statements, each a sentence or a bullet. text: the whole answer.
    """

    outcome: Outcome
    right: bool
    cited: tuple[ShownCitation, ...]
    rank: int | None
    follows: int | None
    said: tuple[str, ...]
    text: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """The cited paragraphs without their editions."""
        return tuple(it.paragraph_id for it in self.cited)

    @property
    def evidence(self) -> ShownCitation | None:
        """The citation that carries the evidence, or what that became; None where neither is cited."""
        rank = self.rank or self.follows
        return self.cited[rank - 1] if rank else None


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
        before, after = _standing(self.old), _standing(self.new)
        if after < before:
            return Turn.WORSE
        if self.new.rank is None and self.new.follows is not None:
            return Turn.QUOTE_AGAIN
        return Turn.BETTER if after > before else Turn.SAME

    @property
    def differs(self) -> bool:
        """Whether the ending, the cited paragraphs or their order, or the rank of the evidence is another."""
        return (self.old.outcome, self.old.addresses, self.old.rank) != (
            self.new.outcome,
            self.new.addresses,
            self.new.rank,
        )


def affected_cases(suites: Iterable[SuiteCases], found: Impact) -> tuple[SuiteCases, ...]:
    """The suites with those of their cases that are touched; suites without one are left out."""
    touched = set(found.affected(PinKind.CASE))
    chosen = ((name, [case for case in cases if (name, case.id) in touched]) for name, cases in suites)
    return tuple((name, cases) for name, cases in chosen if cases)


def ask_again(
    suites: Iterable[SuiteCases],
    found: Impact,
    libraries: tuple[Settings, Settings],
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[AskedAgain, ...]:
    """Put the touched cases of suites to the libraries in two data folders, the old and the new.

    told: called after each answer with how many of how many there are, over both. Raises what `run_on` raises.
    """
    chosen = affected_cases(suites, found)
    if not chosen:
        return ()
    old = run_on(libraries[0], chosen, lambda done, of: told(done, 2 * of))
    new = run_on(libraries[1], chosen, lambda done, of: told(of + done, 2 * of))
    return tuple(beside(old, new, what_became(found)))


def what_became(found: Impact) -> Became:
    """Of each citation of a touched case whose quote stands nowhere any more: what its paragraphs became."""
    became: dict[tuple[str, str, MustCite], frozenset[Address]] = {}
    for it in found.touched:
        if it.pin.kind is PinKind.CASE and it.new is not None and it.stands_at is None:
            key = it.pin.within, it.pin.id, it.pin.cited
            became[key] = became.get(key, frozenset()) | {(it.new.id, it.new.edition)}
    return became


def beside(old: Iterable[Run], new: Iterable[Run], became: Became) -> Iterable[AskedAgain]:
    """Runs of the same suites on two libraries, case by case. ValueError where the suites differ."""
    for before, after in zip(old, new, strict=True):
        for first, second in zip(before.results, after.results, strict=True):
            if first.case != second.case:
                raise ValueError(
                    f"Expected two runs of the same cases, found {first.case.id!r} and {second.case.id!r}."
                )
            case = first.case
            now = frozenset(it for cited in case.must_cite for it in became.get((before.suite, case.id, cited), ()))
            yield AskedAgain(suite=before.suite, case=case, old=_shown(first, frozenset()), new=_shown(second, now))


def _shown(result: Result, became: frozenset[Address]) -> Shown:
    answer, found = result.reply.answer, evidence(result.case, result.reply)
    places = enumerate(answer.citations, start=1)
    return Shown(
        outcome=answer.outcome,
        right=bool(result.scores["outcome"].value),
        cited=tuple(
            ShownCitation(
                paragraph_id=it.paragraph_id, edition=it.edition, title=it.title, label=it.label, quote=it.quote
            )
            for it in answer.citations
        ),
        rank=found.rank if found else None,
        follows=next((n for n, it in places if (it.paragraph_id, it.edition) in became), None),
        said=tuple(it.text for section in answer.sections for it in section.statements),
        text=answer.text,
    )


def _standing(shown: Shown) -> tuple[bool, float]:
    rank = shown.rank or shown.follows
    return shown.right, 1 / rank if rank else 0.0
