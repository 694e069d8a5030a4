"""EditionContents: everything that ingest has read of one edition, ready for the library."""

from dataclasses import dataclass

from corpus.document import Document, Edition
from corpus.finding import Finding
from corpus.paragraph import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContents:
    """One edition of one document, its paragraphs in reading order, and what the check found."""

    document: Document
    edition: Edition
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]
