"""Linking: for each question of a trainer's own bank, the paragraph whose words answer it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.board import SearchHit
from corpus.document import Document
from corpus.paragraph import Paragraph
from evals.fold import find_folded, fold
from evals.quiz_imported import Imported, where
from evals.quiz_item import UNLINKED, Item, ItemKind, ItemState, Source
from evals.quiz_told import retold

NEAREST = 5
"""How many paragraphs are looked at for one question."""
DIGEST = 16
LEAST_QUOTED = 5
"""Words in quotation marks that are taken for a quote of a paragraph; fewer may be a term."""
NUMBER = re.compile(r"\d+(?:\.\d+)*")
"""Left out of a search: "paragraph 2.1" in a quote would be looked up as an address."""
QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
SLUG = re.compile(r"[^a-z0-9]+")
Search = Callable[[str, int], Sequence[SearchHit]]


def linked(
    questions: Iterable[Imported], search: Search, name: str, *, guess: bool = False
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items of the questions whose right answer stands in one of the nearest paragraphs, and a line for each of the others.

    search: a text and how many, to the nearest paragraphs, the nearest first. name: of the bank; ids start with it. A question
    whose feedback quotes a paragraph is linked by that quote. A true/false question holds its answer in its own words, so the
    nearest paragraph is taken. Every link is for a trainer to look at. guess: the others become items too, on the nearest
    paragraph there is and with the tag `UNLINKED`.
    """
    items: list[Item] = []
    unlinked: list[str] = []
    for question in questions:
        hits = search(question.words, NEAREST)
        found = _by_quote(question, search) or _found(question, hits)
        if found is None:
            named = where(question.at, question.line, question.name)
            unlinked.append(f"{named}: no paragraph was found that has the words of its answer. Look for it by hand.")
        nearest = [(it, _cited(it.paragraph, it.document, it.paragraph.text)) for it in hits[:1] if guess]
        for hit, source in [found] if found else nearest:
            item = question.keyed(source, f"{SLUG.sub('-', name.lower()).strip('-') or 'bank'}-{question.at}")
            tags = item.tags if found else (*item.tags, UNLINKED)
            items.append(replace(item, area=hit.document.area, tags=tags))
    return tuple(items), tuple(unlinked)


def relinked(item: Item, paragraph: Paragraph, document: Document) -> Item:
    """The item on another paragraph, whose sentence with most of the words of the key is quoted. It is proposed again."""
    source = _cited(paragraph, document, _quote(paragraph.text, (item.stem, *item.key)))
    choices = tuple(
        replace(it, source=source, feedback=retold(it.feedback, item.source, source, paragraph))
        if it.source == item.source
        else it
        for it in item.choices
    )
    feedback = retold(item.feedback, item.source, source, paragraph)
    moved = replace(linked_by_hand(item), source=source, choices=choices, feedback=feedback, area=document.area)
    return moved.put(ItemState.PROPOSED)


def linked_by_hand(item: Item) -> Item:
    """The item without the tag that says that its paragraph is a guess."""
    return replace(item, tags=tuple(it for it in item.tags if it != UNLINKED))


def _by_quote(question: Imported, search: Search) -> tuple[SearchHit, Source] | None:
    """The paragraph that the feedback quotes, and the longest such quote as it is printed there."""
    for quote in sorted(QUOTED.findall(question.feedback), key=len, reverse=True):
        if len(quote.split()) < LEAST_QUOTED:
            return None
        for hit in search(NUMBER.sub(" ", quote), NEAREST):
            text = hit.paragraph.text
            if place := find_folded(text, quote):
                end = place[1] + (text[place[1] : place[1] + 1] in (".", "!", "?", ";", ":"))
                return hit, _cited(hit.paragraph, hit.document, text[place[0] : end])
    return None


def _found(question: Imported, hits: Sequence[SearchHit]) -> tuple[SearchHit, Source] | None:
    wanted = _answers(question)
    for hit in hits:
        text = hit.paragraph.text
        if all(fold(answer) and fold(answer) in fold(text) for answer in wanted):
            return hit, _cited(hit.paragraph, hit.document, _quote(text, wanted or (question.stem,)))
    return None


def _answers(question: Imported) -> tuple[str, ...]:
    """What the paragraph has to say: every right choice, step or right side; of a gap, its first wording. None for true/false."""
    if question.kind is ItemKind.TRUE_FALSE:
        return ()
    right = tuple(it.text for it in question.choices if it.right)
    return right or question.accepted[:1] or question.order or tuple(right for _, right in question.pairs)


def _quote(text: str, wanted: tuple[str, ...]) -> str:
    """The sentence with most of the words of the answer."""
    words = set(" ".join(wanted).casefold().split())
    sentences: list[str] = [it.strip() for it in SENTENCE.findall(text) if it.strip()] or [text]
    return max(sentences, key=lambda it: len(words & set(it.casefold().split())))


def _cited(paragraph: Paragraph, document: Document, quote: str) -> Source:
    return Source(
        paragraph_id=paragraph.id,
        document_id=paragraph.document_id,
        title=document.title,
        edition=paragraph.edition,
        number=paragraph.number if paragraph.printed else None,
        quote=quote,
        digest=hashlib.sha256(paragraph.text.encode()).hexdigest()[:DIGEST],
    )
