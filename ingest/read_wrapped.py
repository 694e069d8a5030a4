"""Plain text whose lines end where the page's column ends: lines become headings, paragraphs, lists and boxes again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.unfinished import is_unfinished
from ingest.block import Block, BlockKind
from ingest.grammar import opens_box, read_mark
from ingest.repair_line import PARAGRAPH_BREAK
from ingest.text_line import bullet_of, heads_numbers, is_quotation, looks_like_heading
from ingest.wrapped_group import Column, Group, groups_of, is_colon_heading, measured, paragraphs_of
from ingest.wrapped_list import is_item_like, marked_items, unmarked_items
from ingest.wrapped_page import Line

WIDE_GAP = 3  # blank lines; a box does not go on after so many
MOST_HEADING_LINES = 3
LEAST_LOST_LIST = 3
SCRAP_WORDS = 3
_CONTINUED = re.compile(r"\(?continued (?:on|over)[^)]*\)?", re.I)
_ENDED = re.compile(r"[.:;?!][\"'”’]*$|[)\]]$")
_GUIDES = re.compile(r"^[^.]*\b(?:should|must)\b")


def read_wrapped(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Blocks in reading order; within a block's text a line break is one of the page, U+2029 one that is meant."""
    groups = groups_of(lines)
    column = measured(lines)
    reader = _Reader(column=column, numbered=_numbers_on_headings(groups, column))
    for place, group in enumerate(groups):
        reader.take(group, groups[place + 1] if place + 1 < len(groups) else None)
    return _with_lost_lists(reader.blocks)


def _numbers_on_headings(groups: Sequence[Group], column: Column) -> bool:
    """Whether numbers stand on headings: most first lines with a number end without a stop, and before their column does."""
    numbered = [group for group in groups if not group.note and read_mark(group.first) is not None]
    short = [it for it in numbered if len(it.lines) == 1 or column.has_room(it.first, it.lines[1], 1.0)]
    return 2 * sum(looks_like_heading(it.first) for it in short) > len(numbered)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """The state while groups are read in order.

    bullets: bullet marks that stood alone and wait for their text. listing: a lead-in was read and its list may go on.
    box: inside a practice example; continued: it says that it goes on after the page.
    """

    column: Column
    numbered: bool
    blocks: list[Block] = field(default_factory=list)
    bullets: int = 0
    listing: bool = False
    box: bool = False
    continued: bool = False

    def take(self, group: Group, after: Group | None) -> None:
        """Add the blocks of one group. `after` is the next group, which tells a heading from a broken line."""
        if group.note:
            self._add(BlockKind.FOOTNOTE, " ".join(group.lines))
            return
        self._end_box(group)
        if group.new_page and len(group.lines) > 1 and self.column.is_heading_line(group.first, group.lines[1]):
            self.bullets = 0
        bullet = bullet_of(group.first)
        if bullet is not None:
            self._bullet(bullet[1], group)
        elif self.bullets:
            self._items(group.lines)
        elif self._goes_on_item(group):
            self._more("\n".join(group.lines))
        elif self._goes_on_numbered(group):
            self._append(group)
        else:
            self._text(group, after)

    def _bullet(self, text: str, group: Group) -> None:
        """A bullet with its text, and what stands below it without a mark; or a bullet alone, whose text may follow at once."""
        self.listing = False
        self.bullets += not text
        lines = (text, *group.lines[1:]) if text else group.lines[1:]
        if not lines:
            return
        if self.bullets > 1:
            self._items(lines)
            return
        self.bullets = 0
        first, *rest = paragraphs_of(lines, self.column, headings=False)
        self._add(BlockKind.BULLET, "\n".join(first))
        if rest:
            self._text(replace(group, lines=tuple(line for lines in rest for line in lines), gap=0), None)

    def _items(self, lines: Sequence[str]) -> None:
        """The items that the waiting bullets belong to; a line after them that looks like a heading is one."""
        *most, last = lines
        heading = bool(most) and looks_like_heading(last) and self.column.is_paragraph_end(most[-1], last)
        for item in marked_items(most if heading else lines, self.bullets, self.column):
            if item[:1].islower() and self.bullets > 1 and self.blocks[-1].kind is BlockKind.BULLET:
                self._more(item)
            else:
                self._add(BlockKind.BULLET, item)
        self.bullets = 0
        if heading:
            self._heading(last)

    def _goes_on_item(self, group: Group) -> bool:
        """A page break runs through a bullet's sentence."""
        last = self.blocks[-1] if self.blocks else None
        open_item = last is not None and last.kind is BlockKind.BULLET and not _ENDED.search(last.text)
        return open_item and group.new_page and group.first[:1].islower()

    def _more(self, text: str) -> None:
        self.blocks[-1] = replace(self.blocks[-1], text=f"{self.blocks[-1].text}\n{text}")

    def _goes_on_numbered(self, group: Group) -> bool:
        """A page break without a blank line runs through a numbered paragraph."""
        last = self.blocks[-1] if self.blocks else None
        numbered = last is not None and last.kind is BlockKind.TEXT and read_mark(last.text) is not None
        plain = read_mark(group.first) is None and not opens_box(group.first)
        return numbered and plain and group.new_page and group.gap == 0 and not self._is_whole_heading(group)

    def _append(self, group: Group) -> None:
        joint = "\n" if group.first[:1].islower() else PARAGRAPH_BREAK
        text = PARAGRAPH_BREAK.join("\n".join(lines) for lines in paragraphs_of(group.lines, self.column))
        self.blocks[-1] = replace(self.blocks[-1], text=self.blocks[-1].text + joint + text)

    def _text(self, group: Group, after: Group | None) -> None:
        self.listing = self.listing and group.first[:1] not in "“\"'‘"
        lines = self._without_heading(group, after)
        if not lines:
            return
        if read_mark(lines[0]) is not None and not self.numbered:
            self.listing = False
            self._add(BlockKind.TEXT, PARAGRAPH_BREAK.join("\n".join(p) for p in paragraphs_of(lines, self.column)))
            return
        if self.listing and self._is_item(lines):
            self._unmarked(lines)
            return
        if self._goes_on(group):
            self._more("\n".join(lines))
            self.listing = lines[-1].endswith(":")
            return
        self.listing = False
        self._paragraphs(lines, after.first if after is not None else "")

    def _is_item(self, lines: Sequence[str]) -> bool:
        """The lines right after a lead-in, those that finish an item, and those that look like another one."""
        first = self.blocks[-1].kind is BlockKind.TEXT
        return first or self._open_item(lines[0]) is not None or is_item_like("\n".join(lines))

    def _goes_on(self, group: Group) -> bool:
        """The text before is some lines long and stops without a stop: a blank line or page broke it."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind not in (BlockKind.TEXT, BlockKind.BOX) or (last.kind is BlockKind.BOX) != self.box:
            return False
        line = last.text.rpartition("\n")[2]
        full = group.first[:1].islower() or not self.column.has_room(line, group.first)
        return "\n" in last.text and full and group.gap < WIDE_GAP and not _ENDED.search(last.text)

    def _without_heading(self, group: Group, after: Group | None) -> tuple[str, ...]:
        """Add the heading that a group starts with, where there is one; the lines after it."""
        count = self._heading_lines(group, after)
        if count:
            self._heading("\n".join(group.lines[:count]))
        return group.lines[count:]

    def _heading_lines(self, group: Group, after: Group | None) -> int:
        opens = len(group.lines) == 1 and after is not None and heads_numbers(group.first, after.first)
        marked = opens or (self.numbered and read_mark(group.first, heading=True) is not None)
        if marked or opens_box(group.first):
            whole = not marked and len(group.lines) <= MOST_HEADING_LINES and group.text[-1] not in ".;"
            count = len(group.lines) if whole else 1
            while count < min(len(group.lines), MOST_HEADING_LINES) and group.lines[count][:1].islower():
                count += 1
            return count
        if self.listing and (len(group.lines) > 1 or self.blocks[-1].kind is not BlockKind.TEXT):
            return 0
        own_text = self.box and (self.blocks[-1].kind is not BlockKind.BOX or not _ENDED.search(self.blocks[-1].text))
        if own_text or self._goes_on(group) or read_mark(group.first) is not None:
            return 0
        if len(group.lines) == 1:
            return int(self._is_whole_heading(group) and not _starts_small(after))
        return int(self.column.is_heading_line(group.first, group.lines[1]))

    def _is_whole_heading(self, group: Group) -> bool:
        line = group.first
        return (
            len(group.lines) == 1
            and read_mark(line) is None
            and (looks_like_heading(line) or is_colon_heading(line, ""))
        )

    def _heading(self, text: str) -> None:
        broken = bool(self.blocks) and is_unfinished(self.blocks[-1].text)
        self.listing = self.listing and broken
        self.box, self.continued = opens_box(text), False
        self._add(BlockKind.HEADING, text)

    def _paragraphs(self, lines: Sequence[str], after: str) -> None:
        """The paragraphs of a group; a line alone among them that looks like a heading is one. after: the next group's line."""
        paragraphs = list(paragraphs_of(lines, self.column, headings=not self.box))
        for place, paragraph in enumerate(paragraphs):
            if self.listing and paragraph[0][:1].isupper():
                self._unmarked([line for rest in paragraphs[place:] for line in rest])
                return
            follows = paragraphs[place + 1][0] if place + 1 < len(paragraphs) else after if bullet_of(after) else ""
            self._paragraph("\n".join(paragraph), follows)

    def _paragraph(self, text: str, follows: str) -> None:
        """Add one paragraph, or the heading that it is. follows: the line it would head, empty where there is none."""
        if _CONTINUED.fullmatch(text.replace("\n", " ").strip()):
            self.continued = True
            return
        if (
            follows
            and "\n" not in text
            and not self.box
            and (looks_like_heading(text) or is_colon_heading(text, follows))
        ):
            self._heading(text)
            return
        kind = BlockKind.QUOTATION if is_quotation(text) else BlockKind.BOX if self.box else BlockKind.TEXT
        self._add(kind, text)
        self.listing = text.endswith(":") and not self.box

    def _unmarked(self, lines: Sequence[str]) -> None:
        """Items without bullets; the first goes on with the item before where that one breaks off or this one starts small."""
        for count, item in enumerate(unmarked_items(lines)):
            open_item = self._open_item(item) if count == 0 else None
            if open_item is None:
                self._add(BlockKind.BULLET, item)
            else:
                self.blocks[open_item] = replace(self.blocks[open_item], text=f"{self.blocks[open_item].text}\n{item}")

    def _open_item(self, item: str) -> int | None:
        for place in range(len(self.blocks) - 1, -1, -1):
            if self.blocks[place].kind is not BlockKind.HEADING:
                is_item = self.blocks[place].kind is BlockKind.BULLET
                text = self.blocks[place].text
                broken = item[:1].islower() and not _ENDED.search(text)
                return place if is_item and (broken or is_unfinished(text)) else None
        return None

    def _end_box(self, group: Group) -> None:
        """A box ends with its page unless it says otherwise, at a wide gap, and where guidance says again what should be done."""
        if not self.box:
            return
        inside = self.blocks[-1].kind is BlockKind.BOX
        guides = (
            inside
            and group.gap > 0
            and group.first[:1].isupper()
            and bool(_GUIDES.match(group.text.replace("\n", " ")))
        )
        broken = inside and group.first[:1].islower() and not _ENDED.search(self.blocks[-1].text)
        if (group.new_page and not self.continued and not broken) or group.gap >= WIDE_GAP or guides:
            self.box = False
        self.continued = False

    def _add(self, kind: BlockKind, text: str) -> None:
        self.blocks.append(Block(kind=kind, text=text))


def _starts_small(after: Group | None) -> bool:
    return after is not None and after.first[:1].islower() and bullet_of(after.first) is None


def _with_lost_lists(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Several headings or scraps in a row with nothing below them are a list or table that lost its marks: each is an item."""
    bare = [_is_bare(block) for block in blocks]
    found: list[Block] = []
    for place, block in enumerate(blocks):
        start = place
        while start > 0 and bare[start - 1] and bare[place]:
            start -= 1
        stop = place
        while stop < len(blocks) and bare[stop]:
            stop += 1
        item = stop - start > LEAST_LOST_LIST and (place > start or _has_text_before(blocks, start))
        found.append(replace(block, kind=BlockKind.BULLET) if bare[place] and item else block)
    return tuple(found)


def _is_bare(block: Block) -> bool:
    scrap = block.kind is BlockKind.TEXT and len(block.text.split()) <= SCRAP_WORDS and not _ENDED.search(block.text)
    return (scrap or block.kind is BlockKind.HEADING) and read_mark(block.text, heading=True) is None


def _has_text_before(blocks: Sequence[Block], start: int) -> bool:
    return start > 0 and blocks[start - 1].kind is not BlockKind.HEADING
