"""Sounding Board in the bench: the product's own ingest, search and ask."""

from pathlib import Path

from assistant.ask import ask
from assistant.board import Board
from corpus.library import Library
from corpus.settings import Settings, load_settings
from evals.bench_contender import Found
from evals.bench_material import Material
from evals.case import Case
from ingest.ingest import ingest

TIMED_AT = 5
"""Search is timed at the depth that an answer uses, more than twice LlamaIndex's."""


class SoundingBoard:
    """The default embedder and every default setting."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._board: Board | None = None
        self._library: Library | None = None

    def load(self) -> None:
        """Export the encoder where that was never done, and import what ingest needs."""
        from corpus.embedder import open_embedder

        settings = load_settings()
        open_embedder(settings.embedder, settings.models, threads=1).embed_query("load")
        import bm25s  # noqa: F401  loaded here so that its import is not counted as ingest
        import chromadb  # noqa: F401

    def ingest(self, folder: Path) -> None:
        """Both folders into an empty data folder: library, words, paragraph and sentence vectors."""
        ingest(self._material.folders, data_in(folder), lambda _: None)

    def open(self, folder: Path) -> None:
        """Open everything that a question needs."""
        self._board = Board.open(data_in(folder))
        self._library = Library.open(folder)

    def search(self, case: Case) -> None:
        """Retrieval alone."""
        self.board.search(case.question, case.area, TIMED_AT)

    def answer(self, case: Case) -> None:
        """The whole line, from mask to verify."""
        ask(case.asked(), self.board)

    def found(self, case: Case, k: int) -> tuple[Found, ...]:
        """The first k citations of the answer, each with its whole paragraph."""
        if self._library is None:
            raise RuntimeError("open() comes first")
        cited = ask(case.asked(), self.board).citations[:k]
        paragraphs = (self._library.paragraph(one.paragraph_id, one.edition) for one in cited)
        return tuple(Found(document=paragraph.document_id, text=paragraph.text) for paragraph in paragraphs)

    def index_recall(self) -> float | None:
        """Measured by the floor, which holds the same vectors."""
        return None

    @property
    def board(self) -> Board:
        """The open board."""
        if self._board is None:
            raise RuntimeError("open() comes first")
        return self._board


def data_in(folder: Path) -> Settings:
    """The settings of this process with another data folder."""
    return load_settings().model_copy(update={"data": folder})
