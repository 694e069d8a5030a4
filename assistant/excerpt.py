"""Excerpt: the sentences or bullets of a paragraph that answer a question, with the lead-in that they need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.asked_value import AskedValue, asked_values
from assistant.bullet_list import WHOLE_WORDS, BulletList, all_of, bullet_list, some_of
from assistant.everyday import field_stems, load_everyday_words
from assistant.leaning import after_it, before_it, opens_list, stands_together
from assistant.parsed import Parsed, parsed
from corpus.embedder import Vectors
from corpus.paragraph import Paragraph, words
from corpus.terms import terms
from corpus.unfinished import is_unfinished

Span = tuple[int, int]
MOST_BULLETS = 3
MOST_SENTENCES = 2
NEARLY_AS_GOOD_BULLET = 0.15
NEARLY_AS_GOOD = 0.12
"""How far a further bullet or sentence may fall behind the best and still be quoted."""
GIVES_VALUE = 0.2
"""What a sentence gains by giving a value of the kind that is asked for: a time limit, a number to ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """lead: spans shown before the answer so that it makes sense. answer: the spans that answer. Both in reading order.

    rest: the other spans of a paragraph that is shown in full.
    """

    lead: tuple[Span, ...]
    answer: tuple[Span, ...]
    rest: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span shown, in reading order."""
        return tuple(sorted({*self.lead, *self.answer, *self.rest}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question asks for: its stems and what guidance calls them, the kinds of value it wants, its vector, shape (d,)."""

    stems: frozenset[str]
    values: Sequence[AskedValue]
    vector: Vectors


def asked_for(question: str, vector: Vectors) -> Asked:
    """Read a question once for all the paragraphs that are quoted."""
    stems = frozenset(terms(question)).union(field_stems(question, load_everyday_words()))
    return Asked(stems=stems, values=asked_values(question), vector=vector)


def excerpt_of(paragraph: Paragraph, asked: Asked, sentence_vectors: Vectors) -> Excerpt:
    """Choose what to quote of a paragraph: the best sentence with its neighbours, or the best bullets under their lead-in.

    `sentence_vectors` has one row for each of `sentence_spans(paragraph.text)`.
    """
    read = parsed(paragraph)
    spans = read.spans
    scores = _scores(read, asked, sentence_vectors @ asked.vector)
    scores = _without_cut(paragraph, spans, scores)
    best = int(np.argmax(scores))
    bullets = [place for place, span in enumerate(spans) if _in_bullet(span, paragraph)]
    if best in bullets:
        return _bullets(bullet_list(paragraph.text, spans, best, bullets), best, scores, bullets)
    if best + 1 in bullets and opens_list(paragraph.text[slice(*spans[best])]):
        found = bullet_list(paragraph.text, spans, best + 1, bullets)
        return _listed(found, all_of(found), bullets)
    return _sentences(paragraph.text, spans, scores, bullets)


def excerpt_around(paragraph: Paragraph, spans: Sequence[Span]) -> Excerpt:
    """The bullets in which spans lie, of the list that holds the first of them, under the sentence that opens it, or the whole of
    a list that stands together; where none lies in a bullet, the sentences in which they lie with what those need.
    """
    text, sentences = paragraph.text, parsed(paragraph).spans
    meant = [at for at, (start, end) in enumerate(sentences) if any(start < b and a < end for a, b in spans)]
    bullets = [at for at, span in enumerate(sentences) if _in_bullet(span, paragraph)]
    listed = [at for at in meant if at in bullets]
    if listed:
        return _under_opener(bullet_list(text, sentences, listed[0], bullets), listed, bullets)
    return _with_neighbours(text, sentences, meant, bullets)


def in_full(paragraph: Paragraph, excerpt: Excerpt) -> Excerpt:
    """The excerpt with the rest of its paragraph where that has at most WHOLE_WORDS words; half a sentence at its end is no part
    of it.
    """
    if words(paragraph.text) > WHOLE_WORDS:
        return excerpt
    spans = parsed(paragraph).spans
    end = len(spans) - _is_cut(paragraph, spans)
    return replace(excerpt, rest=tuple(it for it in spans[:end] if it not in (*excerpt.lead, *excerpt.answer)))


def joined(one: Excerpt, other: Excerpt) -> Excerpt:
    """Two excerpts of one paragraph as one."""
    answer = {*one.answer, *other.answer}
    return Excerpt(lead=tuple(sorted({*one.lead, *other.lead} - answer)), answer=tuple(sorted(answer)))


def _scores(read: Parsed, asked: Asked, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosine, a fifth of the share of the question's stems that the sentence contains, and a bonus for a value asked for."""
    scores = cosines.astype(np.float32)
    giving = [read.giving(value.gives) for value in asked.values]
    for place, stems in enumerate(read.sentences):
        scores[place] += 0.2 * len(asked.stems & stems) / max(1, len(asked.stems))
        given = sum(place in places for places in giving)
        scores[place] += GIVES_VALUE * given / max(1, len(asked.values))
    return scores


def _without_cut(paragraph: Paragraph, spans: Sequence[Span], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores, the last sentence's the lowest where it breaks off: half a sentence is quoted only for want of others."""
    return np.append(scores[:-1], np.float32(scores.min() - 1)) if _is_cut(paragraph, spans) else scores


def _is_cut(paragraph: Paragraph, spans: Sequence[Span]) -> bool:
    """Whether the last of several sentences breaks off."""
    listed = _in_bullet(spans[-1], paragraph) or paragraph.text.rstrip().endswith((",", "-"))
    return len(spans) > 1 and not listed and is_unfinished(paragraph.text)


def _in_bullet(span: Span, paragraph: Paragraph) -> bool:
    return any(start <= span[0] < end for start, end in paragraph.bullets)


def _bullets(found: BulletList, best: int, scores: NDArray[np.float32], listed: Sequence[int]) -> Excerpt:
    """The best bullet, others nearly as good, and the sentence that opens their list; all of a list that stands together."""
    near = (it for it in found.places if scores[it] >= scores[best] - NEARLY_AS_GOOD_BULLET)
    return _under_opener(found, sorted(near, key=lambda it: -scores[it])[:MOST_BULLETS], listed)


def _under_opener(found: BulletList, meant: Sequence[int], listed: Sequence[int]) -> Excerpt:
    """The bullets that are meant under the sentence that opens their list; all of a list that stands together."""
    together = stands_together(found.opening, [found.sentence(it) for it in found.places])
    return _listed(found, all_of(found) if together else some_of(found, meant), listed)


def _listed(found: BulletList, chosen: Sequence[int], listed: Sequence[int]) -> Excerpt:
    """Chosen sentences of a list under the sentence that opens it and those that it leans on."""
    opener = found.opener
    lead = [] if opener is None else [*before_it(found.text, found.spans, opener, listed), opener]
    return Excerpt(lead=tuple(found.spans[it] for it in lead), answer=tuple(found.spans[it] for it in chosen))


def _sentences(text: str, spans: Sequence[Span], scores: NDArray[np.float32], bullets: Sequence[int]) -> Excerpt:
    """The best sentence and another that is nearly as good, with what they need."""
    plain = [place for place in range(len(spans)) if place not in bullets]
    ranked = sorted(plain, key=lambda place: -scores[place])[:MOST_SENTENCES]
    chosen = [place for place in ranked if scores[place] >= scores[ranked[0]] - NEARLY_AS_GOOD]
    return _with_neighbours(text, spans, chosen, bullets)


def _with_neighbours(text: str, spans: Sequence[Span], chosen: Sequence[int], bullets: Sequence[int]) -> Excerpt:
    """Sentences with what each leans on before it, and what takes it back after it."""
    lead = {before for place in chosen for before in before_it(text, spans, place, bullets)}
    answer = set(chosen) | {after for place in chosen for after in after_it(text, spans, place, bullets)}
    opening = [it for it in answer if it + 1 in bullets and opens_list(text[slice(*spans[it])])]
    answer |= {line for it in opening for line in all_of(bullet_list(text, spans, it + 1, bullets))}
    return Excerpt(
        lead=tuple(spans[place] for place in sorted(lead - answer)),
        answer=tuple(spans[place] for place in sorted(answer)),
    )
