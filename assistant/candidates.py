"""candidates: which rows of an index are worth measuring for a question."""

import numpy as np
from numpy.typing import NDArray

from assistant.measured import Scores
from corpus.embedder import Vectors
from corpus.generation import Generation, Rows


def candidates(
    vector: Vectors, lexical: Scores, allowed: NDArray[np.bool_], generation: Generation, *, dense: int, words: int
) -> Rows:
    """Rows worth scoring: the `dense` nearest windows and the best `words` by words, of those that may speak.

    Where too few of the nearest may speak, every allowed row is scanned exactly: a small scope in a large library loses nothing.
    """
    share = max(float(allowed.mean()), 0.25) if len(allowed) else 1.0
    near = generation.nearest(vector, int(1.2 * dense / share) + 1)
    near = near[allowed[near]][:dense]
    if len(near) < min(dense // 2, int(allowed.sum())):
        near = _scan(vector, allowed, generation, dense)
    masked = np.where(allowed & (lexical > 0), lexical, -1.0)
    most = min(words, len(masked))
    by_words = np.argpartition(-masked, most - 1)[:most] if most else np.zeros(0, np.int64)
    return np.unique(np.concatenate([near, by_words[masked[by_words] > 0]])).astype(np.int64)


def _scan(vector: Vectors, allowed: NDArray[np.bool_], generation: Generation, k: int) -> Rows:
    rows = np.flatnonzero(allowed)
    order = np.argsort(-generation.window_scores(vector, rows), kind="stable")[:k]
    return rows[order]
