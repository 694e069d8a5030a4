"""Citing: citations added to those of an answer's body, one entry a paragraph."""

from dataclasses import dataclass, field, replace

import numpy as np

from assistant.answer import Citation
from assistant.compose import cite
from assistant.scope import Scoped
from corpus.criteria import CriteriaLine, pinned, quoted_span
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot


@dataclass(slots=True)
class Citing:
    """The citations so far. A paragraph that is cited already gets the further span and keeps its number."""

    scoped: Scoped
    snapshot: Snapshot
    citations: list[Citation] = field(default_factory=list)

    def cited(self, paragraph: Paragraph, row: int, span: tuple[int, int]) -> int:
        """The number of the citation of a span."""
        for place, it in enumerate(self.citations):
            if (it.paragraph_id, it.edition) == (paragraph.id, paragraph.edition):
                spans = tuple(sorted({*it.spans, span}))
                self.citations[place] = replace(it, spans=spans)
                return it.n
        n = len(self.citations) + 1
        self.citations.append(replace(cite(paragraph, row, span, self.scoped, self.snapshot), n=n))
        return n

    def pin(self, line: CriteriaLine) -> tuple[int, str] | None:
        """The citation of a line's quote in the edition that may speak, and the words as they stand; None where they do not."""
        found = pinned_at(line, self.scoped, self.snapshot)
        if found is None:
            return None
        row, paragraph, span = found
        return self.cited(paragraph, row, span), paragraph.text[span[0] : span[1]]


def pinned_at(line: CriteriaLine, scoped: Scoped, snapshot: Snapshot) -> tuple[int, Paragraph, tuple[int, int]] | None:
    """The row, the paragraph and the span of a line's quote in the edition that may speak; None where it does not stand there."""
    rows = _rows(line.document, scoped, snapshot)
    paragraphs = snapshot.paragraphs(rows)
    found = pinned(line, paragraphs)
    span = quoted_span(line.quote, found.text) if found else None
    if found is None or span is None:
        return None
    return int(rows[[it.id for it in paragraphs].index(found.id)]), found, span


def _rows(document: str, scoped: Scoped, snapshot: Snapshot) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The rows of a document that may speak, in reading order."""
    own = [rows for (name, _), rows in snapshot.rows_of.items() if name == document]
    every = np.concatenate(own) if own else np.zeros(0, np.int64)
    allowed: np.ndarray[tuple[int], np.dtype[np.int64]] = every[scoped.allowed[every]]
    return allowed
