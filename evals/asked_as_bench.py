"""Bench: a library on which questions are asked with and without others attached to their paragraphs, as the assistant does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.board import Board
from assistant.retrieve import Search, own_documents, retrieve
from assistant.scope import resolve_scope
from assistant.understand import understand
from corpus.asked_as import folded, searched_text
from corpus.asked_as_attached import NONE, Attached, line_vector
from corpus.embedder import Embedder
from corpus.settings import Settings
from corpus.snapshot import Snapshot
from evals.asked_as_pools import Pooled

PLACES = (1, 3, 5)
"""The k of evidence@k."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What to search for, without lines, among which rows of the index, and the rows that are right."""

    search: Search
    allowed: NDArray[np.bool_]
    right: frozenset[int]


class Bench:
    """Questions are embedded once, however often they are asked."""

    def __init__(self, board: Board, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.embedder: Embedder = board.embedder_for(snapshot)
        self._board = board
        self._rows = {
            snapshot.generation.entries[row].paragraph_id: row
            for document in snapshot.documents
            for row in snapshot.rows_of[document, snapshot.library.current_edition(document).edition].tolist()
        }
        self.areas = {it.id: it.area for it in snapshot.documents.values()}
        self.paragraphs = tuple(snapshot.paragraphs(np.asarray(sorted(self._rows.values()))))

    def attached(self, lines: Sequence[Pooled]) -> Attached:
        """Questions as accepted lines of each paragraph that answers them."""
        placed = sorted((self._rows[name], at) for at, it in enumerate(lines) for name in it.right)
        vectors = [line_vector(it.question.text, self.embedder) for it in lines]
        return Attached(
            rows=np.asarray([row for row, _ in placed], np.int64),
            vectors=np.stack([vectors[at] for _, at in placed]),
            questions=tuple(folded(searched_text(lines[at].question.text)) for _, at in placed),
        )

    def asking(self, it: Pooled) -> Asking | None:
        """A question as the assistant meets it; None where it is looked up by number or has no scope."""
        understood = understand(it.question, self.snapshot)
        scoped = resolve_scope(it.question, understood, self.snapshot, self._board.wording)
        if scoped.missing or understood.numbers:
            return None
        own = own_documents(scoped, self.snapshot)
        search = Search(text=understood.standalone, documents=understood.documents, own=own)
        return Asking(search=search, allowed=scoped.allowed, right=frozenset(self._rows[name] for name in it.right))

    def without_and_with(self, it: Pooled, attached: Attached) -> list[tuple[int, int]]:
        """Where a question's paragraph comes without and with lines, from 1; nothing where it is not searched for."""
        asking = self.asking(it)
        if asking is None:
            return []
        remembering = self.embedder.remembering()
        without, with_lines = (self._place(asking, lines, remembering) for lines in (NONE, attached))
        return [(without, with_lines)]

    def _place(self, asking: Asking, attached: Attached, embedder: Embedder) -> int:
        """One more than the last of PLACES where it does not come among the first."""
        search, last = replace(asking.search, attached=attached), PLACES[-1]
        found = retrieve(search, asking.allowed, self.snapshot, embedder, last).evidence
        return next((place for place, one in enumerate(found, 1) if one.row in asking.right), last + 1)


@contextmanager
def opened(settings: Settings) -> Iterator[Bench]:
    """The bench on the library of a data folder."""
    board = Board.open(settings)
    try:
        with board.shelf.snapshot() as snapshot:
            yield Bench(board, snapshot)
    finally:
        board.close()
