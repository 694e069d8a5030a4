"""The contents list of a running text: what its headings are and on which pages they stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.text_line import line_rules

WITHIN_PAGES = 6  # a contents list starts on one of the first pages
LONGEST_ENTRY = 30  # words
LEAST_ENTRIES = 4
FURTHEST = 40  # pages from one entry to the next
SURE_WORDS = 4  # a heading of so many words is known wherever it stands; a shorter one must follow a stop

_CONTENTS = re.compile(r"\b(?:Contents|CONTENTS|Table of contents)\b")
_PAGE = re.compile(r"(\d{1,3})(?!\S)")
_LETTERED = re.compile(r"^\(\w{1,2}\)\s*")
_STOP = re.compile(r"(?:^|[.;:?!)\]”’\"]|\n)\s*$")
_NEXT = re.compile(r"\s+[A-Z0-9“‘\"(•●▪\uf0a7]|\s*\n|\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a contents list."""

    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsList:
    """A contents list; `[start, end)` is where it stands in the text that was searched."""

    entries: tuple[Entry, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A heading where it stands in the text: `[start, end)`; title as it stands there."""

    title: str
    start: int
    end: int


def contents_list(text: str, pages: Sequence[tuple[int, int, int]]) -> ContentsList | None:
    """Read the contents list at the start of `text`: titles, each with a page number not lower than the one before.

    pages: `(number, start, end)` of each page in `text`. None where there is no such list.
    """
    word = _CONTENTS.search(text, 0, pages[min(WITHIN_PAGES, len(pages)) - 1][2]) if pages else None
    if word is None:
        return None
    starts = {number: start for number, start, _ in pages}
    found = list(_numbers(text, word.end(), starts))
    chosen = [found[place] for place in _longest([int(match[1]) for match in found])]
    entries, start = [], word.end()
    for number in chosen:
        title = " ".join(text[start : number.start()].split())
        start = number.end()
        if title:
            entries.append(Entry(title=title, page=int(number[1])))
    if len(entries) < LEAST_ENTRIES:
        return None
    return ContentsList(entries=tuple(entries), start=word.start(), end=start)


def _numbers(text: str, start: int, starts: Mapping[int, int]) -> Iterator[re.Match[str]]:
    """The figures that may be page numbers of the list: it ends where the first page that it names starts."""
    end, last = len(text), start
    for number in _PAGE.finditer(text, start):
        if number.start() >= end or len(text[last : number.start()].split()) > LONGEST_ENTRY:
            return
        if int(number[1]) in starts:
            end = min(end, starts[int(number[1])]) if starts[int(number[1])] > number.end() else end
            last = number.end()
            yield number


def _longest(values: Sequence[int]) -> tuple[int, ...]:
    """The places of the longest part of `values` that never falls; of equally long ones that with the smallest last step."""
    length: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(values):
        options = [(length[p], values[p], p) for p in range(place) if values[p] <= value <= values[p] + FURTHEST]
        best = max(options, default=(0, 0, None), key=lambda option: option[:2])
        length.append(best[0] + 1)
        before.append(best[2])
    last = max(range(len(values)), key=length.__getitem__, default=None)
    run: list[int] = []
    while last is not None:
        run.append(last)
        last = before[last]
    return tuple(reversed(run))


def headings_of(entries: Sequence[Entry], pages: Sequence[tuple[int, int, int]], text: str) -> tuple[Found, ...]:
    """Where the headings of a contents list stand in the text.

    pages: `(number, start, end)` of each page in `text`. A number may stand before its page or after it; the way that finds more
    headings is the right one.
    """
    before = list(_found(entries, {number: (start, end) for number, start, end in pages}, text))
    shifted = {number: pages[place - 1][1:] for place, (number, _, _) in enumerate(pages) if place}
    after = list(_found(entries, shifted, text))
    return tuple(sorted(before if len(before) >= len(after) else after, key=lambda found: found.start))


def _found(entries: Sequence[Entry], pages: dict[int, tuple[int, int]], text: str) -> Iterator[Found]:
    last = 0
    for entry in entries:
        if entry.page not in pages:
            continue
        start, end = pages[entry.page]
        found = _on_page(entry.title, text, max(start, last if last < end else start), end)
        if found is not None:
            last = found.end
            yield found


def _on_page(title: str, text: str, start: int, end: int) -> Found | None:
    words = re.findall(r"[^\W_]+", title)
    if not words:
        return None
    pattern = re.compile(r"\(?" + r"\W{1,3}".join(re.escape(word) for word in words) + r"[?)’”]?:?", re.I)
    for match in pattern.finditer(text, start, end):
        if _stands_alone(text, match, len(words), start):
            return Found(title=" ".join(match[0].split()), start=match.start(), end=match.end())
    return None


def _stands_alone(text: str, match: re.Match[str], words: int, page_start: int) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    first = _LETTERED.sub("", match[0])[:1]
    if not (first.isupper() or first.isdigit()) or not _NEXT.match(text, match.end()):
        return False
    follows = match.start() - page_start < 3 or bool(_STOP.search(before))
    last_word = re.search(r"(\w+)\W*$", before)
    pointed = last_word is not None and last_word[1].lower() in line_rules().unfinished
    return follows or (words >= SURE_WORDS and not pointed and not re.search(r"[‘“\"'(]$", before))
