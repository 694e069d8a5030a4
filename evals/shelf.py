"""Shelf: what the cells of a suite are resolved against: a library's areas, documents and paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.area import Area
from corpus.document import Document, Edition, EditionState
from corpus.library import Library
from corpus.paragraph import WORD, Paragraph
from evals.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A library as it was when a suite was read. Paragraphs are read when a citation asks for them, each edition once."""

    library: Library
    areas: tuple[Area, ...]
    documents: tuple[Document, ...]
    editions: tuple[Edition, ...]
    _read: dict[tuple[str, str], tuple[Paragraph, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Library) -> "Shelf":
        """The shelf of a library."""
        documents, editions = library.documents(), library.editions()
        return cls(library=library, areas=library.areas(), documents=documents, editions=editions)

    def area(self, name: str) -> Area | None:
        """The area with an id or a name, compared on letters and digits; None: there is none."""
        return next((it for it in self.areas if fold(name) in (fold(it.id), fold(it.name))), None)

    def named(self, name: str, area: str | None) -> tuple[Document, ...]:
        """The documents that a name may mean: that with the id or the title; else those whose title and id hold its every word.

        Several: those of `area`, if any, and of them those that still speak, if any. Nothing for a name without words.
        """
        whole = [it for it in self.documents if fold(name) in (fold(it.id), fold(it.title))]
        words = _words(name)
        found = whole or [it for it in self.documents if words and words <= _words(f"{it.title} {it.id}")]
        of_area = [it for it in found if area is not None and it.area == area] or found
        current = {it.document_id for it in self.editions if it.state is EditionState.CURRENT}
        return tuple([it for it in of_area if it.id in current] or of_area)

    def paragraphs(self, document: str, as_of: date | None) -> Sequence[Paragraph]:
        """The paragraphs of the edition that speaks on a day (None: now), in reading order; of the oldest where none does yet."""
        editions = [it for it in self.editions if it.document_id == document]
        current = [it for it in editions if it.state is EditionState.CURRENT] or editions
        spoke = [it for it in editions if as_of and it.in_force_from() <= as_of]
        chosen = (spoke[-1] if spoke else editions[0]) if as_of else current[-1]
        key = (document, chosen.edition)
        if key not in self._read:
            self._read[key] = self.library.paragraphs(*key)
        return self._read[key]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(text.replace("-", " ")))
