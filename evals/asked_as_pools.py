"""Questions to measure asked-as lines with: each with the paragraphs that answer it, from the bank and the suites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.question import Question
from corpus.paragraph import Paragraph
from evals.fold import fold
from evals.graded import read_graded
from evals.halves import Half, half_of
from evals.question_bank import BANK, read_bank, resolve
from evals.suite import read_suite

SUITES = Path(__file__).parent / "suites"
ASKED = ("demo.jsonl", "demo-questions.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A question that stands alone, and the ids of the paragraphs that answer it, at least one."""

    question: Question
    right: tuple[str, ...]

    @property
    def side(self) -> Half:
        """On which side of its paragraph's questions it is: one side is attached while the other is asked."""
        return half_of(self.question.text)

    @property
    def half(self) -> Half:
        """learning: its paragraph is of those that the weights were chosen on. measuring: it is held apart from them."""
        return half_of(f"paragraph {self.right[0]}")

    def typed(self, text: str) -> "Pooled":
        """The same with other letters."""
        return replace(self, question=replace(self.question, text=text))


def bank_pool(paragraphs: tuple[Paragraph, ...], areas: Mapping[str, str | None]) -> tuple[Pooled, ...]:
    """The demonstration area's part of the question bank, most of which the shipped encoder has learnt from, without follow-ups.

    The questions on one paragraph were written to be unlike each other. paragraphs: of the current editions. areas: of each
    document, for which its questions are asked.
    """
    found, _ = resolve(read_bank([BANK / "demo.jsonl"]), paragraphs)
    return tuple(
        Pooled(question=Question(text=one.question, area=areas[paragraph.document_id]), right=(paragraph.id,))
        for paragraph, entry in found
        for one in entry.questions
        if not one.history
    )


def asked_pool(paragraphs: tuple[Paragraph, ...]) -> tuple[Pooled, ...]:
    """The questions of the demonstration suites and those that readers graded. No encoder has learnt from them."""
    return (*_of_suites(paragraphs), *_graded({it.id for it in paragraphs}))


def _of_suites(paragraphs: tuple[Paragraph, ...]) -> Iterator[Pooled]:
    texts = [(it.id, it.document_id, fold(it.text)) for it in paragraphs]
    for case in (case for name in ASKED for case in read_suite(SUITES / name)):
        cited = [(one.document, fold(one.quote)) for one in case.must_cite]
        right = [name for name, document, text in texts if any(document == of and quote in text for of, quote in cited)]
        if case.answerable and not case.history and right:
            yield Pooled(question=case.asked(), right=tuple(right))


def _graded(known: set[str]) -> Iterator[Pooled]:
    for one in read_graded("demo"):
        right = tuple(sorted(one.right & known))
        if right:
            yield Pooled(question=one.asked(), right=right)
