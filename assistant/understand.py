"""understand: the stand-alone question, from what was asked and the turns before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.alarm import tells_of_danger
from assistant.follow_up import FollowUp, follow_up, only_place
from assistant.kind import Kind, kind_of
from assistant.lookup import AskedNumber, asked_numbers
from assistant.mask import unnamed
from assistant.named_day import named_day
from assistant.named_documents import named_documents
from assistant.places import Named, named_in
from assistant.question import ANY_AREA, Question, Turn
from assistant.refusal import refusal
from assistant.spelling import Corrected, Correction, corrected
from assistant.topic import off_topic
from corpus.snapshot import Snapshot
from corpus.terms import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """text: the question as asked. standalone: with the earlier turns it leans on and without names,
    for search. before: those turns, '' if none. own: what the turn adds to them, or the one that it points back to.

    documents: ids of documents that the question names. on: the day that it is for by its own words, None for none; those
    words are not in `text`. corrections: misspelt words that `standalone` has put right. whole: the whole of the best paragraph
    is asked for, or with `nth` of that one of those shown (-1: the last). thanks: nothing is asked. conversation: the turn and
    all before it, whether it leans on them or not.
    """

    text: str
    standalone: str
    before: str
    own: str
    kind: Kind
    numbers: tuple[AskedNumber, ...]
    named: Named
    documents: tuple[str, ...]
    on: date | None = None
    corrections: tuple[Correction, ...] = ()
    whole: bool = False
    nth: int = 0
    thanks: bool = False
    conversation: str = ""


def understand(question: Question, snapshot: Snapshot, *, leans: bool = False) -> Understood:
    """Read the question against its conversation. Turns that tripped a guard are left out of it.

    leans: it is read with the turns before it though it could stand alone.
    """
    earlier = _earlier(question)
    day = named_day(question.text, date.today())
    text = day.rest if day else question.text
    areas = [area.name for area in snapshot.areas.values()]
    turn = follow_up(text, [it.question for it in earlier], areas, leans=leans)
    before = turn.before
    asked = f"{before} {turn.text}".strip()
    spelt = _searched(asked, snapshot)
    named = named_in(text, snapshot.areas)
    documents = named_documents(text, snapshot)
    if not (named.areas or named.nations):
        named = _named_before(question, earlier, asked, snapshot)
    if (before or turn.again) and not documents:
        documents = named_documents(asked if turn.again else before, snapshot)
    return Understood(
        text=text,
        standalone=spelt.text,
        before=_searched(before, snapshot).text if before else "",
        own=_searched(turn.text, snapshot).text if before else "",
        kind=kind_of(asked),
        numbers=_numbers(turn, text, earlier),
        whole=turn.whole,
        nth=turn.nth,
        thanks=turn.thanks,
        named=named,
        documents=documents,
        on=day.on if day else None,
        corrections=tuple(it for it in spelt.corrections if it.matters),
        conversation=" ".join([*(it.question for it in earlier), text]),
    )


def _numbers(turn: FollowUp, text: str, earlier: Sequence[Turn]) -> tuple[AskedNumber, ...]:
    """The numbers that are asked for. Nothing but a whole number is an age or a count, unless numbers were asked for before."""
    if earlier and text.strip(" .,!?").isdigit() and not any(asked_numbers(it.question) for it in earlier):
        return ()
    return asked_numbers(f"paragraph {turn.number}" if turn.number else text)


def _earlier(question: Question) -> list[Turn]:
    """The turns that a later one may lean on: none that tripped a guard, none about something else altogether."""
    return [
        turn
        for turn in question.history
        if not tells_of_danger(turn.question) and not refusal(turn.question) and not off_topic(turn.question)
    ]


def _searched(text: str, snapshot: Snapshot) -> Corrected:
    """What is searched for: without names that no document has, and spelt as the documents do."""
    written = snapshot.generation.words.frequency
    nameless = unnamed(text, snapshot.names, lambda name: all(stem in written for stem in terms(name)))
    return corrected(nameless, snapshot.generation.vocabulary, snapshot.names)


def _named_before(question: Question, earlier: Sequence[Turn], asked: str, snapshot: Snapshot) -> Named:
    """What the turns that it leans on name, the last of them first; else the area that an earlier turn only named.

    That one holds on until another area is picked: the picked one is then newer.
    """
    areas = [area.name for area in snapshot.areas.values()]
    for turn in reversed(earlier):
        found = named_in(turn.question, snapshot.areas)
        corrects = only_place(turn.question, areas) and turn.picked in ("", question.area or ANY_AREA)
        if (found.areas or found.nations) and (corrects or turn.question in asked):
            return found
    return named_in(asked, snapshot.areas)
