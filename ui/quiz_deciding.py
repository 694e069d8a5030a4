"""Deciding on items of a kept set: accept, reject, edit with the checks run again; and what is stale."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from corpus.errors import QuizError, UnknownQuiz
from corpus.library import Library
from corpus.paragraph import Paragraph
from evals.quiz_checks import Failure, duplicates, failures, stale
from evals.quiz_ground import Ground, digest_of
from evals.quiz_item import Choice, Item, ItemState, Source
from evals.quiz_make import ground_of
from evals.quiz_mistakes import mistakes_of
from evals.quiz_review import accepted_by, current_paragraphs, reviewed
from evals.quiz_rules import load_quiz_rules
from evals.quiz_set import QuizSet
from evals.quiz_told import retold
from ui.quiz_shelf import KeptSet, QuizShelf
from ui.wire_quiz import ChoiceIn, QuizItemIn, SourceIn

CLOSED = (ItemState.REJECTED, ItemState.STALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleItem:
    """An item whose paragraph has changed, in its set, and why."""

    within: KeptSet
    item: Item
    why: str


def decide(
    shelf: QuizShelf, name: str, item_id: str, asked: QuizItemIn, library: Library
) -> tuple[Item, tuple[Failure, ...]]:
    """Keep a decision on an item, an edit of it or both: the item as it is kept, and every check that it does not pass.

    An item that is edited without a decision is proposed again; one whose paragraph has changed is stale, unless it is rejected.
    Raises UnknownQuiz, UnknownParagraph, and QuizError where the item could not be asked so, nothing is asked for, or somebody
    else changed the item meanwhile; then nothing is kept.
    """
    quiz = shelf.get(name)
    before = _of(quiz, item_id)
    after = _edited(before, asked, library)
    others = [it for it in quiz.items if it.id != item_id and it.state is not ItemState.REJECTED]
    after, failed = _checked(after, others, library)

    def changed(now: QuizSet) -> QuizSet:
        if _of(now, item_id) != before:
            raise QuizError(
                f"Expected {item_id} as it was read, found that somebody changed it meanwhile. Read it again."
            )
        return replace(now, items=tuple(after if it.id == item_id else it for it in now.items))

    shelf.change(name, changed)
    return after, failed


def review(shelf: QuizShelf, name: str, library: Library) -> tuple[Failure, ...]:
    """Hold a whole set against the library and mark what is stale: every failure. A decision made meanwhile is kept.

    Raises UnknownQuiz.
    """
    marked, failed = reviewed(shelf.get(name).items, library)
    behind = {it.id for it in marked if it.state is ItemState.STALE}
    shelf.change(name, partial(all_stale, behind=behind))
    return failed


def stale_items(shelf: QuizShelf, sets: Iterable[KeptSet], library: Library) -> Iterator[StaleItem]:
    """Every item of some sets whose paragraph says something else now, or is gone; but for rejected ones. Nothing is marked."""
    for kept in sets:
        items = {it.id: it for it in shelf.get(kept.name).items if it.state is not ItemState.REJECTED}
        paragraphs = current_paragraphs(library, _documents(items.values()))
        for failure in stale(items.values(), paragraphs):
            yield StaleItem(within=kept, item=items[failure.item], why=failure.why)


def flag_stale(shelf: QuizShelf, library: Library) -> Iterator[tuple[str, int]]:
    """Mark the stale items of every set, after an ingest: each set that has new ones, by name, and how many."""
    for name in shelf.names():
        behind = newly_stale(shelf.get(name).items, library)
        if behind:
            shelf.change(name, partial(all_stale, behind=behind))
            yield name, len(behind)


def newly_stale(items: Sequence[Item], library: Library) -> frozenset[str]:
    """The ids of items, neither rejected nor known to be stale, whose paragraph says something else now."""
    paragraphs = current_paragraphs(library, _documents(items))
    return frozenset(it.item for it in stale([it for it in items if it.state not in CLOSED], paragraphs))


def _of(quiz: QuizSet, item_id: str) -> Item:
    found = next((it for it in quiz.items if it.id == item_id), None)
    if found is None:
        raise UnknownQuiz(f"Expected the id of an item of “{quiz.title}”, found {item_id!r}.")
    return found


def all_stale(quiz: QuizSet, behind: Collection[str]) -> QuizSet:
    """The set with some items stale, but for those that are rejected meanwhile."""
    marked = (
        it.put(ItemState.STALE) if it.id in behind and it.state is not ItemState.REJECTED else it for it in quiz.items
    )
    return replace(quiz, items=tuple(marked))


def _checked(item: Item, others: Sequence[Item], library: Library) -> tuple[Item, tuple[Failure, ...]]:
    """The item, stale where it is, and what it fails. Raises QuizError where it could not be asked."""
    mistakes = tuple(mistakes_of(item))
    if mistakes:
        raise QuizError(f"Expected an item that can be asked, found {len(mistakes)} mistake(s): {'; '.join(mistakes)}.")
    if item.state is ItemState.REJECTED:
        return item, ()
    again = tuple(it for it in duplicates((*others, item)) if it.item == item.id)
    old = stale((item,), current_paragraphs(library, _documents((item,))))
    if old:
        return item.put(ItemState.STALE), (*old, *again)
    pointer = library.pointer()
    return item, (*failures(item, _ground(library, pointer.fingerprint if pointer else "", item.area)), *again)


@lru_cache(maxsize=2)
def _ground(library: Library, _fingerprint: str, area: str | None) -> Ground:
    """Its sentences are claimed and weighed once for a library and area: a second of 3,000 paragraphs, then a millisecond."""
    return ground_of(library, area, load_quiz_rules())


def _documents(items: Iterable[Item]) -> set[str]:
    return {it.document_id for item in items for it in (item.source, *(choice.source for choice in item.choices)) if it}


def _edited(item: Item, asked: QuizItemIn, library: Library) -> Item:
    given = asked.model_dump(exclude_none=True, exclude={"state", "by", "choices", "source"})
    if not given and asked.state is None and asked.choices is None and asked.source is None:
        raise QuizError(
            "Expected a decision on the item or an edit of it, found neither. Give `state`, `stem` or another field."
        )
    source = _source(asked.source, library) if asked.source else item.source
    moved_to = library.paragraph(source.paragraph_id) if asked.source else None
    edited = Item(
        id=item.id,
        kind=item.kind,
        stem=given.get("stem", item.stem),
        source=source,
        feedback=given.get("feedback", retold(item.feedback, item.source, source, moved_to)),
        difficulty=asked.difficulty or item.difficulty,
        scenario=given.get("scenario", item.scenario),
        choices=_choices(asked.choices, item, source, moved_to),
        accepted=tuple(given.get("accepted", item.accepted)),
        order=tuple(given.get("order", item.order)),
        pairs=tuple((left, right) for left, right in given.get("pairs", item.pairs)),
        area=library.document(source.document_id).area if asked.source else item.area,
        tags=tuple(given.get("tags", item.tags)),
        state=item.state,
        acceptance=item.acceptance,
    )
    if asked.state is not None:
        return edited.put(ItemState(asked.state.value), accepted_by(asked.by, date.today()))
    return edited.put(ItemState.PROPOSED) if edited != item or item.state in CLOSED else edited


def _choices(
    wanted: Sequence[ChoiceIn] | None, item: Item, source: Source, moved_to: Paragraph | None
) -> tuple[Choice, ...]:
    """The choices as they are to be; each rests on what the one in its words, else in its place, rested on.

    What rested on the item's former paragraph rests on its new one.
    """
    there = {it.text: it.source for it in item.choices}
    places = [it.source for it in item.choices]
    made = (
        [
            Choice(
                text=it.text,
                right=it.right,
                feedback=it.feedback,
                source=there.get(it.text, places[at] if at < len(places) else None),
            )
            for at, it in enumerate(wanted)
        ]
        if wanted is not None
        else list(item.choices)
    )
    return tuple(
        replace(it, source=source, feedback=retold(it.feedback, it.source or item.source, source, moved_to))
        if it.source in (item.source, *_same(it, source))
        else it
        for it in made
    )


def _same(choice: Choice, source: Source) -> tuple[Source, ...]:
    """The source of a choice where it is the same paragraph as another, whatever its words were."""
    return (choice.source,) if choice.source and choice.source.paragraph_id == source.paragraph_id else ()


def _source(asked: SourceIn, library: Library) -> Source:
    """A quote of a paragraph as it is today. Raises UnknownParagraph, and QuizError where it does not stand there."""
    paragraph = library.paragraph(asked.paragraph_id)
    if not asked.quote.strip() or asked.quote not in paragraph.text:
        raise QuizError(f"Expected a quote that stands in {paragraph.id} word for word, found another.")
    return Source(
        paragraph_id=paragraph.id,
        document_id=paragraph.document_id,
        title=library.document(paragraph.document_id).title,
        edition=paragraph.edition,
        number=paragraph.number if paragraph.printed else None,
        quote=asked.quote,
        digest=digest_of(paragraph),
    )
