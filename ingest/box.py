"""What stands in a box: set apart from the numbered text, its title kept with the words below it."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.block import Block, BlockKind
from ingest.grammar import Style, read_mark
from ingest.repair_line import PARAGRAPH_BREAK

_PLAIN = (BlockKind.TEXT, BlockKind.HEADING)
_PARAGRAPH_NUMBERS = (Style.DOTTED, Style.CLOSED)


def boxed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks as a box. What carries paragraph numbers is no box but a frame round the text, and stays as it is."""
    if any(_is_numbered(block) for block in blocks):
        return tuple(blocks)
    if len(blocks) > 1 and blocks[0].kind is BlockKind.HEADING and blocks[1].kind is BlockKind.TEXT:
        title = f"{blocks[0].text}{PARAGRAPH_BREAK}{blocks[1].text}"
        blocks = (replace(blocks[1], text=title, anchor=blocks[0].anchor or blocks[1].anchor), *blocks[2:])
    return tuple(replace(block, kind=BlockKind.BOX, level=None) if block.kind in _PLAIN else block for block in blocks)


def _is_numbered(block: Block) -> bool:
    if block.kind not in _PLAIN:
        return False
    mark = read_mark(block.text)
    return block.number is not None or (mark is not None and mark.style in _PARAGRAPH_NUMBERS)
