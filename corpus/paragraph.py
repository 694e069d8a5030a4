"""Paragraph: the smallest citable piece. Its address is its id."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of one edition.

    id: `document:number`, then `document:number~2`, … in reading order; `document:~n` where the number is ours.
    number: what is printed, without closing dot or bracket; None where nothing is printed.
    printed: whether `number` stands in the document.
    position: 0-based place in reading order within the edition.
    text: number and bullet marks removed, one line per bullet.
    bullets: `[start, end)` of each bullet in `text`, code points, in order.
    page: 1-based page of the file where it starts; None where the format has no pages.
    headings: from the outermost to the innermost.
    boxed: stands apart from the numbered text (a box, practice example, case study or quotation).
    """

    id: str
    document_id: str
    edition: str
    position: int
    number: str | None
    printed: bool
    label: str
    headings: tuple[str, ...]
    text: str
    bullets: tuple[tuple[int, int], ...]
    page: int | None
    anchor: str | None
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """`paragraph.text[start:end]`, code points, half-open."""

    paragraph_id: str
    start: int
    end: int


def words(text: str) -> int:
    """How many words: runs of letters and digits, with inner apostrophes and hyphens.

    >>> words("the child's six-week review (2)")
    5
    """
    return len(WORD.findall(text))


WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
