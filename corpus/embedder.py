"""Embedder: what turns questions and paragraphs into vectors. Three implementations keep one contract.

The contract, tested for each of them: vectors are float32, of `dimensions` numbers, of length 1; the same text gives the same
vector within 0.02 of cosine whatever stands beside it in a batch; no text is cut: a long paragraph has several windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

SHIPPED = "practitioner-int8"
"""The encoder in `corpus/encoder`, trained for practitioners' questions; see its model card."""
PACKAGED = "minilm-int8"
"""Stock MiniLM, as its package has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph to embed: its text, and where its sentences are, `[start, end)` in code points."""

    text: str
    sentences: tuple[tuple[int, int], ...]


def no_tokens() -> Vectors:
    """The tokens of an encoder that knows no late interaction, shape (0, 0)."""
    return np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageVectors:
    """windows: shape (w, d), w at least 1, together covering the whole text; sentences: shape (s, d), one row a sentence.

    tokens: for late interaction, a vector of length 1 for each token of the text in order, shape (t, e); weights: how much each
    counts where the text is a question, from 0 to 1, shape (t,). Shape (0, 0) and (0,) where the encoder knows none.
    """

    windows: Vectors
    sentences: Vectors
    tokens: Vectors = field(default_factory=no_tokens)
    weights: Vectors = field(default_factory=lambda: np.zeros(0, np.float32))


class Embedder(Protocol):
    """`name` is remembered by every index that is built with it; an index of another name is refused."""

    @property
    def name(self) -> str:
        """Which model, and which form of it."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    @property
    def token_dimensions(self) -> int:
        """How many numbers a token's vector has; 0 for an encoder that knows no late interaction."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (d,)."""

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        """The vectors of paragraphs, in the order given."""

    def remembering(self) -> Self:
        """The same embedder for the length of one question: it need not run twice over one text. To be let go afterwards."""


class TokenEmbedder(Embedder, Protocol):
    """An embedder that also tells what it makes of each token."""

    def token_states(self, text: str) -> Vectors:
        """The last states of a text's tokens and of the marks around them, shape (t, d), t at least 2."""


def unit(vectors: Vectors) -> Vectors:
    """Each row divided by its Euclidean length; a row of zeros stays zeros."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result


def means(setting: str, name: str) -> bool:
    """Whether an embedder of this name is the one that a setting means; told without opening it.

    >>> means("minilm-int8", "minilm-int8:0123456789ab"), means("no/model", "sentence-transformers:some/model")
    (True, False)
    """
    if setting == SHIPPED:
        from corpus.encoder_export import shipped_digest

        return name == f"{SHIPPED}:{shipped_digest()[:12]}"
    return name.startswith(f"{PACKAGED}:") if setting == PACKAGED else name == f"sentence-transformers:{setting}"


def open_embedder(setting: str, models: Path, threads: int) -> Embedder:
    """The embedder that a setting names: `practitioner-int8`, `minilm-int8`, or a sentence-transformers model by name or folder.

    `models` is where an exported encoder is kept; `threads` is how many it may use. The shipped encoder is opened once for all
    who ask for it with as many threads. Raises LibraryUnusable where its files are missing or damaged.
    """
    if setting == SHIPPED:
        return open_shipped(threads)
    if setting == PACKAGED:
        from corpus.embedder_onnx import OnnxEmbedder
        from corpus.encoder_export import exported_encoder

        return OnnxEmbedder(exported_encoder(models), called=PACKAGED, threads=threads)
    from corpus.embedder_sentence import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(setting)


def open_shipped(threads: int) -> TokenEmbedder:
    """The shipped encoder, opened once for all who ask for it with as many threads. Raises LibraryUnusable as `open_embedder`."""
    from corpus.encoder_export import shipped_encoder

    return _opened(shipped_encoder(), SHIPPED, threads)


@cache
def _opened(folder: Path, called: str, threads: int) -> TokenEmbedder:
    from corpus.embedder_onnx import OnnxEmbedder

    return OnnxEmbedder(folder, called=called, threads=threads)


def open_network(folder: Path, *, called: str, threads: int) -> Embedder:
    """A network that comes with the project, under the name it is `called`. Raises LibraryUnusable where it is damaged."""
    from corpus.embedder_onnx import OnnxEmbedder
    from corpus.encoder_export import checked

    return OnnxEmbedder(checked(folder), called=called, threads=threads)
