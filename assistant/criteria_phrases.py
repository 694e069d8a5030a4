"""Criteria phrases: how the phrases of a criteria map look to the encoder, made once for each map."""

import math
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.clauses import matter
from assistant.kept_vectors import kept_vectors
from corpus.criteria import CriteriaLine, CriteriaMap
from corpus.embedder import Embedder, Vectors
from corpus.terms import terms

RIDGE = 2.0
"""How strongly the plane that parts one line's phrases from the others' is held back. Of 0.5 and 2, 2 reads best."""
MOST_MAPS = 32
"""How many maps are kept ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePhrases:
    """signs, denials: shape (n, d). stems: of each sign and denial.

    own, denied: the stems that say what the line's own words, and its denials, are about.
    """

    signs: Vectors
    denials: Vectors
    stems: tuple[frozenset[str], ...]
    own: frozenset[str]
    denied: frozenset[str]


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
    """The phrases of the maps that were needed so far. Safe to use from several threads.

    folder: where their vectors are kept between runs; None for nowhere.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, CriteriaMap], MapPhrases] = {}

    def phrases_of(self, criteria: CriteriaMap, embedder: Embedder) -> MapPhrases:
        """The phrases of a map; embedded the first time that anyone needs them, about a second for 400 of them."""
        key = (embedder.name, criteria)
        with self._lock:
            if key not in self._kept:
                if len(self._kept) >= MOST_MAPS:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = map_phrases(criteria, embedder, self._folder)
            return self._kept[key]


def map_phrases(criteria: CriteriaMap, embedder: Embedder, folder: Path | None = None) -> MapPhrases:
    """The vectors of a map's phrases, and the planes that part them (ridge regression, in closed form).

    folder: where vectors are kept between runs.
    """
    groups = [it for line in criteria.lines for it in (_signs(line), line.denials, _own(line))]
    every = kept_vectors([phrase for group in groups for phrase in group], embedder, folder)
    ends = np.cumsum([len(group) for group in groups])
    parts = np.split(every, ends[:-1])
    lines = [
        LinePhrases(
            signs=signs,
            denials=denials,
            stems=_stems(line),
            own=matter(" ".join(_own(line))),
            denied=matter("\n".join(line.denials)),
        )
        for line, signs, denials in zip(criteria.lines, parts[::3], parts[1::3], strict=True)
    ]
    own = parts[2::3]
    targets = np.zeros((len(every), 2 * len(lines)))
    at = 0
    for place, (it, said) in enumerate(zip(lines, own, strict=True)):
        signs, denials = at + len(it.signs), at + len(it.signs) + len(it.denials)
        targets[at : denials + len(said), place] = 1
        targets[at:signs, len(lines) + place] = 1
        targets[signs:denials, len(lines) + place] = -1
        at = denials + len(said)
    inputs = with_constant(every)
    held = inputs.T @ inputs + RIDGE * np.eye(inputs.shape[1])
    planes = np.asarray(np.linalg.solve(held, inputs.T @ targets), np.float64)
    return MapPhrases(lines=tuple(lines), planes=planes, rarity=_rarity(lines))


def with_constant(vectors: Vectors) -> NDArray[np.float64]:
    """Vectors with a last number of 1 each, shape (n, d + 1)."""
    extended: NDArray[np.float64] = np.column_stack([vectors, np.ones(len(vectors))]).astype(np.float64)
    return extended


def _signs(line: CriteriaLine) -> tuple[str, ...]:
    """A line without signs is known by what it says itself."""
    return tuple(phrase for phrase in line.signs or (line.text,) if phrase)


def _own(line: CriteriaLine) -> tuple[str, ...]:
    return tuple(phrase for phrase in (line.text, line.quote, line.ask) if phrase)


def _stems(line: CriteriaLine) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(terms(phrase)) for phrase in (*_signs(line), *line.denials))


def _rarity(lines: list[LinePhrases]) -> dict[str, float]:
    """ln(1 + lines / lines with the stem), of each stem."""
    counts = Counter(stem for it in lines for stem in frozenset[str]().union(*it.stems))
    return {stem: math.log(1 + len(lines) / count) for stem, count in counts.items()}
