"""Judge by likeness: what was found for a question and what it means, held against questions of which the answer is known.

A support vector machine. Its kernel is the sum of three likenesses of two questions (an ANOVA kernel, Stitson and others 1997):
how near their features are, each on one scale, how near their meanings are, and the product of both. So what was found counts,
and by itself what is asked, and the two together where both are near to something known. `python -m evals.fit_judge --write`
learns it; which questions it keeps, and what each counts for, stands in `data/judge_meaning.npz`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Vectors

Numbers = NDArray[np.float64]
MEANING = 1.5
"""How fast likeness falls with the squared distance of two vectors of length 1."""
FOUND = 0.5
"""The same for the mean squared distance of two questions' features."""
MEANT = 2.0
"""What likeness of meaning counts beside that of features."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeKernel:
    """names: of the f features, in order. middle, spread: what puts each on one scale, shape (f,).

    features: of the n questions that are kept, on that scale, shape (n, f); vectors: theirs, shape (n, d); counts: what likeness
    to each adds, shape (n,). Log odds are `slope` times the sum of those and `bias`, and `offset`.
    """

    names: NDArray[np.str_]
    middle: Numbers
    spread: Numbers
    features: Numbers
    vectors: Numbers | Vectors
    counts: Numbers
    bias: float
    slope: float = 1.0
    offset: float = 0.0

    def log_odds(self, features: Mapping[str, float], vector: Vectors) -> float:
        """That the library answers a question with these features and this vector, shape (d,)."""
        row = np.asarray([[features[name] for name in self.names]])
        return float(self.all_log_odds(row, vector[None])[0])

    def all_log_odds(self, features: Numbers, vectors: Numbers | Vectors) -> Numbers:
        """The same for many, features of shape (m, f) in their own units and vectors (m, d); shape (m,)."""
        near = likeness((features - self.middle) / self.spread, vectors, self.features, self.vectors)
        summed: Numbers = self.slope * (near @ self.counts + self.bias) + self.offset
        return summed

    def save(self, path: Path) -> None:
        """Write it; vectors and features in half precision."""
        halved = {"features": np.float16, "vectors": np.float16}
        told: dict[str, Any] = {it.name: np.asarray(getattr(self, it.name)) for it in fields(self)}
        np.savez_compressed(path, **{name: value.astype(halved.get(name, value.dtype)) for name, value in told.items()})


def load_kernel(path: Path) -> JudgeKernel:
    """As `save` wrote it. Raises OSError, ValueError or KeyError where it is damaged."""
    with np.load(path, allow_pickle=False) as told:
        arrays = {name: told[name].astype(np.float64) for name in ("middle", "spread", "features", "counts")}
        bias, slope, offset = (float(told[name]) for name in ("bias", "slope", "offset"))
        vectors = told["vectors"].astype(np.float32)
        return JudgeKernel(names=told["names"], vectors=vectors, bias=bias, slope=slope, offset=offset, **arrays)


def likeness(
    features: Numbers, vectors: Numbers | Vectors, known: Numbers, known_vectors: Numbers | Vectors
) -> Numbers:
    """The kernel between m questions and n others; features on one scale, shapes (m, f) and (n, f), vectors of length 1, (m, d)
    and (n, d). Shape (m, n).
    """
    found = np.exp(-FOUND / known.shape[1] * _distances(features, known))
    both: Numbers = found + MEANT * np.exp(2 * MEANING * (vectors @ known_vectors.T - 1)) * (1 + found)
    return both


def _distances(one: Numbers, other: Numbers) -> Numbers:
    """Squared Euclidean, each row of one to each of the other."""
    squares: Numbers = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None] - 2 * one @ other.T
    return np.maximum(squares, 0)
