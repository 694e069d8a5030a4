"""What of a subject is asked for: its price, its opening hours, what the law says of it. By nearness to phrases."""

import threading
import tomllib
from functools import lru_cache
from pathlib import Path

from assistant.kept_vectors import kept_vectors
from corpus.embedder import Embedder, Vectors

DATA = Path(__file__).parent / "data" / "attributes.toml"


@lru_cache(maxsize=1)
def load_attributes() -> tuple[str, ...]:
    """The phrases of `data/attributes.toml`."""
    return tuple(tomllib.loads(DATA.read_text(encoding="utf-8"))["phrases"])


class AttributeShelf:
    """The vectors of the phrases, kept in a folder beside the encoder. Safe to use from several threads."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._kept: dict[str, Vectors] = {}

    def vectors_of(self, embedder: Embedder) -> Vectors:
        """Shape (phrases, d), in the order of `load_attributes`."""
        with self._lock:
            if embedder.name not in self._kept:
                self._kept[embedder.name] = kept_vectors(load_attributes(), embedder, self._folder)
            return self._kept[embedder.name]


def lacking(question: Vectors, sentences: Vectors, attributes: Vectors) -> Vectors:
    """How much nearer to each attribute the question is than the nearest of the sentences, shape (attributes,), -2 to 2.

    High where something is asked for that the sentences, however near their subject is, do not speak of.
    """
    asked: Vectors = attributes @ question
    if not len(sentences):
        return asked
    spoken_of: Vectors = (attributes @ sentences.T).max(axis=1)
    return asked - spoken_of
