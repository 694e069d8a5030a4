"""The contents list of a PDF: lines that end in a page number."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf_lines import Line

LEADERS = re.compile(r"(?:[.·…_]\s?){3,}\s*(?P<page>[0-9]{1,3}|[ivxl]{1,6})$")
NUMBER = re.compile(r"[0-9]{1,3}|[ivxl]{1,6}")
TITLE = re.compile(r"(?:table of )?contents(?: page)?|(?:in )?this (?:guide|document) contains", re.IGNORECASE)
FEWEST = 3  # entries
WRAPPED = 2  # lines between two entries that belong to the later one


def contents(lines: Sequence[Line], pages: int) -> frozenset[int]:
    """The places of the lines that make up contents lists, their titles among them. `pages`: how many the file has."""
    entries = [place for place, line in enumerate(lines) if _is_entry(line, pages)]
    found: set[int] = set()
    for group in _groups(entries):
        if len(group) >= FEWEST:
            first = _title(lines, group[0])
            found.update(range(first, group[-1] + 1))
    return frozenset(found)


def without_leaders(text: str) -> str:
    """A contents line without the dots before its page number.

    >>> without_leaders("4 Making a referral ........ 12")
    '4 Making a referral 12'
    """
    return LEADERS.sub(r" \g<page>", text).replace("  ", " ")


def _is_entry(line: Line, pages: int) -> bool:
    if LEADERS.search(line.text):
        return True
    last = line.cells[-1]
    return (
        len(line.cells) > 1 and NUMBER.fullmatch(last) is not None and (not last.isdecimal() or int(last) <= pages + 20)
    )


def _groups(entries: Sequence[int]) -> list[list[int]]:
    """Entries that follow each other, but for the first lines of long titles."""
    groups = [entries[:1]] if entries else []
    found = [list(group) for group in groups]
    for before, place in pairwise(entries):
        if place - before <= WRAPPED + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _title(lines: Sequence[Line], first: int) -> int:
    """Where the list's title stands, if it does so within the few lines above; else the first entry."""
    above = (place for place in range(first - 1, max(-1, first - 4), -1) if TITLE.fullmatch(lines[place].text.strip()))
    return next(above, first)
