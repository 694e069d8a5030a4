"""Likeness: whether two sentences are about one act, from measured features, by weights in `data/differences.toml`."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.claim import Span, after, before, claim_of, load_claim_rules
from assistant.difference import DifferenceKind, Differing, differing
from assistant.parsed import parsed
from assistant.patterns import read_data
from corpus.embedder import Vectors
from corpus.generation import Generation, Rows
from corpus.paragraph import Paragraph
from corpus.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence of an index row: `paragraph.text[start:end)`."""

    row: int
    paragraph: Paragraph
    span: Span

    @property
    def text(self) -> str:
        """The sentence."""
        return self.paragraph.text[self.span[0] : self.span[1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of some paragraphs, one after the other. rows, at: the index row of each, and which of its row's it is;
    places: where it stands among those of all rows; each of shape (n,). vectors: shape (n, d).
    """

    paragraphs: Mapping[int, Paragraph]
    rows: Rows
    at: Rows
    places: Rows
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, which: int) -> Place:
        """One of them."""
        row = int(self.rows[which])
        paragraph = self.paragraphs[row]
        return Place(row=row, paragraph=paragraph, span=parsed(paragraph).spans[self.at[which]])


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessRule:
    """The thresholds of `data/differences.toml`."""

    near: float
    shared: int
    words: int
    alike: float
    alike_editions: float


@cache
def load_likeness_rule() -> LikenessRule:
    """The shipped rule, read once."""
    return LikenessRule(**read_data("differences")["likeness"])


def nearness(one: Sentences, other: Sentences, generation: Generation) -> Vectors:
    """How near each sentence of one list is to each of the other, shape (a, b): their cosine in standard deviations of the
    cosines that both have with sentences spread over the library. An encoder that calls everything alike gains nothing by it.
    """
    (mean, deviation), (others, other_deviation) = (generation.usual_cosines(it.places) for it in (one, other))
    middle = (mean[:, None] + others[None, :]) / 2
    spread = (deviation[:, None] + other_deviation[None, :]) / 2
    near = (one.vectors @ other.vectors.T - middle) / np.maximum(spread, 1e-3)
    return np.asarray(near, np.float32)


def likeness(one: Place, other: Place, names: frozenset[str], words: Words) -> float:
    """How sure it is that two sentences are about one act, 0 to 1: the mean of two idf-weighted cosines of stems.

    Of all that they are about, and of the words before the numbers, or after the duty words or roles, in which they differ
    (the best of those; where they do not differ, of all once more).
    """
    mine, theirs = claim_of(one.text, names), claim_of(other.text, names)
    overlap = _overlap(mine.stems, theirs.stems, words)
    beside = [_beside(one.text, other.text, it, names, words) for it in differing(mine, theirs)]
    return (overlap + max(beside, default=overlap)) / 2


def comparable(one: Place, other: Place, names: frozenset[str], rule: LikenessRule) -> bool:
    """Whether two sentences of two texts lay something down that can be compared: on one stage or level, not about their own
    document, not the opening of a list, with enough words in common.
    """
    mine, theirs = claim_of(one.text, names).stems, claim_of(other.text, names).stems
    enough = len(mine & theirs) >= rule.shared and min(len(mine), len(theirs)) >= rule.words
    return enough and not labelled_apart(one, other) and not (_closed(one) or _closed(other))


def _closed(place: Place) -> bool:
    return place.text.endswith(":") or bool(load_claim_rules().itself.search(place.text))


def labelled_apart(one: Place, other: Place) -> bool:
    """Whether both speak of a stage, level or step, and not of the same: in their own words, else in their headings."""
    mine, theirs = _labels(one), _labels(other)
    kinds = {kind for kind, _ in mine} & {kind for kind, _ in theirs}
    return any(not {it for it in mine if it[0] == kind} & {it for it in theirs if it[0] == kind} for kind in kinds)


def _beside(one: str, other: str, point: Differing, names: frozenset[str], words: Words) -> float:
    if point.what is DifferenceKind.NUMBER:
        return _overlap(before(one, point.one[0], names), before(other, point.other[0], names), words)
    return _overlap(after(one, point.one[1], names), after(other, point.other[1], names), words)


def _labels(place: Place) -> set[tuple[str, str]]:
    pattern = load_claim_rules().labelled
    texts: Sequence[str] = (place.text, " ".join(place.paragraph.headings))
    found = [{(kind.lower(), number.upper()) for kind, number in pattern.findall(text)} for text in texts]
    return found[0] or found[1]


def _overlap(one: frozenset[str], other: frozenset[str], words: Words) -> float:
    def weight(stems: frozenset[str]) -> float:
        return sum(_idf(stem, words) ** 2 for stem in stems)

    whole = math.sqrt(weight(one) * weight(other))
    return weight(one & other) / whole if whole else 0.0


def _idf(stem: str, words: Words) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
    count = words.frequency.get(stem, 0)
    return math.log(1 + (words.size - count + 0.5) / (count + 0.5))
