"""Sentences that a blank line, a box or a page broke into two blocks, put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.block import Block, BlockKind
from ingest.text_line import is_unfinished

_WHOLE = re.compile(r"[.:;?!][\"'”’)\]]*$")
_BETWEEN = frozenset({BlockKind.BOX, BlockKind.QUOTATION, BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.TABLE_ROW})
_RUNNING = (BlockKind.TEXT, BlockKind.BOX)
_FURTHEST = 12  # blocks that a box between two halves of a sentence may have


def rejoined(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks with broken sentences whole, and how many were mended.

    A text goes on in the next of its kind where it ends without a stop and the next starts with a small letter, also across a
    box, or where its last word ends no sentence ("to", "the") and nothing stands between. What stood between follows.
    """
    found: list[Block] = []
    mended = 0
    for block in blocks:
        place = _start_of(found, block)
        if place is None:
            found.append(block)
        else:
            found[place] = replace(found[place], text=f"{found[place].text}\n{block.text}")
            mended += 1
    return tuple(found), mended


def _start_of(found: Sequence[Block], block: Block) -> int | None:
    """Where the block stands that this one goes on with; None where it starts for itself."""
    if block.kind not in _RUNNING or block.number is not None or not block.text:
        return None
    small = block.text[0].islower()
    for place in range(len(found) - 1, max(-1, len(found) - _FURTHEST), -1):
        before = found[place]
        if before.kind is block.kind:
            return place if _goes_on(before.text, small, near=place == len(found) - 1) else None
        if not small or before.kind not in _BETWEEN or block.kind is BlockKind.BOX:
            return None
    return None


def _goes_on(text: str, small: bool, *, near: bool) -> bool:
    if _WHOLE.search(text) or not text:
        return False
    return small or (near and is_unfinished(text) and not text.endswith(","))
