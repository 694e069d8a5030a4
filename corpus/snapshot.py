"""Snapshot: the library and its index as they stood when a question came. Shelf: which snapshot is the newest."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.area import Area
from corpus.asked_as_attached import NONE, AskedAsShelf, Attached
from corpus.criteria import CriteriaMap
from corpus.document import Document, Edition
from corpus.embedder import Embedder
from corpus.errors import LibraryMissing
from corpus.finding import Finding
from corpus.generation import Generation, Rows, entries_by_document
from corpus.kept import Kept
from corpus.library import Library, Pointer
from corpus.names import find_names, names_in
from corpus.paragraph import Paragraph
from corpus.service import Service

GENERATIONS = "index"


class Snapshot:
    """One state of library and index. Editions never change once they are ingested, so texts are read as they are needed."""

    def __init__(
        self, library: Library, pointer: Pointer, generation: Generation, asked: AskedAsShelf | None = None
    ) -> None:
        self.library = library
        self.pointer = pointer
        self.generation = generation
        self.areas: dict[str, Area] = {area.id: area for area in library.areas()}
        self.documents: dict[str, Document] = {document.id: document for document in library.documents()}
        self.rows_of: dict[tuple[str, str], Rows] = entries_by_document(generation.entries)
        self.editions: tuple[Edition, ...] = tuple(
            edition for edition in library.editions() if (edition.document_id, edition.edition) in self.rows_of
        )
        self.edition_at: dict[tuple[str, str], Edition] = {(it.document_id, it.edition): it for it in self.editions}
        self.kept = Kept()
        self._asked = asked
        self.names: frozenset[str] = names_in(generation.folder) | find_names(_titles(self.documents, self.areas))
        self._paragraphs: dict[int, Paragraph] = {}
        self._findings: dict[tuple[str, str], tuple[Finding, ...]] = {}

    def paragraphs(self, rows: Rows) -> list[Paragraph]:
        """The paragraphs of index rows, in the order given."""
        entries = self.generation.entries
        missing = [row for row in rows.tolist() if row not in self._paragraphs]
        if missing:
            found = self.library.paragraphs_at([entries[row].key for row in missing])
            self._paragraphs |= {row: found[entries[row].key] for row in missing}
        return [self._paragraphs[row] for row in rows.tolist()]

    def findings(self, edition: Edition) -> tuple[Finding, ...]:
        """What the check found in an edition, read once."""
        place = (edition.document_id, edition.edition)
        if place not in self._findings:
            self._findings[place] = self.library.findings(*place)
        return self._findings[place]

    def criteria(self, area: str) -> tuple[CriteriaMap, ...]:
        """The criteria maps of an area, by id, read once."""
        return self.kept.get(("criteria", area), lambda: self.library.criteria(area))

    def attached(self, embedder: Embedder) -> Attached:
        """The accepted asked-as lines as they stand now: they change without a new snapshot."""
        return self._asked.attached(self, embedder) if self._asked else NONE

    def services(self, area: str) -> tuple[Service, ...]:
        """The directory of an area, by name, read once."""
        return self.kept.get(("services", area), lambda: self.library.services(area))


def _titles(documents: dict[str, Document], areas: dict[str, Area]) -> list[str]:
    """Sentences in which the names of areas, documents and publishers do not stand first."""
    return [f"the {it.title} by {it.publisher}" for it in documents.values()] + [
        " ".join((f"in {it.name}", *(who.phone for who in it.contacts), *(who.contact for who in it.people)))
        for it in areas.values()
    ]


class Shelf:
    """Opens a new snapshot when the pointer has moved, and closes the old one after its last question."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._snapshot: Snapshot | None = None
        self._asked = AskedAsShelf(data)
        self._users: dict[int, int] = {}

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The newest snapshot, kept open while it is in use. Raises LibraryMissing, LibraryDamaged."""
        with self._lock:
            snapshot = self._newest()
            self._users[id(snapshot)] = self._users.get(id(snapshot), 0) + 1
        try:
            yield snapshot
        finally:
            with self._lock:
                self._users[id(snapshot)] -= 1
                if snapshot is not self._snapshot:
                    self._close_unused(snapshot)

    def close(self) -> None:
        """Close everything."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.generation.close()
            if self._library is not None:
                self._library.close()
            self._snapshot = self._library = None
            self._asked.close()

    def _newest(self) -> Snapshot:
        if self._library is None:
            self._library = Library.open(self._data)
        pointer = self._library.pointer()
        if pointer is None:
            raise LibraryMissing(
                f"Expected a library in {self._data}, found one in which no ingest was ever finished. "
                "Run `soundingboard ingest FOLDER` with your documents."
            )
        old = self._snapshot
        if old is not None and old.pointer == pointer:
            return old
        generation = Generation(self._data / GENERATIONS / pointer.generation)
        self._snapshot = Snapshot(self._library, pointer, generation, self._asked)
        if old is not None:
            self._close_unused(old)
        return self._snapshot

    def _close_unused(self, snapshot: Snapshot) -> None:
        if not self._users.get(id(snapshot)):
            self._users.pop(id(snapshot), None)
            snapshot.generation.close()
