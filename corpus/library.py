"""Library: all documents, editions and paragraphs of an installation. The one source of truth."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, Select, Table, bindparam, delete, insert, select, update

from corpus import tables
from corpus.area import Area
from corpus.contents import EditionContents
from corpus.criteria import CriteriaMap
from corpus.database import newest_database
from corpus.document import Document, Edition, EditionState
from corpus.edition_order import edition_order, newest
from corpus.errors import LibraryMissing, UnknownDocument, UnknownParagraph
from corpus.finding import Finding
from corpus.override import Override
from corpus.paragraph import Paragraph
from corpus.rows import (
    area_of,
    area_row,
    criteria_of,
    criteria_row,
    document_of,
    document_row,
    edition_of,
    edition_row,
    findings_of,
    override_of,
    override_row,
    paragraph_of,
    paragraph_row,
    service_of,
    service_row,
)
from corpus.service import Service

FILE = "library.sqlite"
MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0003"
_BY_ID = select(tables.paragraphs).where(tables.paragraphs.c.id.in_(bindparam("ids", expanding=True)))
"""Made once: every answer reads its paragraphs by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Which index generation answers. `fingerprint` changes whenever anything in the library changes."""

    generation: str
    embedder: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Everything that one ingest changes: it is committed whole or not at all. Areas and services replace those there.

    criteria: they replace all maps of the areas, but for those whose ids are in `kept_criteria`: maps whose new file was refused.
    """

    contents: tuple[EditionContents, ...] = ()
    areas: tuple[Area, ...] = ()
    services: tuple[Service, ...] = ()
    criteria: tuple[CriteriaMap, ...] = ()
    kept_criteria: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


class Library:
    """Reads are single statements on immutable editions; the one write is `commit`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, data: Path) -> Self:
        """The library in a data folder. Raises LibraryMissing where nothing was ever ingested."""
        if not (data / FILE).is_file():
            raise LibraryMissing(
                f"Expected a library in {data}, found none. Run `soundingboard ingest FOLDER` with your documents first."
            )
        return cls.create(data)

    @classmethod
    def create(cls, data: Path) -> Self:
        """The library in a data folder; an empty one is made where there is none."""
        return cls(newest_database(data / FILE, MIGRATIONS, NEWEST))

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    def areas(self) -> tuple[Area, ...]:
        """All areas, by id."""
        return tuple(area_of(row) for row in self._rows(select(tables.areas).order_by(tables.areas.c.id)))

    def services(self, area: str | None = None) -> tuple[Service, ...]:
        """The directory, by name; of one area where it is given."""
        found = (service_of(row) for row in self._rows(select(tables.services)))
        return tuple(sorted((it for it in found if area in (None, it.area)), key=lambda service: service.name))

    def criteria(self, area: str | None = None) -> tuple[CriteriaMap, ...]:
        """The criteria maps, by id; of one area where it is given."""
        found = (criteria_of(row) for row in self._rows(select(tables.criteria_maps)))
        return tuple(sorted((it for it in found if area in (None, it.area)), key=lambda it: it.id))

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id."""
        return tuple(document_of(row) for row in self._rows(select(tables.documents).order_by(tables.documents.c.id)))

    def document(self, document_id: str) -> Document:
        """One document. Raises UnknownDocument."""
        rows = self._rows(select(tables.documents).where(tables.documents.c.id == document_id))
        if not rows:
            raise UnknownDocument(
                f"Expected the id of a document in the library, found {document_id!r}. `soundingboard documents` lists them."
            )
        return document_of(rows[0])

    def editions(self, document_id: str | None = None) -> tuple[Edition, ...]:
        """Editions of a document, or of all, by document and then oldest first."""
        query = select(tables.editions)
        if document_id is not None:
            query = query.where(tables.editions.c.document_id == document_id)
        return tuple(sorted((edition_of(row) for row in self._rows(query)), key=edition_order))

    def current_edition(self, document_id: str) -> Edition:
        """The newest edition that is current, else the newest there is. Raises UnknownDocument."""
        self.document(document_id)
        return newest(self.editions(document_id))

    def findings(self, document_id: str, edition: str | None = None) -> tuple[Finding, ...]:
        """What the check found in an edition (the current one where none is named)."""
        named = edition or self.current_edition(document_id).edition
        table = tables.editions
        rows = self._rows(select(table).where(table.c.document_id == document_id, table.c.edition == named))
        return findings_of(rows[0]) if rows else ()

    def overrides(self, document_id: str | None = None) -> tuple[Override, ...]:
        """Editions that were published in spite of blocking findings, of a document or of all, oldest first."""
        rows = self._rows(select(tables.overrides).order_by(tables.overrides.c.key))
        return tuple(it for it in map(override_of, rows) if document_id in (None, it.document_id))

    def paragraphs(self, document_id: str, edition: str | None = None) -> tuple[Paragraph, ...]:
        """An edition's paragraphs in reading order (of the current one where none is named). Raises UnknownDocument."""
        named = edition or self.current_edition(document_id).edition
        table = tables.paragraphs
        query = select(table).where(table.c.document_id == document_id, table.c.edition == named)
        return tuple(paragraph_of(row) for row in self._rows(query.order_by(table.c.position)))

    def paragraph(self, paragraph_id: str, edition: str | None = None) -> Paragraph:
        """One paragraph, of the current edition where none is named. Raises UnknownParagraph."""
        table = tables.paragraphs
        found = {row["edition"]: row for row in self._rows(select(table).where(table.c.id == paragraph_id))}
        if found and edition is None:
            there = [e for e in self.editions(next(iter(found.values()))["document_id"]) if e.edition in found]
            edition = newest(there).edition
        if edition not in found:
            of_edition = f" in edition {edition}" if edition else ""
            raise UnknownParagraph(
                f"Expected the id of a paragraph in the library, found {paragraph_id!r}{of_edition}. "
                "`soundingboard paragraphs DOCUMENT` lists them."
            )
        return paragraph_of(found[edition])

    def paragraphs_at(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Paragraph]:
        """Paragraphs by (id, edition). Those that are not there are left out."""
        wanted = set(keys)
        with self._engine.connect() as connection:
            rows = (
                connection.execute(_BY_ID, {"ids": list({paragraph_id for paragraph_id, _ in keys})}).mappings().all()
            )
        found = (paragraph_of(row) for row in rows if (row["id"], row["edition"]) in wanted)
        return {(paragraph.id, paragraph.edition): paragraph for paragraph in found}

    def neighbours(self, paragraph: Paragraph) -> tuple[Paragraph | None, Paragraph | None]:
        """The paragraphs before and after, in reading order of the same edition; None at the ends."""
        table = tables.paragraphs
        query = select(table).where(
            table.c.document_id == paragraph.document_id,
            table.c.edition == paragraph.edition,
            table.c.position.in_([paragraph.position - 1, paragraph.position + 1]),
        )
        by_position = {row["position"]: paragraph_of(row) for row in self._rows(query)}
        return by_position.get(paragraph.position - 1), by_position.get(paragraph.position + 1)

    def every_paragraph(self) -> tuple[Paragraph, ...]:
        """All paragraphs of all editions, by document, edition and reading order."""
        table = tables.paragraphs
        query = select(table).order_by(table.c.document_id, table.c.edition, table.c.position)
        with self._engine.connect() as connection:
            return tuple(paragraph_of(row) for row in connection.execute(query).mappings())

    def pointer(self) -> Pointer | None:
        """Which generation answers now; None before the first ingest is done."""
        with self._engine.connect() as connection:
            row = connection.exec_driver_sql("select generation, embedder, fingerprint from pointer").first()
        return Pointer(generation=row[0], embedder=row[1], fingerprint=row[2]) if row else None

    def commit(self, batch: Batch, generation: str, embedder: str) -> Pointer:
        """Write a batch and move the pointer to its generation, in one transaction."""
        with self._engine.begin() as connection:
            for area in batch.areas:
                _put(connection, tables.areas, area_row(area), ("id",))
            _replace_services(connection, batch)
            _replace_criteria(connection, batch)
            for contents in sorted(batch.contents, key=lambda it: edition_order(it.edition)):
                _put_edition(connection, contents)
            if batch.overrides:
                connection.execute(insert(tables.overrides), [override_row(it) for it in batch.overrides])
            _supersede(connection)
            pointer = Pointer(generation=generation, embedder=embedder, fingerprint=_fingerprint(connection))
            connection.execute(delete(tables.pointer))
            row = {"one": 1, "generation": generation, "embedder": embedder, "fingerprint": pointer.fingerprint}
            connection.execute(insert(tables.pointer), row)
        return pointer

    def _rows(self, query: Select) -> Sequence:  # type: ignore[type-arg]
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()


def _put(connection: Connection, table: Table, row: dict[str, object], key: tuple[str, ...]) -> None:
    same = [table.c[name] == row[name] for name in key]
    connection.execute(delete(table).where(*same))
    connection.execute(insert(table), row)


def _replace_services(connection: Connection, batch: Batch) -> None:
    for area in batch.areas:
        connection.execute(delete(tables.services).where(tables.services.c.area == area.id))
    if batch.services:
        connection.execute(insert(tables.services), [service_row(service) for service in batch.services])


def _replace_criteria(connection: Connection, batch: Batch) -> None:
    table = tables.criteria_maps
    areas = [area.id for area in batch.areas]
    connection.execute(delete(table).where(table.c.area.in_(areas), table.c.id.not_in(batch.kept_criteria)))
    for criteria in batch.criteria:
        _put(connection, table, criteria_row(criteria), ("id",))


def _put_edition(connection: Connection, contents: EditionContents) -> None:
    document, edition = contents.document, contents.edition
    of_edition = (tables.paragraphs.c.document_id == document.id, tables.paragraphs.c.edition == edition.edition)
    connection.execute(delete(tables.paragraphs).where(*of_edition))
    table = tables.editions
    connection.execute(delete(table).where(table.c.document_id == document.id, table.c.edition == edition.edition))
    _put_document(connection, contents)
    connection.execute(insert(table), edition_row(edition, contents.findings))
    if contents.paragraphs:
        connection.execute(insert(tables.paragraphs), [paragraph_row(it) for it in contents.paragraphs])


def _put_document(connection: Connection, contents: EditionContents) -> None:
    """The newest edition says what its document is; an older one that comes later changes nothing."""
    document, table = contents.document, tables.editions
    rows = connection.execute(select(table).where(table.c.document_id == document.id)).mappings()
    if any(edition_order(edition_of(row)) > edition_order(contents.edition) for row in rows):
        return
    there = connection.execute(select(tables.documents.c.id).where(tables.documents.c.id == document.id)).first()
    if there:
        same = tables.documents.c.id == document.id
        connection.execute(update(tables.documents).where(same), document_row(document))
    else:
        connection.execute(insert(tables.documents), document_row(document))


def _supersede(connection: Connection) -> None:
    """Of each document only the newest current edition stays current."""
    table = tables.editions
    editions = [edition_of(row) for row in connection.execute(select(table)).mappings()]
    by_document: dict[str, list[Edition]] = {}
    for edition in editions:
        by_document.setdefault(edition.document_id, []).append(edition)
    for same in by_document.values():
        current = [edition for edition in same if edition.state is EditionState.CURRENT]
        for older in sorted(current, key=edition_order)[:-1]:
            changed = replace(older, state=EditionState.SUPERSEDED)
            connection.execute(
                update(table)
                .where(table.c.document_id == older.document_id, table.c.edition == older.edition)
                .values(state=changed.state)
            )


def _fingerprint(connection: Connection) -> str:
    """The first 16 digits of the sha256 over every edition's place, state, file digest and manifest digest."""
    table = tables.editions
    columns = (table.c.document_id, table.c.edition, table.c.state, table.c.sha256, table.c.manifest_sha256)
    rows = connection.execute(select(*columns).order_by(table.c.document_id, table.c.edition)).all()
    return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()[:16]
