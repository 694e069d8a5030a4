"""Lines of a text file that belong to its pages and not to its text: page numbers, and heads that come back on every page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_NAMED = re.compile(
    r"(?:page|p\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?|[-–—\[(]\s*(\d{1,4})\s*[-–—\])]|(\d{1,4})\s+of\s+\d{1,4}", re.I
)
_BARE = re.compile(r"\d{1,4}")
LEAST = 2  # pages that have to agree
MOST_HEAD_WORDS = 14
FEED = "\f"


def page_lines(lines: Sequence[str]) -> frozenset[int]:
    """The places of such lines.

    A line that says "Page 3 of 9" or "- 3 -", or holds only a figure beside a form feed, is a page's number where at least
    two of its kind count up by one. The line after a form feed is a running head where it comes back with nothing changed but
    figures.
    """
    return _numbers(lines) | _heads(lines)


def without_page_lines(lines: Sequence[str]) -> list[str]:
    """The lines with those of the pages left blank; a form feed stays in its place."""
    gone = page_lines(lines)
    return [FEED * line.count(FEED) if place in gone else line for place, line in enumerate(lines)]


def _numbers(lines: Sequence[str]) -> frozenset[int]:
    named: list[tuple[int, int]] = []
    bare: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        text = line.strip()
        if (match := _NAMED.fullmatch(text)) is not None:
            named.append((place, int(next(group for group in match.groups() if group))))
        elif _BARE.fullmatch(text) and _beside_feed(lines, place):
            bare.append((place, int(text)))
    return frozenset(place for found in (named, bare) if _counts_up(found) for place, _ in found)


def _counts_up(found: Sequence[tuple[int, int]]) -> bool:
    values = [value for _, value in found]
    return len(values) >= LEAST and all(after - before == 1 for before, after in pairwise(values))


def _beside_feed(lines: Sequence[str], place: int) -> bool:
    """A form feed stands in front of the line, or before the next written line, or the text ends here."""
    following = next((line for line in lines[place + 1 :] if line.strip(" \t\r") or FEED in line), FEED)
    return lines[place].lstrip(" \t").startswith(FEED) or following.lstrip(" \t").startswith(FEED)


def _heads(lines: Sequence[str]) -> frozenset[int]:
    after = [place for place, line in enumerate(lines) if line.lstrip(" \t").startswith(FEED) and line.strip()]
    forms = {place: re.sub(r"\d+", "#", " ".join(lines[place].split())) for place in after}
    common = Counter(forms.values())
    return frozenset(
        place
        for place, form in forms.items()
        if common[form] >= LEAST and len(form.split()) <= MOST_HEAD_WORDS and form[-1] not in ".;:"
    )
