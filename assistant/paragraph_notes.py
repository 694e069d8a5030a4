"""What a reader must know of a paragraph before working from its words."""

from collections.abc import Iterable

from assistant.wording import Wording
from corpus.finding import Finding, FindingKind
from corpus.paragraph import Paragraph


def paragraph_notes(paragraph: Paragraph, findings: Iterable[Finding], wording: Wording) -> tuple[str, ...]:
    """That it was read from a picture of its page. findings: those of its edition.

    A paragraph that starts on a page of text and goes on over a picture has no such note: the page of its start counts.
    """
    if paragraph.page is None:
        return ()
    pages = {finding.page for finding in findings if finding.kind is FindingKind.READ_BY_OCR}
    return (wording.edition_note("read_by_ocr", page=str(paragraph.page)),) if paragraph.page in pages else ()
