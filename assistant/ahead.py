"""Ahead: a question is embedded while it is being read. The encoder runs outside Python's lock, so another core does its work."""

from contextlib import suppress
from threading import Thread

from assistant.board import Board
from assistant.question import LONGEST_QUESTION
from corpus.embedder import Embedder


class Ahead:
    """One call's embedder, which runs over no text twice."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._embedder: Embedder | None = None
        self._thread: Thread | None = None

    def begin(self, text: str) -> None:
        """Begin to embed a question. Nothing happens where the embedder was never opened yet, or remembers nothing."""
        opened = self._board.opened_embedder()
        if opened is None or len(text) > LONGEST_QUESTION:
            return
        with suppress(Exception):  # whatever is wrong with the encoder, or with threads, the step that needs it says so
            remembering = opened.remembering()
            if remembering is not opened:
                thread = Thread(target=_embed, args=(remembering, text), name="ahead")
                thread.start()
                self._embedder, self._thread = remembering, thread

    def embedder(self) -> Embedder:
        """The embedder, when what was begun is done. Raises LibraryUnusable where its files are missing or damaged."""
        if self._thread is not None:
            self._thread.join()
        if self._embedder is None:
            self._embedder = self._board.embedder().remembering()
        return self._embedder


def _embed(embedder: Embedder, text: str) -> None:
    with suppress(Exception):  # as above
        embedder.embed_query(text)
