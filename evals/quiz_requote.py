"""New quote: an item of a changed paragraph put on the words that stand there now, for a trainer to look at."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from corpus.paragraph import Paragraph
from evals.fold import fold
from evals.quiz_ground import digest_of
from evals.quiz_item import REQUOTED, Item, ItemKind, ItemState, Source
from evals.quiz_told import retold

ALIKE = 0.5
"""The least likeness (difflib's ratio, by words) of the new words to the old quote; below, they are about something else."""
_WORD = re.compile(r"\S+")
Before = Callable[[Source], str]
"""The text of a source's paragraph in the edition that it names; "" where the library no longer has that."""


def requoted(item: Item, before: Before, paragraphs: Mapping[str, Paragraph]) -> Item | None:
    """The item on the words of today, proposed and tagged; None where its quote, or that of a choice, is not found again.

    Question and answers stay as they were. paragraphs: those of the current editions, by id.
    """
    sources = dict.fromkeys([item.source, *(it.source for it in item.choices if it.source)])
    moved = {it: _moved(it, before(it), paragraphs) for it in sources}
    if any(it is None for it in moved.values()):
        return None
    new = {old: it for old, it in moved.items() if it}

    def told(feedback: str, source: Source) -> str:
        return retold(feedback, source, new[source], paragraphs[new[source].paragraph_id])

    choices = tuple(
        replace(it, source=new[it.source] if it.source else None, feedback=told(it.feedback, it.source or item.source))
        for it in item.choices
    )
    tags = (*(it for it in item.tags if it != REQUOTED), REQUOTED)
    feedback = told(item.feedback, item.source)
    return replace(item, source=new[item.source], choices=choices, feedback=feedback, tags=tags).put(ItemState.PROPOSED)


def looked_at(item: Item) -> Item:
    """The item without the tag that says that nobody has looked at its new quote."""
    return replace(item, tags=tuple(it for it in item.tags if it != REQUOTED))


def not_said(item: Item) -> tuple[str, ...]:
    """What is right by the item, but does not stand in its quote: of a gap its wordings, of one right choice its words."""
    if item.kind is ItemKind.GAP:
        key: tuple[str, ...] = item.accepted
    elif item.kind is ItemKind.MULTIPLE_CHOICE:
        key = item.key
    else:
        return ()
    quote = f" {fold(item.source.quote)} "
    return () if any(fold(it) in quote for it in key) else key


def new_quote(quote: str, before: str, now: str) -> str:
    """The words of `now` that stand where a quote of `before` stood; "" where they are not like it.

    >>> new_quote("Ring within 48 hours.", "First. Ring within 48 hours. Then wait.", "First. Ring within 24 hours. Then wait.")
    'Ring within 24 hours.'
    """
    if quote in now:
        return quote
    at = before.find(quote)
    if at < 0:
        return ""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(now))
    first = next((place for place, it in enumerate(old) if it.end() > at), len(old))
    end = next((place for place, it in enumerate(old) if it.start() >= at + len(quote)), len(old))
    places = _places([it[0] for it in old], [it[0] for it in new], first, end)
    if not places:
        return ""
    found = now[new[places[0]].start() : new[places[-1]].end()]
    return found if SequenceMatcher(None, quote.split(), found.split(), autojunk=False).ratio() >= ALIKE else ""


def _places(old: list[str], new: list[str], first: int, end: int) -> list[int]:
    """The places of the new words that stand for the old ones from `first` up to `end`, in order."""
    places: list[int] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        inside = first < a0 < end if tag == "insert" else a0 < end and a1 > first
        if not inside:
            continue
        if tag == "equal":
            places.extend(range(b0 + max(0, first - a0), b1 - max(0, a1 - end)))
        else:
            places.extend(range(b0, b1))
    return places


def _moved(source: Source, before: str, paragraphs: Mapping[str, Paragraph]) -> Source | None:
    """The source on its paragraph of today, else on one of its document that has the very quote; None where neither has it."""
    now = paragraphs.get(source.paragraph_id)
    quote = new_quote(source.quote, before, now.text) if now else ""
    if not quote:
        quote = source.quote
        others = (it for it in paragraphs.values() if it.document_id == source.document_id)
        now = next((it for it in others if quote in it.text), None)
    if now is None:
        return None
    number = now.number if now.printed else None
    return replace(source, paragraph_id=now.id, edition=now.edition, number=number, quote=quote, digest=digest_of(now))
