"""Criteria phrases: how the phrases of a criteria map look to the encoder, made once for each map."""

import math
import threading
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.criteria import CriteriaLine, CriteriaMap
from corpus.embedder import Embedder, Vectors
from corpus.terms import terms

RIDGE = 2.0
"""How strongly the plane that parts one line's phrases from the others' is held back. Of 0.5 and 2, 2 reads best."""
MOST_MAPS = 32
"""How many maps are kept ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePhrases:
    """signs, denials: shape (n, d). stems: of each sign and denial."""

    signs: Vectors
    denials: Vectors
    stems: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPhrases:
    """lines: in the order of the map. rarity: of each stem among the lines.

    planes: shape (d + 1, 2 lines): for each line how near a clause is to its phrases rather than to those of the others, then
    whether it is like its signs (1) or its denials (-1).
    """

    lines: tuple[LinePhrases, ...]
    planes: NDArray[np.float64]
    rarity: dict[str, float]


class PhraseShelf:
    """The phrases of the maps that were needed so far. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, CriteriaMap], MapPhrases] = {}

    def phrases_of(self, criteria: CriteriaMap, embedder: Embedder) -> MapPhrases:
        """The phrases of a map; the first time they are embedded, about a second for 400 of them."""
        key = (embedder.name, criteria)
        with self._lock:
            if key not in self._kept:
                if len(self._kept) >= MOST_MAPS:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = map_phrases(criteria, embedder)
            return self._kept[key]


def map_phrases(criteria: CriteriaMap, embedder: Embedder) -> MapPhrases:
    """The vectors of a map's phrases, and the planes that part them (ridge regression, in closed form)."""
    lines = [_line(line, embedder) for line in criteria.lines]
    own = [_embedded((line.text, line.quote, line.ask), embedder) for line in criteria.lines]
    vectors = np.concatenate(
        [part for it, said in zip(lines, own, strict=True) for part in (it.signs, it.denials, said)]
    )
    targets = np.zeros((len(vectors), 2 * len(lines)))
    at = 0
    for place, (it, said) in enumerate(zip(lines, own, strict=True)):
        signs, denials = at + len(it.signs), at + len(it.signs) + len(it.denials)
        targets[at : denials + len(said), place] = 1
        targets[at:signs, len(lines) + place] = 1
        targets[signs:denials, len(lines) + place] = -1
        at = denials + len(said)
    inputs = with_constant(vectors)
    held = inputs.T @ inputs + RIDGE * np.eye(inputs.shape[1])
    planes = np.asarray(np.linalg.solve(held, inputs.T @ targets), np.float64)
    return MapPhrases(lines=tuple(lines), planes=planes, rarity=_rarity(lines))


def with_constant(vectors: Vectors) -> NDArray[np.float64]:
    """Vectors with a last number of 1 each, shape (n, d + 1)."""
    extended: NDArray[np.float64] = np.column_stack([vectors, np.ones(len(vectors))]).astype(np.float64)
    return extended


def _line(line: CriteriaLine, embedder: Embedder) -> LinePhrases:
    """A line without signs or denials is known by what it says itself."""
    signs = line.signs or (line.text,)
    return LinePhrases(
        signs=_embedded(signs, embedder),
        denials=_embedded(line.denials, embedder),
        stems=tuple(frozenset(terms(phrase)) for phrase in (*signs, *line.denials)),
    )


def _embedded(phrases: tuple[str, ...], embedder: Embedder) -> Vectors:
    rows = [embedder.embed_query(phrase) for phrase in phrases if phrase]
    return np.stack(rows) if rows else np.zeros((0, embedder.dimensions), np.float32)


def _rarity(lines: list[LinePhrases]) -> dict[str, float]:
    """ln(1 + lines / lines with the stem), of each stem."""
    counts = Counter(stem for it in lines for stem in frozenset[str]().union(*it.stems))
    return {stem: math.log(1 + len(lines) / count) for stem, count in counts.items()}
