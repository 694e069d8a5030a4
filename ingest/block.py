"""Block: what a reader gives and numbering takes. Every format becomes a tuple of these, in reading order."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a piece of a document is. A reader says what it sees; numbering decides what becomes a paragraph."""

    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    BOX = "box"
    QUOTATION = "quotation"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, text block, bullet, box or footnote.

    text: without bullet mark; a printed number that stands in the text is left in it for numbering to find.
    level: 1 to 6 for a heading, 0 … for a bullet's depth, None otherwise.
    number: a number that the format keeps apart from the text (DOCX automatic numbers, `<li>` of a numbered list), as printed.
    page: 1-based, None where the format has no pages.
    anchor: the id of the HTML element, None elsewhere.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    number: str | None = None
    page: int | None = None
    anchor: str | None = None
