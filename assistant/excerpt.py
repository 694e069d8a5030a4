"""Excerpt: the sentences or bullets of a paragraph that answer a question, with the lead-in that they need."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asked_value import AskedValue, asked_values
from assistant.everyday import field_stems, load_everyday_words
from assistant.leaning import after_it, before_it, opens_list, stands_together
from assistant.parsed import Parsed, parsed
from corpus.embedder import Vectors
from corpus.paragraph import Paragraph, words
from corpus.terms import terms
from corpus.unfinished import is_unfinished

Span = tuple[int, int]
MOST_BULLETS = 12
LONGEST_WORDS = 160
MOST_SENTENCES = 2
NEARLY_AS_GOOD_BULLET = 0.15
NEARLY_AS_GOOD = 0.12
"""How far a further bullet or sentence may fall behind the best and still be quoted."""
GIVES_VALUE = 0.2
"""What a sentence gains by giving a value of the kind that is asked for: a time limit, a number to ring."""


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
    read = parsed(paragraph)
    spans = read.spans
    scores = _scores(read, asked, sentence_vectors @ asked.vector)
    scores = _without_cut(paragraph, spans, scores)
    best = int(np.argmax(scores))
    bullets = [place for place, span in enumerate(spans) if _in_bullet(span, paragraph)]
    if best in bullets:
        return _bullets(paragraph.text, spans, best, bullets, scores)
    if best + 1 in bullets and opens_list(paragraph.text[slice(*spans[best])]):
        return _whole_list(paragraph.text, spans, best, bullets)
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
        run = _run(listed[0], bullets)
        return _under_opener(text, sentences, run, bullets, [at for at in listed if at in run])
    return _with_neighbours(text, sentences, meant, bullets)


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
    listed = _in_bullet(spans[-1], paragraph) or paragraph.text.rstrip().endswith((",", "-"))
    if len(spans) < 2 or listed or not is_unfinished(paragraph.text):
        return scores
    return np.append(scores[:-1], np.float32(scores.min() - 1))


def _in_bullet(span: Span, paragraph: Paragraph) -> bool:
    return any(start <= span[0] < end for start, end in paragraph.bullets)


def _bullets(
    text: str, spans: Sequence[Span], best: int, bullets: Sequence[int], scores: NDArray[np.float32]
) -> Excerpt:
    """The best bullet, others nearly as good, and the sentence that opens their list; all of a list that stands together."""
    run = _run(best, bullets)
    near = (it for it in run if scores[it] >= scores[best] - NEARLY_AS_GOOD_BULLET)
    return _under_opener(text, spans, run, bullets, sorted(near, key=lambda it: -scores[it])[:3])


def _under_opener(
    text: str, spans: Sequence[Span], run: Sequence[int], bullets: Sequence[int], meant: Sequence[int]
) -> Excerpt:
    """The bullets that are meant under the sentence that opens their list; all of a list that stands together."""
    opener = run[0] - 1
    lead = [*before_it(text, spans, opener, bullets), opener] if opener >= 0 else []
    opening = text[slice(*spans[opener])] if opener >= 0 else ""
    together = stands_together(opening, [text[slice(*spans[it])] for it in run])
    chosen = _fitting(text, spans, run) if together else _from_their_beginning(text, spans, meant, run)
    return Excerpt(lead=tuple(spans[it] for it in lead), answer=tuple(spans[it] for it in chosen))


def _from_their_beginning(text: str, spans: Sequence[Span], chosen: Sequence[int], run: Sequence[int]) -> list[int]:
    """The chosen sentences of a list, each with those before it on its own line."""
    found = set(chosen)
    for place in chosen:
        at = place
        while at - 1 in run and "\n" not in text[spans[at - 1][1] : spans[at][0]]:
            at -= 1
            found.add(at)
    return sorted(found)


def _run(best: int, bullets: Sequence[int]) -> list[int]:
    """The bullets of the list that one of them stands in, in order."""
    first = last = best
    while first - 1 in bullets:
        first -= 1
    while last + 1 in bullets:
        last += 1
    return list(range(first, last + 1))


def _whole_list(text: str, spans: Sequence[Span], opener: int, bullets: Sequence[int]) -> Excerpt:
    """The bullets under the sentence that was found, as many as there is room for."""
    lead = [*before_it(text, spans, opener, bullets), opener]
    chosen = _fitting(text, spans, _run(opener + 1, bullets))
    return Excerpt(lead=tuple(spans[it] for it in lead), answer=tuple(spans[it] for it in chosen))


def _fitting(text: str, spans: Sequence[Span], run: Sequence[int]) -> list[int]:
    """The first bullets of a list, up to MOST_BULLETS and about LONGEST_WORDS words."""
    chosen: list[int] = []
    length = 0
    for place in run:
        if len(chosen) >= MOST_BULLETS or length > LONGEST_WORDS:
            break
        chosen.append(place)
        length += words(text[slice(*spans[place])])
    return chosen


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
    listed = [it for it in answer if it + 1 in bullets and opens_list(text[slice(*spans[it])])]
    answer |= {line for it in listed for line in _fitting(text, spans, _run(it + 1, bullets))}
    return Excerpt(
        lead=tuple(spans[place] for place in sorted(lead - answer)),
        answer=tuple(spans[place] for place in sorted(answer)),
    )
