"""Plain text with one line per paragraph: blank lines, bullets and numbers say what is what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.block import Block, BlockKind
from ingest.flat_piece import boxes, bullet_lines, trailing_heading
from ingest.grammar import opens_box, read_mark
from ingest.part_heading import part_heading
from ingest.text_line import (
    bullet_of,
    heads_numbers,
    is_back_link,
    is_quotation,
    line_rules,
    looks_like_heading,
    looks_like_numbered_heading,
)

_LIST_AT_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Lines that stand together. gap: how many blank lines stand before them. heading: they are known to be a heading."""

    lines: tuple[str, ...]
    gap: int
    heading: bool = False

    @property
    def first(self) -> str:
        return self.lines[0].strip()


def read_plain(lines: Sequence[str], *, trailing: bool = False) -> tuple[Block, ...]:
    """Blocks in reading order. trailing: headings may stand at the end of the paragraph before them.

    A block's text keeps a line break where the file has one inside a paragraph. A heading without text stands where a wider
    gap than usual shows that a new section starts although its heading was lost.
    """
    groups = list(_groups([line for line in lines if not is_back_link(line)]))
    if trailing:
        groups = [
            part for group, after in zip(groups, [*groups[1:], None], strict=True) for part in _parts(group, after)
        ]
    numbered = _numbers_on_headings(groups)
    blocks: list[Block] = []
    place = 0
    while place < len(groups):
        group = groups[place]
        items = _unmarked_list(groups, place)
        if group.gap > 1 and blocks and blocks[-1].kind is not BlockKind.HEADING:
            blocks.append(_block(BlockKind.HEADING, ""))
        if items:
            blocks.append(_block(BlockKind.HEADING, group.first))
            blocks += [_block(BlockKind.BULLET, item.first) for item in groups[place + 1 : place + 1 + items]]
        elif _is_attribution(group, blocks):
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}\n{group.first}")
        else:
            blocks += _of_group(group, numbered or _opens_numbers(groups, place))
        place += 1 + items
    return tuple(blocks)


def _parts(group: _Group, after: _Group | None) -> Iterator[_Group]:
    """A group without the box and the heading that stand at its end, and those as groups of their own."""
    text = "\n".join(group.lines)
    heads_next = after is not None and read_mark(after.first) is not None
    body, title = trailing_heading(text) if heads_next else (text, None)
    for heading, part in boxes(body):
        if heading is not None:
            yield _Group(lines=(heading,), gap=1, heading=True)
        if part:
            yield replace(group, lines=tuple(part.split("\n")), gap=group.gap if heading is None else 1)
    if title is not None:
        yield _Group(lines=(title,), gap=1, heading=True)


def _groups(lines: Sequence[str]) -> Iterator[_Group]:
    """Lines that stand together; a bullet or number starts a group of its own."""
    group: list[str] = []
    gap = blank = 0
    for line in lines:
        starts = bullet_of(line) is not None or read_mark(line.strip()) is not None
        if group and (not line.strip() or starts or bullet_of(group[0]) is not None):
            yield _Group(lines=tuple(group), gap=gap)
            group = []
        if line.strip():
            gap = gap if group else blank
            group.append(line.rstrip())
        blank = 0 if line.strip() else blank + 1
    if group:
        yield _Group(lines=tuple(group), gap=gap)


def _numbers_on_headings(groups: Sequence[_Group]) -> bool:
    """Whether this document prints its numbers on headings: most numbered lines are short and have no full stop."""
    numbered = [group.first for group in groups if read_mark(group.first) is not None]
    return 2 * sum(looks_like_heading(line) for line in numbered) > len(numbered)


def _opens_numbers(groups: Sequence[_Group], place: int) -> bool:
    """The group is a heading to the next group's number, or a worded number alone."""
    after = groups[place + 1].first if place + 1 < len(groups) else ""
    return heads_numbers(groups[place].first, after)


def _is_attribution(group: _Group, blocks: Sequence[Block]) -> bool:
    """A short line right after a quotation says who said it."""
    quoted = bool(blocks) and blocks[-1].kind is BlockKind.QUOTATION and "\n" not in blocks[-1].text
    return quoted and group.gap <= 1 and _is_bare_heading(group)


def _unmarked_list(groups: Sequence[_Group], place: int) -> int:
    """How many of the following groups are items of a list that lost its bullets below the heading at `place`; 0 for none."""
    if not _is_bare_heading(groups[place]) or opens_box(groups[place].first):
        return 0
    run = 0
    for count, group in enumerate(takewhile(_is_item, groups[place + 1 :]), start=1):
        run = count if _is_bare_heading(group) else run
    return run if run >= _LIST_AT_LEAST else 0


def _is_bare_heading(group: _Group) -> bool:
    alone = len(group.lines) == 1 and bullet_of(group.lines[0]) is None
    return alone and looks_like_heading(group.first) and read_mark(group.first, heading=True) is None


def _is_item(group: _Group) -> bool:
    plain = len(group.lines) == 1 and bullet_of(group.lines[0]) is None and read_mark(group.first, heading=True) is None
    return (
        plain
        and part_heading(group.first) is None
        and group.gap <= 1
        and len(group.first.split()) <= line_rules().item
        and not group.first.endswith(":")
    )


def _of_group(group: _Group, numbered: bool) -> Iterator[Block]:
    bullet = bullet_of(group.lines[0])
    text = "\n".join(line.strip() for line in group.lines)
    if group.heading:
        yield _block(BlockKind.HEADING, text)
    elif bullet is not None:
        for depth, item in enumerate(bullet_lines("\n".join([bullet[1], *group.lines[1:]])) if bullet[1] else ()):
            yield _block(BlockKind.BULLET, item, level=bullet[0] // 2 + min(depth, 1))
    elif is_quotation(group.first):
        yield _block(BlockKind.QUOTATION, text)
    elif len(group.lines) == 1 and numbered and looks_like_numbered_heading(text):
        yield _block(BlockKind.HEADING, text)
    else:
        yield _block(BlockKind.HEADING if _is_bare_heading(group) else BlockKind.TEXT, text)


def _block(kind: BlockKind, text: str, level: int | None = None) -> Block:
    return Block(kind=kind, text=text, level=level)
