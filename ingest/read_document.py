"""A document's line, from a file to everything that the library keeps of one edition."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.contents import EditionContents
from corpus.document import Document, Edition
from corpus.errors import FileRefused
from corpus.finding import Finding, FindingKind
from ingest.blocking import blocking
from ingest.check import check
from ingest.entry import ManifestEntry
from ingest.lettered import with_letters
from ingest.number import number, source_notes
from ingest.read import read
from ingest.read_file import ReadFile
from ingest.repair import repair, repair_notes
from ingest.repair_places import removed
from ingest.wording import worded


def read_document(path: Path, entry: ManifestEntry) -> EditionContents:
    """Read, repair, number and check one file.

    Raises FileRefused where the file cannot become paragraphs.
    """
    file = read(path)
    document = titled(entry.document, file, path)
    blocks, repairs = repair(with_letters(file.blocks))
    paragraphs = number(blocks, document, entry.edition)
    if not paragraphs:
        raise FileRefused(f"{path.name}: no paragraphs were found. It may hold pictures of pages instead of text.")
    left_out = repair_notes({"source_note": removed(source_notes(blocks))})
    found = (*_unlisted(entry, document), *file.findings, *repairs, *left_out, *check(paragraphs))
    findings = (*blocking(document, paragraphs, found), *found)
    return EditionContents(document=document, edition=_edition(path, entry), paragraphs=paragraphs, findings=findings)


def titled(document: Document, file: ReadFile, path: Path) -> Document:
    """A manifest's title wins over the text's own, that over the file's name."""
    return replace(document, title=document.title or file.title or path.stem)


def _edition(path: Path, entry: ManifestEntry) -> Edition:
    return Edition(
        document_id=entry.document.id,
        edition=entry.edition,
        published=entry.published,
        state=entry.state,
        review_due=entry.review_due,
        effective=entry.effective,
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        manifest_sha256=entry.manifest_sha256,
        ingested_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _unlisted(entry: ManifestEntry, document: Document) -> tuple[Finding, ...]:
    if entry.listed:
        return ()
    guessed = f"id {document.id}, title {document.title!r}, authority {document.authority}"
    return (worded(FindingKind.NO_MANIFEST, {"guessed": guessed}),)
