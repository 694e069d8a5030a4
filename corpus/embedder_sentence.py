"""Any sentence-transformers model as the embedder. Imports torch: slower to start and to ask than the default."""

import os
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np

from corpus.embedder import Passage, PassageVectors, Vectors, unit
from corpus.errors import LibraryUnusable


class SentenceTransformerEmbedder:
    """`model` is a folder, or the name of a model that is already on this machine; nothing is downloaded."""

    def __init__(self, model: str) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model, device="cpu", local_files_only=True)
        except OSError as error:
            raise LibraryUnusable(
                f"Expected a sentence-transformers model on this machine at {model!r}, found none. "
                "Set SOUNDINGBOARD_EMBEDDER to a folder that holds one, or to practitioner-int8."
            ) from error
        self._setting = model

    @property
    def name(self) -> str:
        """The setting, marked with its kind."""
        return f"sentence-transformers:{self._setting}"

    @property
    def dimensions(self) -> int:
        """As the model says."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def token_dimensions(self) -> int:
        """0: such models know no late interaction."""
        return 0

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (d,)."""
        return unit(self._encode(pieces(text, (), self._fits)).mean(axis=0))

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        """Windows and sentences are embedded apart."""
        return embed_apart(passages, self._encode, self._fits)

    def remembering(self) -> Self:
        """Itself: it remembers nothing."""
        return self

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors: Any = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def _fits(self, text: str) -> bool:
        longest = int(self._model.max_seq_length or 512)
        return len(self._model.tokenizer(text, truncation=False)["input_ids"]) <= longest


def embed_apart(
    passages: Sequence[Passage], encode: Callable[[Sequence[str]], Vectors], fits: Callable[[str], bool]
) -> list[PassageVectors]:
    """Vectors of passages from an encoder that only knows whole texts: windows and sentences each as a text of its own."""
    texts: list[str] = []
    counts: list[tuple[int, int]] = []
    for passage in passages:
        windows = pieces(passage.text, passage.sentences, fits)
        sentences = [passage.text[start:end] for start, end in passage.sentences]
        texts += windows + sentences
        counts.append((len(windows), len(sentences)))
    vectors = unit(encode(texts)) if texts else np.zeros((0, 0), np.float32)
    found: list[PassageVectors] = []
    place = 0
    for windows_here, sentences_here in counts:
        middle, end = place + windows_here, place + windows_here + sentences_here
        found.append(PassageVectors(windows=vectors[place:middle], sentences=vectors[middle:end]))
        place = end
    return found


def pieces(text: str, sentences: Sequence[tuple[int, int]], fits: Callable[[str], bool]) -> list[str]:
    """Windows of `text` that fit the model, cut at sentence starts where there are any, else by halves.

    >>> pieces("One. Two. Three.", [(0, 4), (5, 9), (10, 16)], lambda text: len(text) <= 9)
    ['One. Two.', 'Three.']
    """
    if fits(text) or len(text) < 2:
        return [text]
    starts = [start for start, _ in sentences if start > 0] or [len(text) // 2]
    cut = max((start for start in starts if fits(text[:start].rstrip())), default=starts[0])
    later = [(start - cut, end - cut) for start, end in sentences if start >= cut]
    return [*pieces(text[:cut].rstrip(), (), fits), *pieces(text[cut:], later, fits)]
