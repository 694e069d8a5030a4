"""Words: the lexical index, BM25 (k1 1.5, b 0.75; Robertson and Zaragoza 2009) over stems and pairs of them, by bm25s."""

import json
import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.terms import terms, with_pairs

NOTHING = "∅"
"""Stands for a text without any stem, so that every text keeps its place."""


class Words:
    """`frequency` says in how many texts a stem, or a pair of them, occurs; `size` is how many texts there are."""

    def __init__(self, bm25: Any, frequency: dict[str, int], size: int) -> None:
        self._bm25 = bm25
        self.frequency = frequency
        self.size = size

    @classmethod
    def build(cls, texts: Iterable[str], folder: Path) -> "Words":
        """Index texts in order and save the index in a folder. Texts are taken one at a time; what is held is numbers."""
        bm25s = _bm25s()
        vocabulary: dict[str, int] = {}
        numbered = [
            [vocabulary.setdefault(stem, len(vocabulary)) for stem in with_pairs(terms(text)) or [NOTHING]]
            for text in texts
        ]
        size = len(numbered)
        bm25 = bm25s.BM25(k1=1.5, b=0.75)
        bm25.index((numbered or [[vocabulary.setdefault(NOTHING, 0)]], vocabulary), show_progress=False)
        bm25.save(str(folder))
        texts_with = np.diff(bm25.scores["indptr"]).tolist()
        frequency = {stem: texts_with[number] for stem, number in vocabulary.items() if number < len(texts_with)}
        (folder / "frequency.json").write_text(json.dumps({"size": size, "frequency": frequency}), encoding="utf-8")
        return cls(bm25, frequency, size)

    @classmethod
    def open(cls, folder: Path) -> "Words":
        """The index in a folder."""
        bm25s = _bm25s()
        saved = json.loads((folder / "frequency.json").read_text(encoding="utf-8"))
        return cls(bm25s.BM25.load(str(folder)), saved["frequency"], saved["size"])

    def covered(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """For every text the summed weights of those stems that it contains, shape (size,), in the order of building."""
        found = np.zeros(max(self.size, 1), np.float32)
        index = self._bm25.scores
        for stem, weight in weights.items():
            place = self._bm25.vocab_dict.get(stem) if stem in self.frequency else None
            if place is not None:
                found[index["indices"][index["indptr"][place] : index["indptr"][place + 1]]] += weight
        return found[: self.size]

    def rarity(self, stem: str) -> float:
        """ln(1 + (N - n + 0.5) / (n + 0.5)) for a stem that n of N texts contain: its inverse document frequency, as in BM25."""
        count = self.frequency.get(stem, 0)
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5))

    def scores(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every text, shape (size,), in the order of building; zeros where no stem is known."""
        known = self._known(stems)
        if not known:
            return np.zeros(self.size, np.float32)
        found: NDArray[np.float32] = self._bm25.get_scores(known)
        return found[: self.size]

    def knows(self, stems: Sequence[str]) -> bool:
        """Whether any text has one of the stems."""
        return bool(self._known(stems))

    def _known(self, stems: Sequence[str]) -> list[str]:
        return [stem for stem in with_pairs(list(stems)) if stem in self.frequency]


def _bm25s() -> Any:
    """The library, quiet: it sets its own logger to DEBUG when it is imported."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s
