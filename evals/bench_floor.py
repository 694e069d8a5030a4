"""The floor of the bench: one int8 query embedding and one exact scan of paragraph vectors. Nothing useful can be faster."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.embedder import Embedder, Vectors, open_embedder
from corpus.generation import Generation, Rows
from corpus.library import Library
from corpus.settings import load_settings
from corpus.snapshot import GENERATIONS
from evals.bench_contender import Found
from evals.bench_exact import recall_of_index
from evals.bench_material import Material
from evals.case import Case

if TYPE_CHECKING:
    from corpus.paragraph import Paragraph

TIMED_AT = 5


class Floor:
    """It searches the paragraph vectors that Sounding Board has stored, so it has no ingest of its own."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._embedder: Embedder | None = None
        self._windows: Vectors | None = None
        self._rows: Rows | None = None
        self._folder = Path()

    def load(self) -> None:
        """Load the encoder with one thread, as the product does for questions."""
        settings = load_settings()
        self._embedder = open_embedder(settings.embedder, settings.models, threads=1)

    def ingest(self, folder: Path) -> None:
        """Nothing: `open` takes the folder that Sounding Board has filled."""

    def open(self, folder: Path) -> None:
        """Load the vectors, and nothing else."""
        import numpy as np

        self._folder = folder
        index = _index_folder(folder)
        self._windows = np.load(index / "windows.npy")
        self._rows = np.load(index / "window_rows.npy")

    def search(self, case: Case) -> None:
        """Embed and scan."""
        self._nearest(case.question, TIMED_AT)

    def answer(self, case: Case) -> None:
        """The same: the floor has no answer."""
        self._nearest(case.question, TIMED_AT)

    def found(self, case: Case, k: int) -> tuple[Found, ...]:
        """The nearest k paragraphs, each once."""
        paragraphs = _paragraphs(self._folder, self._nearest(case.question, k))
        return tuple(Found(document=paragraph.document_id, text=paragraph.text) for paragraph in paragraphs)

    def index_recall(self) -> float | None:
        """Mean recall@10 of Sounding Board's Chroma against the exact scan, over the questions of the suite."""
        generation = Generation(_index_folder(self._folder))
        try:
            return recall_of_index(generation, [self._query(case.question) for case in self._material.cases])
        finally:
            generation.close()

    def _query(self, text: str) -> Vectors:
        if self._embedder is None:
            raise RuntimeError("load() comes first")
        return self._embedder.embed_query(text)

    def _nearest(self, text: str, k: int) -> list[int]:
        """Rows of the k nearest paragraphs, nearest first."""
        if self._windows is None or self._rows is None:
            raise RuntimeError("open() comes first")
        return nearest_by_scan(self._windows, self._rows, self._query(text), k)


def nearest_by_scan(windows: Vectors, window_rows: Rows, vector: Vectors, k: int) -> list[int]:
    """Rows of the k nearest paragraphs by one exact scan of their windows, shape (w, d), nearest first."""
    import numpy as np

    scores = windows @ vector
    best = np.argpartition(-scores, min(4 * k, len(scores) - 1))[: 4 * k]
    ordered = best[np.argsort(-scores[best])]
    return list(dict.fromkeys(window_rows[ordered].tolist()))[:k]


def _index_folder(data: Path) -> Path:
    library = Library.open(data)
    pointer = library.pointer()
    library.close()
    if pointer is None:
        raise RuntimeError(f"Expected a finished ingest in {data}, found none.")
    return data / GENERATIONS / pointer.generation


def _paragraphs(data: Path, rows: list[int]) -> "list[Paragraph]":
    library = Library.open(data)
    generation = Generation(_index_folder(data))
    try:
        keys = [generation.entries[row].key for row in rows]
        found = library.paragraphs_at(keys)
        return [found[key] for key in keys]
    finally:
        generation.close()
        library.close()
