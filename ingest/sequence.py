"""Which of the numbers that blocks start with are the document's numbering, and which only look like it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.block import Block, BlockKind
from ingest.grammar import Mark, Style, grammar, read_mark
from ingest.part_heading import part_marks

_NUMBERED_KINDS = (BlockKind.HEADING, BlockKind.TEXT)


def marks(blocks: Sequence[Block]) -> dict[int, Mark]:
    """The printed number of each block that has one, by the block's place.

    A number that the format keeps apart counts as it is. One that stands in the text counts when its neighbours bear it out:
    311 because 310 or 312 is printed too. A list of figures inside a numbered paragraph is not numbering.
    """
    found = {place: mark for place, block in enumerate(blocks) if (mark := _candidate(block)) is not None}
    kept = {place: mark for place, mark in found.items() if _borne_out(place, found, blocks)}
    printed = {place: mark for place, mark in kept.items() if not _listed(place, kept, blocks)}
    return printed | part_marks(blocks, printed)


def _candidate(block: Block) -> Mark | None:
    if block.kind not in _NUMBERED_KINDS:
        return None
    if block.number is not None:
        return format_mark(block.number)
    return read_mark(block.text, heading=block.kind is BlockKind.HEADING)


def format_mark(number: str) -> Mark | None:
    """The mark of a number that the format keeps apart from the text; None for `(a)`, `iv` and the like."""
    mark = read_mark(number.strip().strip("()").rstrip(".:)") + ". X", heading=True)
    if mark is None:
        return None
    return Mark(style=mark.style, number=mark.number, value=mark.value, prefix=mark.prefix, end=0)


def _borne_out(place: int, found: Mapping[int, Mark], blocks: Sequence[Block]) -> bool:
    mark, block = found[place], blocks[place]
    if block.number is not None or mark.style is Style.WORDED:
        return True
    heading = block.kind is BlockKind.HEADING
    if mark.style is Style.BRACKETED:
        return _run(place, found) >= grammar().bare_run and not _numbered_otherwise(found, blocks)
    if mark.style is Style.DOTTED:
        return heading or _has_company(place, found)
    if mark.style is Style.CLOSED:
        return heading or _has_neighbour(place, found)
    if mark.style is Style.BARE and heading and _has_neighbour(place, found, beside=(Style.BARE, Style.CLOSED)):
        return True
    return _run(place, found) >= (grammar().bare_run if mark.style is Style.BARE else 2)


def _numbered_otherwise(found: Mapping[int, Mark], blocks: Sequence[Block]) -> bool:
    """The document numbers its paragraphs in a plainer way, so that figures in brackets are parts of those."""
    return any(
        mark.style in (Style.CLOSED, Style.DOTTED) and blocks[place].kind is BlockKind.TEXT
        for place, mark in found.items()
    )


def _has_company(place: int, found: Mapping[int, Mark]) -> bool:
    """Another dotted number of the same chapter, or the chapter's own number, is printed elsewhere."""
    chapter = found[place].value[0]
    return any(
        other != place and mark.value[0] == chapter and mark.style in (Style.DOTTED, Style.CLOSED, Style.BARE)
        for other, mark in found.items()
    )


def _has_neighbour(place: int, found: Mapping[int, Mark], beside: tuple[Style, ...] = (Style.CLOSED,)) -> bool:
    """The number before stands before it, or the number after stands after it, with a small gap at most."""
    value, gap = found[place].value[-1], grammar().gap
    for other, mark in found.items():
        step = mark.value[-1] - value if other > place else value - mark.value[-1]
        if other != place and mark.style in beside and len(mark.value) == 1 and 0 < step <= gap:
            return True
    return False


def _run(place: int, found: Mapping[int, Mark]) -> int:
    """How many numbers of one style rise by one through this place."""
    mark = found[place]
    places = [
        p for p, m in found.items() if (m.style, m.prefix, m.value[:-1]) == (mark.style, mark.prefix, mark.value[:-1])
    ]
    before = [p for p in reversed(places) if p < place]
    after = [p for p in places if p > place]
    return 1 + _steps(before, found, mark.value[-1], -1) + _steps(after, found, mark.value[-1], 1)


def _steps(places: Sequence[int], found: Mapping[int, Mark], value: int, step: int) -> int:
    count = 0
    for place in places:
        if found[place].value[-1] == value + step:
            value += step
            count += 1
    return count


def _listed(place: int, kept: Mapping[int, Mark], blocks: Sequence[Block]) -> bool:
    """An integer that belongs to a list inside a paragraph: its list starts at 1 right after a lead-in with a colon, and the
    paragraphs around it are numbered in another way or go on with their own run."""
    mark = kept[place]
    block = blocks[place]
    if mark.style not in (Style.CLOSED, Style.BARE) or block.kind is BlockKind.HEADING or block.number is not None:
        return False
    start = _list_start(place, kept)
    if start is None or start == 0 or not blocks[start - 1].text.rstrip().endswith(":"):
        return False
    outer = [kept[p] for p in kept if p < start]
    return (bool(outer) and _dotted_document(kept)) or _goes_on(start, outer, kept)


def _list_start(place: int, kept: Mapping[int, Mark]) -> int | None:
    """Where the run of neighbouring integers that this one belongs to starts with 1, without a break; None otherwise."""
    value = kept[place].value[-1]
    while value > 1:
        place, value = place - 1, value - 1
        while place >= 0 and place not in kept:
            place -= 1
        if place < 0 or kept[place].value != (value,):
            return None
    return place


def _dotted_document(kept: Mapping[int, Mark]) -> bool:
    styles = Counter(mark.style for mark in kept.values())
    return styles[Style.DOTTED] >= 5


def _goes_on(start: int, outer: Sequence[Mark], kept: Mapping[int, Mark]) -> bool:
    """The run that was open before the list continues after it."""
    if not outer or outer[-1].value == (0,):
        return False
    following = (*outer[-1].value[:-1], outer[-1].value[-1] + 1)
    return outer[-1].value[-1] > 1 and any(
        m.value == following and m.style is outer[-1].style for p, m in kept.items() if p > start
    )
