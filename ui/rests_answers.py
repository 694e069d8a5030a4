"""What was answered before, as pins: kept answers that rest on a paragraph as it still reads, and how often each was given."""

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.errors import UnknownDocument, UnknownParagraph

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.paragraph import Paragraph
    from corpus.settings import Settings
    from evals.pin import Pin
    from ui.records_cited import CitedInAnswers


def answers_resting(settings: "Settings", library: "Library | None") -> "tuple[Pin, ...]":
    """One pin for each question that was answered and each paragraph that its answers cited, the most frequent first.

    Answers to the same question in the same area are one thing. A citation counts where the paragraph still reads as it did in
    the edition that was cited; what was answered from words that have changed since is history. Nothing is made where no answer
    was ever kept.
    """
    from ui.records import FILE, Records

    if library is None or not (settings.data / FILE).is_file():
        return ()
    records = Records.open(settings.data)
    try:
        cited = records.cited()
    finally:
        records.close()
    newest: dict[tuple[str, str], str] = defaultdict(str)
    for it in cited:
        newest[it.area, it.question] = max(newest[it.area, it.question], it.newest_id)
    reads = _Reads(library)
    found = (_pin(it, newest[it.area, it.question], reads) for it in cited)
    return tuple(sorted((pin for pin in found if pin), key=lambda pin: (-pin.times, pin.text)))


class _Reads:
    """The paragraphs of a library as they were cited and as they read now; each is read once."""

    def __init__(self, library: "Library") -> None:
        self._library = library
        self._read: dict[tuple[str, str | None], Paragraph | None] = {}

    def still(self, paragraph_id: str, edition: str) -> "Paragraph | None":
        """The paragraph that was cited; None where it is not there, or reads otherwise in the current edition."""
        then, now = self._paragraph(paragraph_id, edition), self._paragraph(paragraph_id, None)
        return then if then is not None and now is not None and then.text == now.text else None

    def _paragraph(self, paragraph_id: str, edition: str | None) -> "Paragraph | None":
        key = paragraph_id, edition
        if key not in self._read:
            try:
                self._read[key] = self._library.paragraph(paragraph_id, edition)
            except (UnknownParagraph, UnknownDocument):
                self._read[key] = None
        return self._read[key]


def _pin(it: "CitedInAnswers", newest_id: str, reads: _Reads) -> "Pin | None":
    from evals.case import MustCite
    from evals.impact import digest_of
    from evals.pin import Pin, PinKind

    paragraph = reads.still(it.paragraph_id, it.edition)
    if paragraph is None:
        return None
    return Pin(
        kind=PinKind.ANSWER,
        within=it.area,
        id=newest_id,
        text=it.question,
        cited=MustCite(document=paragraph.document_id, quote=it.quote, number=paragraph.number),
        paragraph_id=paragraph.id,
        digest=digest_of(paragraph.text),
        times=it.times,
        last=datetime.fromisoformat(it.last_at).date(),
    )
