"""Pin: one thing that rests on a paragraph: an eval case, an answer that was given, a line of a criteria map, a quiz
item, an asked-as line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.criteria import CriteriaMap
from evals.case import Case, MustCite
from evals.quiz_item import Item, ItemState


class PinKind(StrEnum):
    """What it is that rests on a paragraph, in the order in which people read of them."""

    CASE = "case"
    ANSWER = "answer"
    CRITERIA_LINE = "criteria_line"
    QUIZ_ITEM = "quiz_item"
    ASKED_AS = "asked_as"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One thing and one paragraph that it rests on. A thing that cites three paragraphs has three pins.

    within, id: its suite, map or set, and its id there; of an answer its area and the id of the newest with its question; of an
    asked-as line its state and its number.
    text: what it asks or says, for people; of an answer the masked question.
    paragraph_id, digest: where it names its paragraph by address as well (a quiz item, an answer, an asked-as line); None where
    only its words are named. as_of: the day that it is of; None: today.
    times: how often it was given, of an answer; 1 of all others.
    last: the day on which it was last given, of an answer; None of all others.
    """

    kind: PinKind
    within: str
    id: str
    text: str
    cited: MustCite
    paragraph_id: str | None = None
    digest: str | None = None
    as_of: date | None = None
    times: int = 1
    last: date | None = None

    @property
    def thing(self) -> tuple[PinKind, str, str]:
        """What all pins of one thing have in common."""
        return self.kind, self.within, self.id


def pins_of_cases(suite: str, cases: Iterable[Case]) -> tuple[Pin, ...]:
    """One pin for each paragraph that a case must or may cite, in the order of the suite."""
    return tuple(
        Pin(
            kind=PinKind.CASE,
            within=suite,
            id=case.id,
            text=case.question,
            cited=cited,
            as_of=case.as_of,
        )
        for case in cases
        for cited in (*case.must_cite, *case.may_cite)
    )


def pins_of_criteria(maps: Iterable[CriteriaMap]) -> tuple[Pin, ...]:
    """One pin for each line of each map, its advice among them."""
    return tuple(
        Pin(
            kind=PinKind.CRITERIA_LINE,
            within=criteria.id,
            id=line.id,
            text=line.text or line.quote,
            cited=MustCite(document=line.document, quote=line.quote, number=line.number or None),
        )
        for criteria in maps
        for line in criteria.pins()
    )


def pins_of_items(items: Iterable[Item], within: str = "quiz") -> tuple[Pin, ...]:
    """One pin for each paragraph that an item's key, choices or feedback quote. Rejected items rest on nothing."""
    return tuple(
        Pin(
            kind=PinKind.QUIZ_ITEM,
            within=within,
            id=item.id,
            text=item.stem,
            cited=MustCite(document=source.document_id, quote=source.quote, number=source.number),
            paragraph_id=source.paragraph_id,
            digest=source.digest,
        )
        for item in items
        if item.state is not ItemState.REJECTED
        for source in dict.fromkeys((item.source, *(it.source for it in item.choices if it.source)))
    )
