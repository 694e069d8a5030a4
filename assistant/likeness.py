"""Likeness: whether two sentences are about one act, from measured features, by weights in `data/differences.toml`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.claim import Claim, Span, after, before, labels_in
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


def likeness(mine: Claim, theirs: Claim, names: frozenset[str], words: Words) -> float:
    """How sure it is that two sentences are about one act, 0 to 1: the mean of two idf-weighted cosines of stems.

    Of all that they are about, and of the words before the numbers, or after the duty words or roles, in which they differ
    (the best of those; where they do not differ, of all once more).
    """
    overlap = _overlap(mine.stems, theirs.stems, words)
    beside = [_beside(mine.text, theirs.text, it, names, words) for it in differing(mine, theirs)]
    return (overlap + max(beside, default=overlap)) / 2


def comparable(one: Place, other: Place, claims: tuple[Claim, Claim], rule: LikenessRule) -> bool:
    """Whether two sentences of two texts lay something down that can be compared: on one stage or level, not about their own
    document, not the opening of a list, with enough words in common. claims: what each of them says.
    """
    mine, theirs = claims
    enough = len(mine.stems & theirs.stems) >= rule.shared and min(len(mine.stems), len(theirs.stems)) >= rule.words
    return (
        enough
        and not (mine.closed or theirs.closed)
        and not _labelled_apart(_labels(one, mine), _labels(other, theirs))
    )


def _labelled_apart(mine: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    """Whether both speak of a stage, level or step, and not of the same."""
    kinds = {kind for kind, _ in mine} & {kind for kind, _ in theirs}
    return any(not {it for it in mine if it[0] == kind} & {it for it in theirs if it[0] == kind} for kind in kinds)


def _labels(place: Place, claim: Claim) -> frozenset[tuple[str, str]]:
    """Those in a sentence's own words, else those in its headings."""
    return claim.labels or labels_in(" ".join(place.paragraph.headings))


def _beside(one: str, other: str, point: Differing, names: frozenset[str], words: Words) -> float:
    if point.what is DifferenceKind.NUMBER:
        return _overlap(before(one, point.one[0], names), before(other, point.other[0], names), words)
    return _overlap(after(one, point.one[1], names), after(other, point.other[1], names), words)


def _overlap(one: frozenset[str], other: frozenset[str], words: Words) -> float:
    def weight(stems: frozenset[str]) -> float:
        return sum(_idf(stem, words) ** 2 for stem in stems)

    whole = math.sqrt(weight(one) * weight(other))
    return weight(one & other) / whole if whole else 0.0


def _idf(stem: str, words: Words) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
    count = words.frequency.get(stem, 0)
    return math.log(1 + (words.size - count + 0.5) / (count + 0.5))
