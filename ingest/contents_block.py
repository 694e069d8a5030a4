"""A contents list among the blocks of a text: a run of short lines that all come back later as headings."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.block import Block, BlockKind
from ingest.grammar import read_mark

LEAST_LINES = 3
LONGEST_LINE = 20  # words
_PAGE = re.compile(r"[\s.·…]*\d{1,3}$")


def with_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with the lines of a contents list marked as such, so that they number nothing."""
    last = {_words(block): place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING}
    listed = [
        0 < len(block.text.split()) <= LONGEST_LINE and last.get(_words(block), -1) > n
        for n, block in enumerate(blocks)
    ]
    found: list[Block] = []
    for place, block in enumerate(blocks):
        inside = listed[place] and _run(listed, place, last, blocks)
        found.append(replace(block, kind=BlockKind.CONTENTS) if inside else block)
    return tuple(found)


def _run(listed: Sequence[bool], place: int, last: dict[str, int], blocks: Sequence[Block]) -> bool:
    """Whether enough lines in a row are listed, and their headings all stand behind the last of them."""
    start = stop = place
    while start > 0 and listed[start - 1]:
        start -= 1
    while stop < len(listed) and listed[stop]:
        stop += 1
    return stop - start >= LEAST_LINES and all(last[_words(block)] >= stop for block in blocks[start:stop])


def _words(block: Block) -> str:
    """A line's words without its number and page, lower case."""
    mark = read_mark(block.text, heading=True)
    text = _PAGE.sub("", block.text[mark.end if mark else 0 :].strip())
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
