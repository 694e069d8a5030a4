"""How often the right paragraph comes first, or among the first five, by two encoders: shares, differences, intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.encoder_kept import OURS, STOCK, KeptQuestion
from evals.interval import Interval, ratio_interval
from evals.question_bank import Kind

RANKINGS = ("dense", "fused")
DEPTHS = (1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How often two encoders found what they were asked for, and the difference, each with its interval."""

    before: Interval
    after: Interval
    gain: Interval


def compared(
    questions: Sequence[KeptQuestion], ranking: str, depth: int, before: str = STOCK, after: str = OURS
) -> Compared | None:
    """The share of questions whose paragraph is among the first `depth`, by two encoders; None for no questions."""
    return _compared(questions, lambda one: (_held(one, before, ranking, depth), _held(one, after, ranking, depth)))


def compared_by_grades(
    questions: Sequence[KeptQuestion], answers: Mapping[str, frozenset[str]], ranking: str, depth: int
) -> Compared | None:
    """The share of questions with a paragraph that answers among the first `depth`, by stock and by ours; None for no questions.

    answers: the paragraphs that answer, by the question's digest, of all that either has among its first.
    """

    def held(one: KeptQuestion, encoder: str) -> bool:
        first = getattr(one.ranks[encoder], f"{ranking}_first")[:depth]
        return _held(one, encoder, ranking, depth) or bool(answers[one.question].intersection(first))

    return _compared(questions, lambda one: (held(one, STOCK), held(one, OURS)))


def _compared(questions: Sequence[KeptQuestion], held: Callable[[KeptQuestion], tuple[bool, bool]]) -> Compared | None:
    by_paragraph: dict[str, list[tuple[bool, bool]]] = {}
    for one in questions:
        by_paragraph.setdefault(one.paragraph, []).append(held(one))

    def over(counted: Callable[[bool, bool], int]) -> Interval | None:
        return ratio_interval([(sum(counted(*it) for it in each), len(each)) for each in by_paragraph.values()])

    found = (over(lambda was, _: int(was)), over(lambda _, now: int(now)), over(lambda was, now: int(now) - int(was)))
    if found[0] is None or found[1] is None or found[2] is None:
        return None
    return Compared(before=found[0], after=found[1], gain=found[2])


def _held(one: KeptQuestion, encoder: str, ranking: str, depth: int) -> bool:
    rank = getattr(one.ranks[encoder], ranking)
    return rank is not None and rank <= depth


def colloquial(questions: Sequence[KeptQuestion]) -> list[KeptQuestion]:
    """Those that are put as people talk."""
    return [one for one in questions if one.kind is Kind.COLLOQUIAL]


def by_document(questions: Sequence[KeptQuestion]) -> dict[str, list[KeptQuestion]]:
    """The questions of each document."""
    found: dict[str, list[KeptQuestion]] = {}
    for one in questions:
        found.setdefault(one.document, []).append(one)
    return found
