"""Item: one quiz question, keyed by a paragraph. Key, distractors and feedback rest on quotes with number and edition."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from evals.case import MustCite
from evals.known_answer import KnownAnswer

UNLINKED = "no link"
"""The tag of an item whose paragraph is the nearest one, and no more than that."""
REQUOTED = "new quote"
"""The tag of an item whose quote was put in from a new edition, and whose question and answers nobody has looked at since."""


class ItemKind(StrEnum):
    """How an item is put. SCENARIO is a short story with one right choice."""

    MULTIPLE_CHOICE = "multiple_choice"
    MULTIPLE_RESPONSE = "multiple_response"
    TRUE_FALSE = "true_false"
    GAP = "gap"
    ORDERING = "ordering"
    MATCHING = "matching"
    SCENARIO = "scenario"


class ItemState(StrEnum):
    """What a trainer has decided. STALE: its paragraph has changed since."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STALE = "stale"


class Difficulty(StrEnum):
    """EASY: the words of the paragraph. MEDIUM: one detail of it is changed. HARD: another paragraph has to be known too."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A verbatim quote of a paragraph. digest: the first 16 digits of the sha256 of the paragraph's whole text, by which a change
    is noticed. number: as printed, None where none is.
    """

    paragraph_id: str
    document_id: str
    title: str
    edition: str
    number: str | None
    quote: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice. feedback: what a learner reads after picking it. source: what makes it right, or what contradicts it."""

    text: str
    right: bool
    feedback: str
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Who accepted an item, as they gave their name, "" where they gave none; and the day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One quiz question. Which of the answers is filled depends on `kind`; the others are empty.

    choices: of multiple_choice, scenario (one right), multiple_response (one or more right), true_false (two, true first).
    accepted: of gap: every wording that is right, the printed one first; the stem has "____" once. order: of ordering: steps in
    their right order. pairs: of matching: (left, right). scenario: the story before the stem. acceptance: None
    but of an accepted item.
    """

    id: str
    kind: ItemKind
    stem: str
    source: Source
    feedback: str
    difficulty: Difficulty
    scenario: str = ""
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    area: str | None = None
    tags: tuple[str, ...] = ()
    state: ItemState = ItemState.PROPOSED
    acceptance: Acceptance | None = None

    def put(self, state: ItemState, acceptance: Acceptance | None = None) -> "Item":
        """The item in another state. Who accepts it confirms paragraph and quote; in every other state nobody stands for it."""
        if state is not ItemState.ACCEPTED:
            return replace(self, state=state, acceptance=None)
        tags = tuple(it for it in self.tags if it not in (UNLINKED, REQUOTED))
        return replace(self, state=state, acceptance=acceptance, tags=tags)

    @property
    def key(self) -> tuple[str, ...]:
        """What is right, in words: the right choices, the accepted wordings, the steps in order, or "left – right" pairs."""
        chosen = tuple(it.text for it in self.choices if it.right)
        return chosen or self.accepted or self.order or tuple(f"{left} – {right}" for left, right in self.pairs)

    @property
    def known(self) -> KnownAnswer:
        """The item as a question with a known answer: its key must be said, its distractors must not."""
        return KnownAnswer(
            question=" ".join(part for part in (self.scenario, self.stem) if part),
            settled_by=(
                MustCite(document=self.source.document_id, quote=self.source.quote, number=self.source.number),
            ),
            area=self.area,
            must_say=self.key,
            must_not_say=tuple(it.text for it in self.choices if not it.right),
        )
