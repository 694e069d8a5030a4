"""Excerpt: the sentences or bullets of a paragraph that answer a question, with the lead-in that they need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asked_value import AskedValue, asked_values
from assistant.everyday import field_stems, load_everyday_words
from corpus.embedder import Vectors
from corpus.paragraph import Paragraph, words
from corpus.sentences import sentence_spans
from corpus.terms import terms
from corpus.unfinished import is_unfinished

Span = tuple[int, int]
MOST_BULLETS = 8
LONGEST_WORDS = 110
MOST_SENTENCES = 2
NEARLY_AS_GOOD = 0.06
"""How far a second sentence may fall behind the best and still be quoted."""
GIVES_VALUE = 0.2
"""What a sentence gains by giving a value of the kind that is asked for: a time limit, a number to ring."""
LEANS_BACK = re.compile(
    r"^(?:however|but|this|these|those|they|it|its|such|in this case|in these|in such|if so|otherwise|also|similarly|he|she"
    r"|their|then|therefore|as a result|unless|except|instead|nor|and|or|again)\b",
    re.IGNORECASE,
)
"""A sentence that opens so means little without the one before it."""
TAKES_BACK = re.compile(
    r"^(?:however|but|unless|except|this does not|nevertheless|the exception|only if|in exceptional)\b", re.IGNORECASE
)
"""A sentence that opens so limits the one before it: a rule is never quoted without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """lead: spans shown before the answer so that it makes sense. answer: the spans that answer. Both in reading order."""

    lead: tuple[Span, ...]
    answer: tuple[Span, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span shown, in reading order."""
        return tuple(sorted({*self.lead, *self.answer}))


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
    spans = sentence_spans(paragraph.text)
    scores = _scores(paragraph.text, spans, asked, sentence_vectors @ asked.vector)
    scores = _without_cut(paragraph, spans, scores)
    best = int(np.argmax(scores))
    bullets = [place for place, span in enumerate(spans) if _in_bullet(span, paragraph)]
    if best in bullets:
        return _bullets(spans, best, bullets, scores)
    if best + 1 in bullets and _opens_list(paragraph.text, spans[best]):
        return _whole_list(paragraph.text, spans, best, bullets)
    return _sentences(paragraph.text, spans, scores, bullets)


def _scores(text: str, spans: Sequence[Span], asked: Asked, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosine, a fifth of the share of the question's stems that the sentence contains, and a bonus for a value asked for."""
    scores = cosines.astype(np.float32)
    for place, (start, end) in enumerate(spans):
        sentence = text[start:end]
        scores[place] += 0.2 * len(asked.stems.intersection(terms(sentence))) / max(1, len(asked.stems))
        given = sum(bool(value.gives.search(sentence)) for value in asked.values)
        scores[place] += GIVES_VALUE * given / max(1, len(asked.values))
    return scores


def _without_cut(paragraph: Paragraph, spans: Sequence[Span], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores, the last sentence's the lowest where it breaks off: half a sentence is quoted only for want of others."""
    listed = _in_bullet(spans[-1], paragraph) or paragraph.text.rstrip().endswith((",", "-"))
    if len(spans) < 2 or listed or not is_unfinished(paragraph.text):
        return scores
    return np.append(scores[:-1], np.float32(scores.min() - 1))


def _in_bullet(span: Span, paragraph: Paragraph) -> bool:
    return any(start <= span[0] < end for start, end in paragraph.bullets)


def _opens_list(text: str, span: Span) -> bool:
    return text[span[0] : span[1]].rstrip().endswith((":", "-", "–", "include", "includes", "to", "that", "are", ";"))


def _bullets(spans: Sequence[Span], best: int, bullets: Sequence[int], scores: NDArray[np.float32]) -> Excerpt:
    """The best bullet, others nearly as good, and the sentence that opens their list."""
    first = best
    while first - 1 in bullets:
        first -= 1
    run = [place for place in bullets if place >= first and all(it in bullets for it in range(first, place + 1))]
    chosen = sorted(sorted((it for it in run if scores[it] >= scores[best] - 0.08), key=lambda it: -scores[it])[:3])
    lead = (spans[first - 1],) if first > 0 else ()
    return Excerpt(lead=lead, answer=tuple(spans[it] for it in chosen))


def _whole_list(text: str, spans: Sequence[Span], best: int, bullets: Sequence[int]) -> Excerpt:
    """The bullets under the sentence that was found, up to 8 and about 110 words."""
    chosen: list[Span] = []
    place, length = best + 1, 0
    while place in bullets and len(chosen) < MOST_BULLETS and length <= LONGEST_WORDS:
        chosen.append(spans[place])
        length += words(text[spans[place][0] : spans[place][1]])
        place += 1
    return Excerpt(lead=(spans[best],), answer=tuple(chosen))


def _sentences(text: str, spans: Sequence[Span], scores: NDArray[np.float32], bullets: Sequence[int]) -> Excerpt:
    """The best sentence and another that is nearly as good; what each leans on before it, and what takes it back after it."""
    plain = [place for place in range(len(spans)) if place not in bullets]
    ranked = sorted(plain, key=lambda place: -scores[place])[:MOST_SENTENCES]
    chosen = [place for place in ranked if scores[place] >= scores[ranked[0]] - NEARLY_AS_GOOD]
    lead = {before for place in chosen for before in _leads(text, spans, place, bullets)}
    answer = set(chosen) | {after for place in chosen for after in _limits(text, spans, place, bullets)}
    return Excerpt(
        lead=tuple(spans[place] for place in sorted(lead - answer)),
        answer=tuple(spans[place] for place in sorted(answer)),
    )


def _leads(text: str, spans: Sequence[Span], place: int, bullets: Sequence[int]) -> list[int]:
    """The sentences before one that it cannot stand without, at most two."""
    first = place
    while first > 0 and first - 1 not in bullets and LEANS_BACK.match(text[spans[first][0] :]) and place - first < 2:
        first -= 1
    return list(range(first, place))


def _limits(text: str, spans: Sequence[Span], place: int, bullets: Sequence[int]) -> list[int]:
    """The sentences after one that take something of it back."""
    last = place
    while last + 1 < len(spans) and last + 1 not in bullets and TAKES_BACK.match(text[spans[last + 1][0] :]):
        last += 1
    return list(range(place + 1, last + 1))
