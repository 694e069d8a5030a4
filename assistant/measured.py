"""Measured: what each candidate paragraph shows of a question, and what the question itself is like."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Vectors
from corpus.generation import Generation, Rows
from corpus.late import Asked
from corpus.terms import with_pairs

Scores = NDArray[np.float32]
TYPICAL_LENGTH = 60
"""Words of a paragraph for which the weights of `data/ranking.toml` hold as they stand."""
LONG = 5.0
"""What a difference in ln(words) is divided by, so that `length` stays between about -0.8 and 0.4."""
MANY_STEMS = 4.0
"""ln of the stems of a long story (about 55), for which the trait `story` is 1."""
LOOKED_AT = 48
"""Candidates compared token by token; more cost time and changed no first paragraph."""
NEAR_BY = {"sentence": 1.0, "window": 1.0, "words": 0.5, "sentence_words": 0.5, "also": 0.4}
"""By what those are chosen."""
LATE_LINE, LATE_SPREAD = np.float32(0.6), np.float32(0.1)
"""About the late score of a paragraph that just answers, and how far such scores differ; the same for every index."""
HIGH_PEAK = 20.0
"""Standard deviations by which a paragraph that has all of a question's words stands out, for which `peak` is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexical:
    """BM25 of everything in an index, each of shape (rows,).

    words, sentence_words: of the question's own words, over the paragraph with its heading and over its best sentence.
    also, sentence_also: of what the field calls them (`data/everyday_words.toml`, and abbreviations of the documents).
    """

    words: Scores
    sentence_words: Scores
    also: Scores
    sentence_also: Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """natural: cosines and BM25 scores of the candidates. scaled: what the ranker weighs, on scales that every index shares;
    both of shape (candidates,) by name. traits: numbers from about 0 to 1 that say what the question is like.
    """

    rows: Rows
    natural: Mapping[str, Scores]
    scaled: Mapping[str, Scores]
    traits: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurable:
    """A question as candidates are measured against it: its stems, its vector, shape (d,), and its tokens."""

    stems: Sequence[str]
    vector: Vectors
    late: Asked


def lexical_scores(stems: Sequence[str], also: Sequence[str], generation: Generation) -> Lexical:
    """Word search over a whole index."""
    return Lexical(
        words=generation.words.scores(stems),
        sentence_words=generation.best_sentence_words(stems),
        also=generation.words.scores(also),
        sentence_also=generation.best_sentence_words(also),
    )


def measure(
    asked: Measurable,
    lexical: Lexical,
    rows: Rows,
    allowed: NDArray[np.bool_],
    generation: Generation,
) -> Measured:
    """Measure candidate rows.

    Each kind of score is put on one scale by the mean and standard deviation that it has over a fixed sample of the index
    (cosines) or over all that may speak (BM25), so that a candidate's score hardly depends on which others were found.
    """
    stems, vector = asked.stems, asked.vector
    natural = {
        "sentence": generation.sentence_scores(vector, rows),
        "window": generation.window_scores(vector, rows),
        **{name: getattr(lexical, name)[rows] for name in Lexical.__dataclass_fields__},
    }
    background = {
        "sentence": generation.sample_sentence_scores(vector),
        "window": generation.sample_window_scores(vector),
        **{name: getattr(lexical, name)[allowed] for name in Lexical.__dataclass_fields__},
    }
    scaled = {name: in_deviations(scores, background[name]) for name, scores in natural.items()}
    natural["late"], scaled["late"] = _late(asked.late, rows, scaled, generation)
    sections = generation.surroundings.sections[rows]
    scaled["section"] = best_within(scaled["window"], sections)
    scaled["section_words"] = best_within(scaled["words"], sections)
    scaled["covered"] = _covered(stems, rows, generation)
    scaled["pairs_covered"] = _covered(with_pairs(list(stems))[len(stems) :], rows, generation)
    _add_lengths(scaled, generation.surroundings.lengths[rows])
    traits = _traits(stems, lexical.words[allowed], scaled["covered"], generation)
    return Measured(rows=rows, natural=natural, scaled=scaled, traits=traits)


def _late(asked: Asked, rows: Rows, scaled: Mapping[str, Scores], generation: Generation) -> tuple[Scores, Scores]:
    """The score of late interaction, and the same about a line, in the spread that it has.

    Only the LOOKED_AT candidates that are nearest by the other measures are compared token by token; the rest get the least of
    those. An index whose encoder knows no tokens is ranked by its sentences in their place.
    """
    if not len(rows) or not generation.tokens or not len(asked.tokens):
        return np.zeros(len(rows), np.float32), scaled["sentence"]
    near = sum((weight * scaled[name] for name, weight in NEAR_BY.items()), np.zeros(len(rows), np.float32))
    ahead = np.argsort(-near, kind="stable")[:LOOKED_AT]
    scores = generation.tokens.nearest(asked, rows[ahead]) @ asked.weights
    late = np.full(len(rows), scores.min(), np.float32)
    late[ahead] = scores
    return late, (late - LATE_LINE) / LATE_SPREAD


def _covered(stems: Sequence[str], rows: Rows, generation: Generation) -> Scores:
    """The share of a question's stems, or pairs of them, that each row has; rare ones count for more."""
    rarity = {stem: generation.words.rarity(stem) for stem in set(stems)}
    covered: Scores = generation.words.covered(rarity)[rows] / np.float32(sum(rarity.values()) or 1.0)
    return covered


def _traits(stems: Sequence[str], words: Scores, covered: Scores, generation: Generation) -> dict[str, float]:
    """What a question is like, and the library; `words` are the BM25 scores of all that may speak."""
    rarity = {stem: generation.words.rarity(stem) for stem in set(stems)}
    unknown = sum(weight for stem, weight in rarity.items() if stem not in generation.words.frequency)
    peak = in_deviations(words.max(keepdims=True), words) if len(words) else np.zeros(1, np.float32)
    return {
        "always": 1.0,
        "story": math.log1p(len(stems)) / MANY_STEMS,
        "covered": float(covered.max()) if len(covered) else 0.0,
        "peak": float(peak[0]) / HIGH_PEAK,
        "unknown": unknown / (sum(rarity.values()) or 1.0),
        "grouped": generation.surroundings.grouped,
    }


def _add_lengths(scaled: dict[str, Scores], lengths: NDArray[np.int64]) -> None:
    """Add how long each candidate is, and each measure times that. length is 0 for a paragraph of typical length, oddness its
    square: word search favours the very short and the very long in other ways than its own formula allows for.
    """
    length = ((np.log1p(lengths) - math.log1p(TYPICAL_LENGTH)) / LONG).astype(np.float32)
    scaled["length"], scaled["oddness"] = length, length * length
    for name in BY_LENGTH:
        scaled[f"{name}_by_length"] = scaled[name] * length
    for name in BY_ODDNESS:
        scaled[f"{name}_by_oddness"] = scaled[name] * scaled["oddness"]


BY_LENGTH = ("sentence", "window", "late", "words", "sentence_words", "section", "section_words", "covered", "also")
"""Measures that may count for more or less in a long paragraph than in a short one."""
BY_ODDNESS = ("window", "words", "sentence_words", "covered")
"""Measures that may count for more or less in a paragraph of unusual length."""


def in_deviations(scores: Scores, over: Scores) -> Scores:
    """z-scores of `scores` by the mean and standard deviation of `over`."""
    if not len(over):
        return scores
    spread = float(over.std()) or 1.0
    scaled: Scores = (scores - over.mean()) / spread
    return scaled


def best_within(scores: Scores, sections: NDArray[np.int64]) -> Scores:
    """For each candidate the best score of any candidate of its section, its own included.

    >>> best_within(np.array([1, 5, 2]), np.array([7, 8, 7]))
    array([2, 5, 2])
    """
    if not len(scores):
        return scores
    order = np.argsort(sections, kind="stable")
    starts = np.flatnonzero(np.diff(sections[order], prepend=-1))
    best = np.empty_like(scores)
    counts = np.diff(np.append(starts, len(order)))
    best[order] = np.repeat(np.maximum.reduceat(scores[order], starts), counts)
    return best
