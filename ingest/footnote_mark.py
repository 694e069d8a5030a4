"""Footnote marks: the raised figures that extraction leaves behind words and stops in the middle of sentences."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.rising import rising_run
from ingest.text_line import line_rules

LEAST_MARKS = 3
_FIGURE = re.compile(r"(?<=[A-Za-z.,;:!?’”'\")\]])[ ]?(?<![\d.][.,])(?P<n>[1-9]\d{0,2})(?=[.,;:)’”]{0,2}(?:\s|$))")
_BRACKETED = re.compile(r"[ ]?\[(?P<n>[1-9]\d{0,2})\]")
_WORD_BEFORE = re.compile(r"([A-Za-z]+\.?)$")
_ABBREVIATED = ("no.", "p.", "pp.", "para.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteMark:
    """A mark with its number; `[start, end)` is what has to go out of the text."""

    number: int
    start: int
    end: int


def footnote_marks(text: str, first: int = 1) -> tuple[FootnoteMark, ...]:
    """The marks of a whole text in order: figures behind words or stops that count up through it; none where they are few.

    A figure after a word such as "page" or "aged" counts or points, and is no mark.
    """
    for pattern in (_BRACKETED, _FIGURE):
        found = [m for m in pattern.finditer(text) if pattern is _BRACKETED or not _counts(text, m.start())]
        run = rising_run([int(match["n"]) for match in found], step=3)
        marks = tuple(FootnoteMark(number=int(found[n]["n"]), start=found[n].start(), end=found[n].end()) for n in run)
        if len(marks) >= LEAST_MARKS and (pattern is _BRACKETED or marks[0].number <= first + 2):
            return marks
    return ()


def _counts(text: str, start: int) -> bool:
    if text[start] != " ":
        return False
    before = _WORD_BEFORE.search(text[max(0, start - 20) : start])
    word = before[1].lower() if before else ""
    return word in _ABBREVIATED if word.endswith(".") else word in line_rules().before_figures


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without some spans; words that a span kept apart stay apart.

    >>> without("the ‘family’ [3]research", [(12, 16)])
    'the ‘family’ research'
    """
    pieces, last = [], 0
    for start, end in spans:
        pieces.append(text[last:start])
        parted = text[start - 1 : start].isalnum() or text[start : start + 1] == " "
        if start and parted and text[end : end + 1].isalnum():
            pieces.append(" ")
        last = end
    return "".join([*pieces, text[last:]])
