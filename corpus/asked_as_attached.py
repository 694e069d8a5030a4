"""Attached: the accepted asked-as lines as search sees them, a vector each with the row of the index that it counts for."""

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from sqlalchemy.exc import SQLAlchemyError

from corpus.asked_as import AskedAs, AskedAsState, digest_of, folded, searched_text
from corpus.asked_as_store import FILE, AskedAsStore
from corpus.embedder import Embedder, Vectors
from corpus.errors import LibraryUnusable
from corpus.generation import Generation, Rows
from corpus.paragraph import Paragraph

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """rows: of the index, ascending, one for each line; vectors: the lines', shape (len(rows), d); questions: their letters."""

    rows: Rows
    vectors: Vectors
    questions: tuple[str, ...]


NONE = Attached(rows=np.zeros(0, np.int64), vectors=np.zeros((0, 0), np.float32), questions=())


class Texts(Protocol):
    """What is needed of a snapshot: its index, and the paragraphs of rows in the order given."""

    generation: Generation

    def paragraphs(self, rows: Rows) -> list[Paragraph]:
        """The paragraphs of index rows."""


class AskedAsShelf:
    """The lines of a data folder, read again when one changes. A file that cannot be read never costs anyone an answer."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._store: AskedAsStore | None = None
        self._known: tuple[tuple[object, ...], Attached] = ((), NONE)

    def attached(self, texts: Texts, embedder: Embedder) -> Attached:
        """The accepted lines whose paragraph stands in the index with the very text that they were accepted for."""
        if not (self._data / FILE).is_file():
            return NONE
        try:
            with self._lock:
                return self._newest(texts, embedder)
        except (SQLAlchemyError, LibraryUnusable, OSError) as error:
            log.error("The asked-as lines could not be read (%s); questions go on without them.", type(error).__name__)
            return NONE

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None

    def _newest(self, texts: Texts, embedder: Embedder) -> Attached:
        if self._store is None:
            self._store = AskedAsStore.open(self._data)
        state = (self._store.changed(), str(texts.generation.folder), embedder.name)
        if self._known[0] != state:
            lines = self._store.lines(AskedAsState.ACCEPTED)
            known = self._store.vectors(embedder.name)
            vectors = [known[it.id] if it.id in known else line_vector(it.question, embedder) for it in lines]
            self._known = (state, attach(lines, vectors, texts))
        return self._known[1]


def line_vector(question: str, embedder: Embedder) -> Vectors:
    """The vector of a line, shape (d,)."""
    return embedder.embed_query(searched_text(question))


def attach(lines: Sequence[AskedAs], vectors: Iterable[Vectors], texts: Texts) -> Attached:
    """Each line at every row that has its paragraph's id and text; a line whose text stands nowhere is left out."""
    wanted = {line.paragraph_id for line in lines}
    rows = [row for row, entry in enumerate(texts.generation.entries) if entry.paragraph_id in wanted]
    there: dict[tuple[str, str], list[int]] = {}
    for row, it in zip(rows, texts.paragraphs(np.asarray(rows, np.int64)), strict=True):
        there.setdefault((it.id, digest_of(it.text)), []).append(row)
    placed = [
        (row, vector, folded(searched_text(line.question)))
        for line, vector in zip(lines, vectors, strict=True)
        for row in there.get((line.paragraph_id, line.digest), ())
    ]
    if not placed:
        return NONE
    placed.sort(key=lambda it: it[0])
    rows_of_lines, made, questions = zip(*placed, strict=True)
    return Attached(rows=np.asarray(rows_of_lines, np.int64), vectors=np.stack(made), questions=questions)
