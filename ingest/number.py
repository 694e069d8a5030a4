"""number: blocks become paragraphs, each with the number that is printed, or none (DESIGN section 3a)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.paragraph import Paragraph, words
from ingest.address import addressed, own_number
from ingest.block import Block, BlockKind
from ingest.divide import divided
from ingest.draft import Draft, Given
from ingest.grammar import Mark, closes_section, grammar, opens_box, read_mark
from ingest.sequence import marks


def number(blocks: Sequence[Block], document: Document, edition: str) -> tuple[Paragraph, ...]:
    """The paragraphs of one edition, in reading order.

    A number at the start of a text covers that text and its bullets; a number on a heading covers every paragraph below it
    until the next numbered heading. Boxes, quotations and what stands after them unnumbered carry none. Contents lists make
    no paragraphs, short footnotes neither. A number without any text of its own is kept where it would leave a gap.
    """
    body = [block for block in blocks if not _is_title(block, document.title)]
    numbering = _Numbering(marks=marks(body), blocks=body)
    drafts = [piece for draft in numbering.drafts() for piece in divided(draft)]
    return addressed(drafts, document, edition)


@dataclass(slots=True)
class _Numbering:
    """The state while blocks are read in order: which headings stand above, which number is in force, what is open.

    given: the number that a heading hands to the paragraphs below it; None where there is none.
    spent: a paragraph below that heading had its own number, so plain text after it is unnumbered.
    box: None outside a box; inside one, its headings.
    """

    marks: dict[int, Mark]
    blocks: Sequence[Block]
    headings: list[tuple[int, str]] = field(default_factory=list)
    given: Given | None = None
    given_level: int = 0
    spent: bool = False
    box: tuple[str, ...] | None = None
    open: Draft | None = None
    footnotes: list[Draft] = field(default_factory=list)

    def drafts(self) -> Iterator[Draft]:
        """Every paragraph in reading order."""
        for place, block in enumerate(self.blocks):
            yield from self._take(place, block)
        yield from self._close()

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
        if not block.text.strip():
            self.headings = [(above, text) for above, text in self.headings if above < 2]
            return
        mark = self.marks.get(place)
        title = block.text[mark.end if mark else 0 :].strip() or block.text.strip()
        if mark is None and self._opens_box(place, block):
            self.box = (*(self.box or ()), block.text.strip())
            return
        self.box = None
        level = block.level or _level_of(mark, self.headings)
        if mark is not None:
            if self._leaves_gap(place, mark):
                yield self._of_heading(block, mark, title)
            self.given, self.given_level, self.spent = Given(mark=mark, on_heading=True), level, False
        elif self.given is not None and (level < self.given_level or closes_section(block.text)):
            self.given = None
        shown = block.text.strip() if mark else title
        self.headings = [(above, text) for above, text in self.headings if above < level] + [(level, shown)]

    def _opens_box(self, place: int, block: Block) -> bool:
        """A heading that announces a box, or the second line of such a heading."""
        second = self.box is not None and place > 0 and self.blocks[place - 1].kind is BlockKind.HEADING
        return second or opens_box(block.text)

    def _leaves_gap(self, place: int, mark: Mark) -> bool:
        """Nothing stands between this heading and the first number below it, yet its neighbours number paragraphs."""
        following = next(
            (p for p in range(place + 1, len(self.blocks)) if self.blocks[p].kind is not BlockKind.CONTENTS), None
        )
        below = self.marks.get(following) if following is not None else None
        if below is None or below.value[:-1] != mark.value:
            return False
        return any(self._has_own_text(p) for p, m in self.marks.items() if p != place and _beside(m, mark))

    def _has_own_text(self, place: int) -> bool:
        if self.blocks[place].kind is not BlockKind.HEADING:
            return True
        after = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return after is not None and after.kind is not BlockKind.HEADING and place + 1 not in self.marks

    def _of_heading(self, block: Block, mark: Mark, title: str) -> Draft:
        draft = self._draft(block, boxed=False)
        draft.given, draft.lines = Given(mark=mark, on_heading=True), [title]
        return draft

    def _text(self, place: int, block: Block) -> None:
        mark = self.marks.get(place)
        if mark is None:
            self.open = self._draft(block, boxed=self._in_box(place))
            return
        self.box, self.spent = None, True
        self.open = self._draft(block, boxed=False)
        self.open.given = Given(mark=mark, on_heading=False)
        self.open.lines = [block.text[mark.end :].strip()] if block.text[mark.end :].strip() else []

    def _in_box(self, place: int) -> bool:
        """A heading opened a box and this text is still in it: where a reader marks boxes as such, their end is known."""
        if self.box is not None and any(b.kind is BlockKind.BOX for b in self.blocks[max(place - 1, 0) : place]):
            self.box = None
        return self.box is not None

    def _continue(self, block: Block, *, bullet: bool) -> Iterator[Draft]:
        if self.open is None or (not bullet and not self.open.is_table):
            yield from self._close()
            self.open = self._draft(block, boxed=self.box is not None)
            self.open.lines, self.open.is_table = [], not bullet
        self.open.add(block.text.strip(), bullet=bullet)

    def _footnote(self, block: Block) -> None:
        if words(block.text) >= grammar().footnote_words:
            self.footnotes.append(self._draft(block, boxed=True))

    def _draft(self, block: Block, *, boxed: bool) -> Draft:
        headings = tuple(text for _, text in self.headings) + (self.box or ())
        given = None if boxed or self.spent else self.given
        return Draft(
            given=given,
            headings=headings,
            lines=[block.text.strip()],
            boxed=boxed,
            page=block.page,
            anchor=block.anchor,
        )


def _is_title(block: Block, title: str) -> bool:
    """The heading that repeats the document's title, or that carries the document's own number."""
    if block.kind is not BlockKind.HEADING:
        return False
    mark, own = read_mark(block.text, heading=True), own_number(title)
    return block.text.strip().casefold() == title.strip().casefold() or bool(own and mark and mark.number == own)


def _level_of(mark: Mark | None, headings: Sequence[tuple[int, str]]) -> int:
    """The level of a heading whose format has none: by the parts of its number, else below the numbered heading above it."""
    if mark is not None:
        return len(mark.value)
    return 4 if headings else 1


def _beside(one: Mark, other: Mark) -> bool:
    return (
        one.value[:-1] == other.value[:-1] and one.prefix == other.prefix and abs(one.value[-1] - other.value[-1]) == 1
    )
