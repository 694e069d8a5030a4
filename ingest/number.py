"""number: blocks become paragraphs, each with the number that is printed, or none (DESIGN section 3a)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.document import Document
from corpus.paragraph import Paragraph, words
from ingest.address import addressed, own_number
from ingest.block import Block, BlockKind
from ingest.divide import divided
from ingest.draft import Draft, Given
from ingest.grammar import Mark, grammar, read_mark
from ingest.section import Section, leaves_gap
from ingest.sequence import marks

_SOURCE = re.compile(r"[^.]{0,90}\((?:19|20)\d\d")


def number(blocks: Sequence[Block], document: Document, edition: str) -> tuple[Paragraph, ...]:
    """The paragraphs of one edition, in reading order.

    A number at the start of a text covers that text and its bullets; a number on a heading covers every paragraph below it
    until the next numbered heading. Boxes, quotations and what stands after them unnumbered carry none. Contents lists make
    no paragraphs, footnotes that only name a source neither.
    """
    body = [block for block in blocks if _says_something(block) and not _is_title(block, document.title)]
    numbering = _Numbering(marks=marks(body), blocks=body)
    drafts = [piece for draft in numbering.drafts() for piece in divided(draft)]
    return addressed(drafts, document, edition)


def source_notes(blocks: Sequence[Block]) -> Iterator[str]:
    """The footnotes that only name a source, which make no paragraph."""
    return (block.text for block in blocks if block.kind is BlockKind.FOOTNOTE and not _says(block.text))


def _says_something(block: Block) -> bool:
    """A block with text; a heading without says that a section starts although its heading was lost."""
    return bool(block.text.strip()) or block.kind is BlockKind.HEADING


def _is_title(block: Block, title: str) -> bool:
    """The heading that repeats the document's title, or that carries the document's own number."""
    if block.kind is not BlockKind.HEADING:
        return False
    mark, own = read_mark(block.text, heading=True), own_number(title)
    return block.text.strip().casefold() == title.strip().casefold() or bool(own and mark and mark.number == own)


def _says(note: str) -> bool:
    """Whether a footnote says something: it is long, or it says what holds or must be done; else it names a source."""
    rules, spoken = grammar(), note.lower().split()
    long = words(note) >= rules.footnote_words and not _SOURCE.match(note)
    ruling = not rules.footnote_says.isdisjoint(spoken) and words(note) >= rules.footnote_says_words
    return long or (ruling and spoken[0] not in rules.footnote_points and not _SOURCE.match(note))


@dataclass(slots=True)
class _Numbering:
    """The state while blocks are read in order: the section, the paragraph that is open, and footnotes that wait for its end."""

    marks: dict[int, Mark]
    blocks: Sequence[Block]
    section: Section = field(default_factory=Section)
    open: Draft | None = None
    footnotes: list[Draft] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def drafts(self) -> Iterator[Draft]:
        """Every paragraph in reading order."""
        for place, block in enumerate(self.blocks):
            yield from self._take(place, block)
        yield from self._close()
        yield from self._last_headings()

    def _take(self, place: int, block: Block) -> Iterator[Draft]:
        match block.kind:
            case BlockKind.CONTENTS:
                pass
            case BlockKind.HEADING:
                yield from self._close()
                yield from self._heading(place, block)
            case BlockKind.FOOTNOTE:
                self._footnote(block)
            case BlockKind.BULLET:
                yield from self._continue(block, bullet=True)
            case BlockKind.TABLE_ROW:
                yield from self._continue(block, bullet=False)
            case BlockKind.BOX | BlockKind.QUOTATION:
                yield from self._close()
                self.open = self._draft(block, boxed=True)
            case BlockKind.TEXT:
                yield from self._close()
                self._text(place, block)

    def _close(self) -> Iterator[Draft]:
        if self.open is not None and self.open.text():
            yield self.open
        self.open = None
        yield from self.footnotes
        self.footnotes = []

    def _heading(self, place: int, block: Block) -> Iterator[Draft]:
        mark = self.marks.get(place)
        alone = mark is not None and (self.section.is_late(mark) or leaves_gap(place, self.marks, self.blocks))
        second = place > 0 and self.blocks[place - 1].kind is BlockKind.HEADING
        self.section.enter(block, mark, second=second)
        yield from self._swallowed(place)
        if alone and mark is not None:
            draft = self._draft(block, boxed=False)
            draft.given = Given(mark=mark, on_heading=True)
            draft.lines = [block.text[mark.end :].strip() or block.text.strip()]
            yield draft

    def _swallowed(self, place: int) -> Iterator[Draft]:
        """Lines right above a heading that look like lesser headings and would head nothing: they are a paragraph."""
        row = [*takewhile(lambda block: block.kind is BlockKind.HEADING, reversed(self.blocks[:place]))][::-1]
        kept = self.section.titles()
        texts = [text for block in row if (text := block.text.strip()) and text not in (*kept, *self.said)]
        if texts:
            draft = self._draft(row[-1], boxed=True)
            draft.lines, draft.headings = texts, draft.headings[:-1]
            self.said |= set(texts)
            yield draft

    def _last_headings(self) -> Iterator[Draft]:
        """What looks like headings at the end of a document and heads nothing: its words are a paragraph."""
        last = [*takewhile(lambda block: block.kind is BlockKind.HEADING, reversed(self.blocks))][::-1]
        texts = [text for block in last if (text := block.text.strip())]
        if texts:
            draft = self._draft(last[0], boxed=True)
            draft.lines, draft.headings = texts, draft.headings[: -len(texts)]
            yield draft

    def _text(self, place: int, block: Block) -> None:
        mark = self.marks.get(place)
        if mark is None:
            self.open = self._draft(block, boxed=self._in_box(place))
            return
        self.section.box, self.section.spent = None, True
        self.open = self._draft(block, boxed=False)
        self.open.given = Given(mark=mark, on_heading=False)
        self.open.lines = [text for text in block.text[mark.end :].strip().split("\n") if text]

    def _in_box(self, place: int) -> bool:
        """A heading opened a box and this text is still in it: where a reader marks boxes as such, their end is known."""
        if place > 0 and self.blocks[place - 1].kind is BlockKind.BOX:
            self.section.box = None
        return self.section.box is not None

    def _continue(self, block: Block, *, bullet: bool) -> Iterator[Draft]:
        if self.open is None or (not bullet and not self.open.is_table):
            yield from self._close()
            self.open = self._draft(block, boxed=self.section.box is not None)
            self.open.lines, self.open.is_table = [], not bullet
        self.open.add(" ".join(block.text.split()), bullet=bullet)

    def _footnote(self, block: Block) -> None:
        if _says(block.text):
            self.footnotes.append(self._draft(block, boxed=True))

    def _draft(self, block: Block, *, boxed: bool) -> Draft:
        given = None if boxed or self.section.spent else self.section.given
        return Draft(
            given=given,
            headings=self.section.titles(),
            lines=block.text.strip().split("\n"),
            boxed=boxed,
            page=block.page,
            anchor=block.anchor,
        )
