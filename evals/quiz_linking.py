"""Linking: for each question of a trainer's own bank, the paragraph whose words answer it."""

import hashlib
import re
from collections.abc import Callable, Sequence

from assistant.board import SearchHit
from evals.fold import fold
from evals.quiz_imported import Imported, where
from evals.quiz_item import Item, ItemKind, Source

NEAREST = 5
"""How many paragraphs are looked at for one question."""
DIGEST = 16
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
SLUG = re.compile(r"[^a-z0-9]+")
Search = Callable[[str, int], Sequence[SearchHit]]


def linked(questions: Sequence[Imported], search: Search, name: str) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items of the questions whose right answer stands in one of the nearest paragraphs, and a line for each of the others.

    search: a text and how many, to the nearest paragraphs, the nearest first. name: of the bank; ids start with it. A true/false
    question holds its answer in its own words, so the nearest paragraph is taken. Every link is for a trainer to look at.
    """
    items: list[Item] = []
    unlinked: list[str] = []
    for question in questions:
        source = _source(question, search(question.words, NEAREST))
        if source is None:
            named = where(question.at, question.line, question.name)
            unlinked.append(f"{named}: no paragraph was found that has the words of its answer. Look for it by hand.")
        else:
            items.append(question.keyed(source, f"{SLUG.sub('-', name.lower()).strip('-') or 'bank'}-{question.at}"))
    return tuple(items), tuple(unlinked)


def _source(question: Imported, hits: Sequence[SearchHit]) -> Source | None:
    wanted = _answers(question)
    for hit in hits:
        text = hit.paragraph.text
        if all(fold(answer) and fold(answer) in fold(text) for answer in wanted):
            return _cited(hit, _quote(text, wanted or (question.stem,)))
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


def _cited(hit: SearchHit, quote: str) -> Source:
    paragraph = hit.paragraph
    return Source(
        paragraph_id=paragraph.id,
        document_id=paragraph.document_id,
        title=hit.document.title,
        edition=paragraph.edition,
        number=paragraph.number if paragraph.printed else None,
        quote=quote,
        digest=hashlib.sha256(paragraph.text.encode()).hexdigest()[:DIGEST],
    )
