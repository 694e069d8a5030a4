"""Late: late interaction, each of a question's tokens against every token of a paragraph (ColBERT, Khattab and Zaharia 2020).

A paragraph's score is the mean over the question's tokens, each by its weight, of the best cosine with any token of the
paragraph. Tokens are kept in eight bits a number: `tokens.npy`, int8 (t, e), and `token_starts.npy` (rows + 1), which says where
a row's begin. An encoder that knows no late interaction leaves both empty.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Vectors, no_tokens

TOKEN_SCALE = np.float32(127)
"""What a number of a token's vector, from -1 to 1, is multiplied by before it is rounded to int8."""
MOST_ASKED = 64
"""Tokens of a question that are compared: a story of 250 would take four times as long, and most of its tokens weigh little."""
HELD = 64 * 1024 * 1024
"""Bytes of tokens up to which they are held in memory; more are read from the file as they are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's tokens, shape (q, e), of length 1 each, and how much each counts, shape (q,), of sum 1."""

    tokens: Vectors
    weights: Vectors

    @classmethod
    def of(cls, tokens: Vectors, weights: Vectors) -> "Asked":
        """With weights of any sum; of a long text only the MOST_ASKED tokens that count for most."""
        if len(tokens) > MOST_ASKED:
            kept = np.sort(np.argpartition(-weights, MOST_ASKED)[:MOST_ASKED])
            tokens, weights = tokens[kept], weights[kept]
        return cls(tokens=tokens, weights=weights / max(float(weights.sum()), 1e-6))

    @classmethod
    def nothing(cls) -> "Asked":
        """A question of which no token is known."""
        return cls(tokens=no_tokens(), weights=np.zeros(0, np.float32))


class Tokens:
    """The tokens of every row of an index."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError or ValueError where a file is missing or damaged."""
        self._starts: NDArray[np.int64] = np.load(folder / "token_starts.npy")
        self._tokens = tokens_in(folder, int(self._starts[-1]))

    def __bool__(self) -> bool:
        return bool(len(self._tokens))

    def nearest(self, asked: Asked, rows: NDArray[np.int64]) -> Vectors:
        """The best cosine of each of the question's tokens in each row, shape (len(rows), q); 0 for a row without tokens."""
        counts = self._starts[rows + 1] - self._starts[rows]
        found = np.zeros((len(rows), len(asked.tokens)), np.float32)
        filled = np.flatnonzero(counts)
        if not len(filled) or not len(asked.tokens):
            return found
        parts = [self._tokens[self._starts[row] : self._starts[row + 1]] for row in rows[filled].tolist()]
        cosines = np.concatenate(parts).astype(np.float32) @ (asked.tokens.T / TOKEN_SCALE)
        begins = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
        found[filled] = np.maximum.reduceat(cosines, begins, axis=0)
        return found


def tokens_in(folder: Path, count: int) -> NDArray[np.int8]:
    """The tokens of a generation, in memory where they are few, else as they lie in the file. `count` is how many there are."""
    path = folder / "tokens.npy"
    mapped = bool(count) and path.stat().st_size > HELD
    found: NDArray[np.int8] = np.load(path, mmap_mode="r" if mapped else None)
    return found
