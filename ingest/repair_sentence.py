"""Sentences that a blank line, a box or a page broke into two blocks, put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.finding import Repair
from ingest.block import Block, BlockKind
from ingest.repair_places import LINE_END
from ingest.text_line import is_unfinished

_WHOLE = re.compile(r"[.:;?!][\"'”’)\]]*$")
_BETWEEN = frozenset({BlockKind.BOX, BlockKind.QUOTATION, BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.TABLE_ROW})
_RUNNING = (BlockKind.TEXT, BlockKind.BOX)
_SHOWN = 4  # words on either side of a mended place
_FURTHEST = 12  # blocks that a box between two halves of a sentence may have


def rejoined(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """The blocks with broken sentences whole, and the words on both sides of each place that was mended.

    A text goes on in the next of its kind where it ends without a stop and the next starts with a small letter, also across a
    box, or where its last word ends no sentence ("to", "the") and nothing stands between. What stood between follows.
    """
    found: list[Block] = []
    mended: list[Repair] = []
    for block in blocks:
        place = _start_of(found, block)
        if place is None:
            found.append(block)
        else:
            mended.append(_seam(found[place].text, block.text))
            found[place] = replace(found[place], text=f"{found[place].text}\n{block.text}")
    return tuple(found), tuple(mended)


def _seam(before: str, after: str) -> Repair:
    last, first = " ".join(before.split()[-_SHOWN:]), " ".join(after.split()[:_SHOWN])
    return Repair(before=f"{last} {LINE_END} {first}", after=f"{last} {first}")


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
