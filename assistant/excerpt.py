"""Excerpt: the sentences or bullets of a paragraph that answer a question, with the lead-in that they need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Vectors
from corpus.paragraph import Paragraph, words
from corpus.sentences import sentence_spans
from corpus.terms import terms

Span = tuple[int, int]
MOST_BULLETS = 8
LONGEST_WORDS = 110
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


def excerpt_of(paragraph: Paragraph, question: str, vector: Vectors, sentence_vectors: Vectors) -> Excerpt:
    """Choose what to quote of a paragraph: the best sentence with its neighbours, or the best bullets under their lead-in.

    `sentence_vectors` has one row for each of `sentence_spans(paragraph.text)`.
    """
    spans = sentence_spans(paragraph.text)
    scores = _scores(paragraph.text, spans, question, sentence_vectors @ vector)
    best = int(np.argmax(scores))
    bullets = [place for place, span in enumerate(spans) if _in_bullet(span, paragraph)]
    if best in bullets:
        return _bullets(spans, best, bullets, scores)
    if best + 1 in bullets and _opens_list(paragraph.text, spans[best]):
        return _whole_list(paragraph.text, spans, best, bullets)
    return _sentences(paragraph.text, spans, best, bullets)


def _scores(text: str, spans: Sequence[Span], question: str, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosine plus a fifth of the share of the question's stems that the sentence contains."""
    asked = set(terms(question))
    shares = [len(asked & set(terms(text[start:end]))) / max(1, len(asked)) for start, end in spans]
    scores: NDArray[np.float32] = cosines + 0.2 * np.asarray(shares, np.float32)
    return scores


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


def _sentences(text: str, spans: Sequence[Span], best: int, bullets: Sequence[int]) -> Excerpt:
    """The best sentence; what it leans on before it, and what takes it back after it."""
    first, last = best, best
    while first > 0 and first - 1 not in bullets and LEANS_BACK.match(text[spans[first][0] :]) and best - first < 2:
        first -= 1
    while last + 1 < len(spans) and last + 1 not in bullets and TAKES_BACK.match(text[spans[last + 1][0] :]):
        last += 1
    return Excerpt(lead=tuple(spans[first:best]), answer=tuple(spans[best : last + 1]))
