"""Which passages of a PDF are headings, and on what level."""

from collections.abc import Mapping, Sequence

from ingest.bullet_mark import without_mark
from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import Passage
from ingest.pdf_type import BOLD, LARGER, Type

MOST_WORDS = 25
MOST_BOLD_WORDS = 18  # where only bold type tells it from text
MOST_LINES = 4


def is_heading(passage: Passage, known: Type, outline: Mapping[str, int]) -> bool:
    """A short passage in larger or bolder type than the text, or one that the file's outline lists."""
    text = " ".join(line.text for line in passage.lines)
    count = len(text.split())
    if count > MOST_WORDS or len(passage.lines) > MOST_LINES or not any(letter.isalnum() for letter in text):
        return False
    if folded(text) in outline:
        return True
    if without_mark(text) is not None:
        return False
    if passage.first.size >= LARGER * known.size:
        return not text.endswith((";", ","))
    bold = all(line.bold >= BOLD for line in passage.lines) and not known.bold
    return bold and count <= MOST_BOLD_WORDS and not text.endswith((".", ";", ",", ":"))


def levels(headings: Sequence[Passage], outline: Mapping[str, int]) -> list[int]:
    """A level from 1 to 6 for each heading.

    Where the outline lists most of them, its depth counts, below a title that it leaves out; else the larger type is the
    higher level.
    """
    styles = [_style(heading.first) for heading in headings]
    depths = [outline.get(folded(" ".join(line.text for line in heading.lines))) for heading in headings]
    listed = [(style, depth) for style, depth in zip(styles, depths, strict=True) if depth is not None]
    ranks = {style: place for place, style in enumerate(sorted(set(styles), reverse=True), 1)}
    if 2 * len(listed) < len(headings) or not listed:
        return [min(6, ranks[style]) for style in styles]
    largest, lowest = max(listed)[0], max(depth for _, depth in listed)
    titled = int(any(depth is None and style > largest for style, depth in zip(styles, depths, strict=True)))
    return [
        min(6, 1 if depth is None and style > largest else titled + (depth or lowest + 1))
        for style, depth in zip(styles, depths, strict=True)
    ]


def _style(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold >= BOLD


def folded(text: str) -> str:
    """A text for comparing: letters and figures only, lower case.

    >>> folded("4.1  Making a referral")
    '41makingareferral'
    """
    return "".join(letter for letter in text.lower() if letter.isalnum())
