"""Any llama-index `BaseEmbedding` as the embedder. The one file of `corpus` that knows llama-index."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from corpus.embedder import Passage, PassageVectors, Vectors, unit
from corpus.embedder_sentence import embed_apart, pieces


class LlamaIndexEmbedder:
    """`longest` is how many words the model reads at once: texts are cut into windows of at most so many."""

    def __init__(self, model: BaseEmbedding, *, longest: int = 150) -> None:
        self._model = model
        self._longest = longest
        self._dimensions = len(model.get_query_embedding("dimensions"))

    @property
    def name(self) -> str:
        """The model's own name, marked with its kind."""
        return f"llama-index:{self._model.model_name}"

    @property
    def dimensions(self) -> int:
        """As the model's vectors are."""
        return self._dimensions

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (d,)."""
        windows = [self._model.get_query_embedding(piece) for piece in pieces(text, (), self._fits)]
        return unit(np.asarray(windows, dtype=np.float32).mean(axis=0))

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        """Windows and sentences are embedded apart."""
        return embed_apart(passages, self._encode, self._fits)

    def remembering(self) -> Self:
        """Itself: it remembers nothing."""
        return self

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self._model.get_text_embedding_batch(list(texts)), dtype=np.float32)

    def _fits(self, text: str) -> bool:
        return len(text.split()) <= self._longest
