"""Footnotes of a PDF: small type at the foot of a page that starts with a figure or sign."""

import re
from collections.abc import Iterator, Sequence

from ingest.block import Block, BlockKind
from ingest.pdf_lines import Line
from ingest.pdf_sheet import Area, Sheet
from ingest.pdf_type import Type, lined

RULE = (0.08, 0.45)  # part of the page's width that the line above footnotes spans
LOW = 0.3  # part of the page's height below which it stands
SMALLER = 0.92  # times the running text
OPENING = re.compile(r"(?P<mark>[0-9]{1,3}(?!\.?[0-9])|[*†‡])[.)]?\s*(?=\S)")


def text_end(sheet: Sheet, framed: Sequence[Area]) -> float:
    """How far down a page its text goes: to the short line drawn above footnotes; else to the bottom.

    framed: where tables and boxes are, whose own lines do not count.
    """
    short = [
        rule.top
        for rule in sheet.rules
        if rule.height < 3 and RULE[0] * sheet.width < rule.width < RULE[1] * sheet.width
    ]
    low = [
        height
        for height in short
        if height > LOW * sheet.height and not any(area.top - 5 <= height <= area.bottom + 5 for area in framed)
    ]
    return max(low, default=sheet.height)


def footnote_lines(page: Sequence[Line], known: Type, end: float) -> frozenset[int]:
    """The places, among the lines of one page, of its footnotes: those below `end`, or in small type below all the text."""
    text = [line.baseline for line in page if line.size > SMALLER * known.size or line.frame is not None]
    lowest = max((height for height in text if height <= end), default=0.0)
    below = [place for place, line in enumerate(page) if line.baseline > lowest and _is_small(line, known, end)]
    opened = [place for place in below if OPENING.match(page[place].text)]
    return frozenset(place for place in below if opened and place >= opened[0])


def _is_small(line: Line, known: Type, end: float) -> bool:
    return line.frame is None and (line.size <= SMALLER * known.size or line.baseline > end)


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
    text = lined([line.text for line in held], known)
    mark = OPENING.match(text)
    number = mark["mark"] if mark else None
    return Block(kind=BlockKind.FOOTNOTE, text=text[mark.end() :] if mark else text, number=number, page=held[0].page)
