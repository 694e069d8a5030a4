"""Listing: documents, paragraphs, services and areas as plain dicts, the same in every listing and every reply of the API."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.document import EditionState
from corpus.errors import UnknownDocument

if TYPE_CHECKING:
    from corpus.area import Area
    from corpus.document import Document, Edition
    from corpus.library import Library
    from corpus.paragraph import Paragraph
    from corpus.service import Service

STATE_ORDER = {EditionState.CURRENT: 0, EditionState.SUPERSEDED: 1, EditionState.WITHDRAWN: 2}


def document_rows(library: "Library", document_id: str | None = None) -> list[dict[str, Any]]:
    """One row per edition, documents by id, the current edition first, then the newest. Raises UnknownDocument."""
    chosen = library.documents() if document_id is None else (library.document(document_id),)
    documents = {document.id: document for document in chosen}
    rows = []
    for edition in sorted(library.editions(document_id), key=_place):
        count = len(library.paragraphs(edition.document_id, edition.edition))
        rows.append(document_row(documents[edition.document_id], edition, count))
    return rows


def _place(edition: "Edition") -> tuple[str, int, int]:
    return edition.document_id, STATE_ORDER[edition.state], -edition.published_on().toordinal()


def document_detail(library: "Library", document_id: str) -> dict[str, Any]:
    """A document's current edition, its other editions, its findings, and its contents. Raises UnknownDocument."""
    current, *others = document_rows(library, document_id)
    findings = [asdict(finding) for finding in library.findings(document_id, current["edition"])]
    contents = [
        {key: row[key] for key in ("id", "number", "printed", "label", "headings", "page")}
        for row in map(paragraph_row, library.paragraphs(document_id, current["edition"]))
    ]
    return {**current, "editions": others, "findings": findings, "contents": contents}


def paragraph_detail(library: "Library", paragraph_id: str, edition: str | None = None) -> dict[str, Any]:
    """A paragraph, its document and edition, and the paragraphs before and after it. Raises UnknownParagraph.

    `notes` is what a reader must know of the edition today; `current_edition` where the same address stands now, None where
    it does not or this is that edition.
    """
    paragraph = library.paragraph(paragraph_id, edition)
    document = library.document(paragraph.document_id)
    its_edition = next(each for each in library.editions(document.id) if each.edition == paragraph.edition)
    count = len(library.paragraphs(document.id, paragraph.edition))
    previous, following = library.neighbours(paragraph)
    current = library.current_edition(document.id).edition
    moved_on = current != paragraph.edition and library.paragraphs_at([(paragraph_id, current)])
    return {
        **paragraph_row(paragraph),
        "document": document_row(document, its_edition, count),
        "previous": paragraph_row(previous) if previous else None,
        "next": paragraph_row(following) if following else None,
        "notes": [*notes_today(library, its_edition), *_notes_of(library, paragraph)],
        "current_edition": current if moved_on else None,
    }


def notes_today(library: "Library", edition: "Edition") -> tuple[str, ...]:
    """What a reader must know of an edition today, in the words of an answer."""
    from assistant.edition_notes import edition_notes
    from assistant.wording import load_wording

    editions = library.editions(edition.document_id)
    return edition_notes(edition, library.documents(), editions, load_wording(), date.today())


def _notes_of(library: "Library", paragraph: "Paragraph") -> tuple[str, ...]:
    """What a reader must know of the paragraph itself."""
    from assistant.paragraph_notes import paragraph_notes
    from assistant.wording import load_wording

    return paragraph_notes(paragraph, library.findings(paragraph.document_id, paragraph.edition), load_wording())


def document_row(document: "Document", edition: "Edition", paragraphs: int) -> dict[str, Any]:
    """One edition of a document and how many paragraphs it has."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "authority": document.authority.value,
        "nation": document.nation.value if document.nation else None,
        "area": document.area,
        "file": edition.file,
        "edition": edition.edition,
        "published": edition.published,
        "state": edition.state.value,
        "review_due": edition.review_due,
        "effective": edition.effective,
        "paragraphs": paragraphs,
        "supersedes": document.supersedes,
        "licence": document.licence,
        "source": document.source,
        "url": document.url,
        "sha256": edition.sha256,
        "ingested_at": edition.ingested_at,
    }


def paragraph_rows(library: "Library", document_id: str, edition: str | None = None) -> list[dict[str, Any]]:
    """The paragraphs of an edition in reading order, of the current one where none is named. Raises UnknownDocument."""
    document = library.document(document_id)
    known = [each.edition for each in library.editions(document.id)]
    if edition is not None and edition not in known:
        raise UnknownDocument(f"Expected an edition of {document_id} ({', '.join(known)}), found {edition!r}.")
    return [paragraph_row(paragraph) for paragraph in library.paragraphs(document_id, edition)]


def paragraph_row(paragraph: "Paragraph") -> dict[str, Any]:
    """A paragraph's own fields. Offsets in `bullets` are code points, half-open."""
    row = asdict(paragraph)
    row["headings"] = list(paragraph.headings)
    row["bullets"] = [list(span) for span in paragraph.bullets]
    return row


def service_row(service: "Service") -> dict[str, Any]:
    """A service's own fields."""
    return asdict(service)


def area_row(area: "Area") -> dict[str, Any]:
    """An area with its urgent contacts and the people to speak to."""
    row = asdict(area)
    row["nation"] = area.nation.value
    row["contacts"] = [asdict(contact) for contact in area.contacts]
    row["people"] = [asdict(person) for person in area.people]
    return row
