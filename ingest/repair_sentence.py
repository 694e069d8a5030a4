"""Sentences that a blank line, a box or a page broke into two blocks, put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.finding import Repair
from corpus.unfinished import is_unfinished
from ingest.block import Block, BlockKind
from ingest.grammar import opens_box
from ingest.repair_places import LINE_END

_BETWEEN = frozenset({BlockKind.BOX, BlockKind.QUOTATION, BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.TABLE_ROW})
_RUNNING = (BlockKind.TEXT, BlockKind.BOX)
_SHOWN = 4  # words on either side of a mended place
_FURTHEST = 12  # blocks that a box between two halves of a sentence may have
LEAST_BROKEN = 6  # words of a text before a box, to be told from a label that has no stop


def rejoined(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """The blocks with broken sentences whole, and the words on both sides of each place that was mended.

    A text goes on in the next of its kind where it ends without a stop and the next starts with a small letter, also across a
    box with its texts and bullets, or where its last word ends no sentence ("to", "the") and nothing stands between. What stood
    between follows.
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
    if block.kind not in _RUNNING or block.number is not None or not block.text or not found:
        return None
    if found[-1].kind is block.kind and not is_whole(found[-1].text):
        return len(found) - 1 if _goes_on(found[-1].text, block.text) else None
    place = _before_box(found) if block.text[0].islower() else None
    # A reader that cannot see where a box ends takes what follows for more of it: then only a word that ends no sentence tells.
    if place is None or block.kind is BlockKind.TEXT:
        return place
    return place if is_whole(found[-1].text) and is_unfinished(found[place].text) else None


def _goes_on(text: str, after: str) -> bool:
    return bool(text) and (after[0].islower() or (is_unfinished(text) and not text.endswith(",")))


def _before_box(found: Sequence[Block]) -> int | None:
    """The text or bullet that breaks off before the box which stands last; None where there is none.

    Texts and bullets belong to the box where it opens with a heading that says so or with a block of its own.
    """
    inside = False
    for place in range(len(found) - 1, max(-1, len(found) - 1 - _FURTHEST), -1):
        before = found[place]
        if before.kind in _BETWEEN:
            continue
        if before.kind in (BlockKind.TEXT, BlockKind.BULLET) and is_whole(before.text):
            inside = True
            continue
        return place if place + 1 < len(found) and _breaks_off(before, found[place + 1], inside=inside) else None
    return None


def _breaks_off(text: Block, after: Block, *, inside: bool) -> bool:
    """Whether a text without a stop is cut by what stands behind it. inside: texts or bullets of the box stand behind, too."""
    if text.kind is BlockKind.BULLET:
        return is_unfinished(text.text) and opens(after)
    sure = is_unfinished(text.text) or len(text.text.split()) >= LEAST_BROKEN
    return text.kind is BlockKind.TEXT and bool(text.text) and (not inside or (sure and opens(after)))


def opens(block: Block) -> bool:
    """Whether a block opens a box."""
    return block.kind in (BlockKind.BOX, BlockKind.QUOTATION) or (
        block.kind is BlockKind.HEADING and opens_box(block.text)
    )


def is_whole(text: str) -> bool:
    """Whether a text ends with a stop, colons and semicolons among them."""
    return bool(re.search(r"[.:;?!][\"'”’)\]]*$", text))
