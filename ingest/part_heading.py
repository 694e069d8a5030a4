"""Headings that number a whole part of a document: "Chapter 4", "Part 3"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from ingest.block import Block, BlockKind
from ingest.grammar import Mark, Style, grammar

LEAST = 2


@cache
def _shape() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in grammar().part_words)
    return re.compile(rf"(?P<p>{words})\s+(?P<n>\d{{1,2}})\s*[:.–—-]?(?:\s+|$)(?=[\"'“‘(]*[A-Z0-9]|$)", re.I)


def part_heading(text: str) -> re.Match[str] | None:
    """The word (`p`) and figure (`n`) with which a heading numbers a whole part; None for any other text.

    >>> part_heading("Chapter 4: Boats")["n"]
    '4'
    >>> part_heading("Part of the plan") is None
    True
    """
    return _shape().match(text.strip())


def part_marks(blocks: Sequence[Block], printed: Mapping[int, Mark]) -> dict[int, Mark]:
    """The numbers of such headings where nothing below them has a number of its own, by the block's place.

    Where paragraphs are numbered, the chapter is where they stand and not what they are called. One such heading alone, or
    one in a document that numbers anything below the first of them, gives nothing.
    """
    found = {
        place: match
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and (match := part_heading(block.text)) is not None
    }
    if len({match["n"] for match in found.values()}) < LEAST or any(place > min(found) for place in printed):
        return {}
    return {
        place: Mark(
            style=Style.WORDED,
            number=f"{match['p']} {match['n']}",
            value=(int(match["n"]),),
            prefix=match["p"].lower(),
            end=match.end(),
        )
        for place, match in found.items()
    }
