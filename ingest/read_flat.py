"""Running text whose line breaks were lost: its contents list, page numbers and rising paragraph numbers show its structure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.block import Block, BlockKind
from ingest.contents_list import ContentsList, contents_list, headings_of
from ingest.flat_piece import piece_blocks
from ingest.inline_number import inline_numbers
from ingest.run_in import RunIn

_CHAPTER = re.compile(r"(?:chapter|annex|annexe|appendix|part|section)\s+\w{1,3}\b|\d+\.\s", re.I)
_NUMBER_BEFORE = re.compile(r"(?:^\s*|(?<=[.;:?!)\]] ))[1-9]\d?\.\s*$")
CHAPTER_LEVEL, HEADING_LEVEL = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A place where something starts: `[start, end)` is its heading or number. Both None: the contents list, `listed`."""

    start: int
    end: int
    heading: str | None = None
    listed: str = ""
    number: str | None = None


def read_flat(source: RunIn) -> tuple[Block, ...]:
    """Blocks in reading order: headings from the contents list, paragraphs at numbers that rise, else at sentence ends."""
    text = source.text
    contents = contents_list(text, source.pages)
    cuts = _cuts(text, source, contents)
    blocks: list[Block] = []
    starts = [_Cut(start=0, end=0, heading=""), *cuts]
    for cut, after in zip(starts, [*cuts, None], strict=True):
        blocks += _blocks_of(cut, text[cut.end : after.start if after else len(text)], after)
    return tuple(blocks)


def _blocks_of(cut: _Cut, text: str, after: _Cut | None) -> Iterator[Block]:
    if cut.heading:
        level = CHAPTER_LEVEL if _CHAPTER.match(cut.heading) else HEADING_LEVEL
        yield Block(kind=BlockKind.HEADING, text=cut.heading, level=level)
    elif cut.number is None and cut.heading is None:
        yield Block(kind=BlockKind.CONTENTS, text=cut.listed)
    heads_next = after is not None and after.number is not None
    yield from piece_blocks(text.strip(), cut.number, heads_next=heads_next)


def _cuts(text: str, source: RunIn, contents: ContentsList | None) -> Sequence[_Cut]:
    """Headings, numbers and the contents list by their place; what overlaps the one before it is left out."""
    cuts: list[_Cut] = []
    end_of_list = 0
    if contents is not None:
        end_of_list = contents.end
        cuts.append(_Cut(start=contents.start, end=contents.end, listed=text[contents.start : contents.end]))
        pages = [(number, max(start, end_of_list), max(end, end_of_list)) for number, start, end in source.pages]
        for found in headings_of(contents.entries, pages, text):
            number = _NUMBER_BEFORE.search(text[max(cuts[-1].end, found.start - 6) : found.start])
            start = found.start - (len(number[0]) if number else 0)
            cuts.append(_Cut(start=start, end=found.end, heading=" ".join(text[start : found.end].split())))
    numbers = (n for n in inline_numbers(text[end_of_list:]))
    cuts += [_Cut(start=n.start + end_of_list, end=n.end + end_of_list, number=n.number) for n in numbers]
    kept: list[_Cut] = []
    for cut in sorted(cuts, key=lambda cut: cut.start):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return kept
