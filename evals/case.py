"""Case: one eval question with what its answer must show."""

from dataclasses import dataclass

from assistant.outcome import Outcome
from assistant.question import Question, Turn


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
    history: earlier questions of the conversation, oldest first.
    """

    id: str
    question: str
    outcome: Outcome
    tags: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    area: str | None = None
    must_cite: tuple[MustCite, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the library holds an answer to it."""
        return self.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)

    def asked(self) -> Question:
        """The question as the assistant takes it."""
        return Question(text=self.question, history=tuple(Turn(question=turn) for turn in self.history), area=self.area)
