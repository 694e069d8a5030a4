"""Case: one eval question with what its answer must show."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.outcome import Outcome
from assistant.question import Question, Turn

if TYPE_CHECKING:
    from evals.known_answer import KnownAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class MustCite:
    """A paragraph that answers: its document, a verbatim piece of it, its printed number (None: none is asked for)."""

    document: str
    quote: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question of a suite.

    outcome: the ending it must have.
    must_cite: paragraphs that carry the evidence; citing one of them is enough. Empty where there is nothing to cite,
    or where the ending alone is tested.
    may_cite: further paragraphs that are right to cite. must_not_cite: paragraphs of which none may be cited.
    must_say, must_not_say: wordings, compared on letters and digits.
    history: earlier questions of the conversation, oldest first. as_of: the day that it is asked of; None: today.
    note: for whoever reads the suite.
    """

    id: str
    question: str
    outcome: Outcome
    tags: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    area: str | None = None
    must_cite: tuple[MustCite, ...] = ()
    as_of: date | None = None
    may_cite: tuple[MustCite, ...] = ()
    must_not_cite: tuple[MustCite, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    note: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the library holds an answer to it."""
        return self.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)

    @property
    def known(self) -> "KnownAnswer":
        """What is known of its answer, as a quiz item knows it too."""
        from evals.known_answer import KnownAnswer

        return KnownAnswer(
            question=self.question,
            settled_by=self.must_cite,
            area=self.area,
            must_say=self.must_say,
            must_not_say=self.must_not_say,
        )

    def asked(self) -> Question:
        """The question as the assistant takes it."""
        turns = tuple(Turn(question=turn) for turn in self.history)
        return Question(text=self.question, history=turns, area=self.area, on=self.as_of)
