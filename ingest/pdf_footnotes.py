"""Footnotes of a PDF: small type at the foot of a page that starts with a figure or sign."""

import re
from collections.abc import Iterator, Sequence

from ingest.block import Block, BlockKind
from ingest.pdf_lines import Line
from ingest.pdf_type import Type, joined

SMALLER = 0.92  # times the running text
OPENING = re.compile(r"(?P<mark>[0-9]{1,3}|[*†‡])[.)]?\s*(?=\S)")


def footnote_lines(page: Sequence[Line], known: Type) -> frozenset[int]:
    """The places, among the lines of one page, of its footnotes."""
    text = [line.baseline for line in page if line.size > SMALLER * known.size or line.frame is not None]
    lowest = max(text, default=0.0)
    below = [place for place, line in enumerate(page) if line.baseline > lowest and line.size <= SMALLER * known.size]
    opened = [place for place in below if OPENING.match(page[place].text)]
    return frozenset(place for place in below if opened and place >= opened[0])


def footnotes(lines: Sequence[Line], known: Type) -> Iterator[Block]:
    """The footnotes of one page, each with its mark as number."""
    held: list[Line] = []
    for line in lines:
        if held and OPENING.match(line.text) and _next(held[0], line):
            yield _footnote(held, known)
            held = []
        held.append(line)
    if held:
        yield _footnote(held, known)


def _next(first: Line, line: Line) -> bool:
    """Whether a line opens the next note: its figure is one more than that of the note before, or both have signs."""
    before, after = OPENING.match(first.text), OPENING.match(line.text)
    if before is None or after is None:
        return after is not None
    if before["mark"].isdecimal() and after["mark"].isdecimal():
        return int(after["mark"]) == int(before["mark"]) + 1
    return not after["mark"].isdecimal()


def _footnote(held: Sequence[Line], known: Type) -> Block:
    text = joined([line.text for line in held], known)
    mark = OPENING.match(text)
    number = mark["mark"] if mark else None
    return Block(kind=BlockKind.FOOTNOTE, text=text[mark.end() :] if mark else text, number=number, page=held[0].page)
