"""Running heads and page numbers: what repeats at the top and foot of pages and is no part of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from ingest.pdf_rows import rows
from ingest.pdf_sheet import Run, Sheet

MOST = 0.5  # part of a file's letters: what would take more is its text
DEEPEST = 4  # lines from the edge that are looked at
MOST_FIGURES = 4  # of a line, that are compared one by one
LARGER = 1.15  # times the usual size of letters: such a line is a heading, and its figure is that of a chapter or level
SAME_HEIGHT = 6.0  # points
PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|[-–—|] ?)?([0-9]{1,4})(?: ?(?:of|/) ?[0-9]{1,4})?(?: ?[-–—|])?", re.IGNORECASE
)

Row = tuple[Run, ...]
Key = tuple[str, tuple[str, ...] | None]
"""The words of a row, with # for each figure; and the first figures, None where they may be any."""


def without_furniture(pages: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The same pages without running heads and page numbers.

    From each edge inwards, a line goes where it stands at the same height on at least three pages (two where there are only
    two or three), or where it is the number of its page; the first line that stays ends the search. Its figures are the same
    there, or count with the pages; on most pages of a file they may be any. Where this would take most of a file (a form on
    every page, a file of a few figures), nothing is taken.
    """
    listed = [rows(sheet.runs) for sheet in pages]
    large = LARGER * _usual(pages)
    gone: dict[int, set[Run]] = defaultdict(set)
    for from_top in (True, False):
        edges = [tuple(rows_of if from_top else reversed(rows_of))[:DEEPEST] for rows_of in listed]
        repeated = _repeated(edges, large)
        offset = _offset(edges)
        for place, edge in enumerate(edges):
            for row in edge:
                alike = repeated.get(_height(row), set())
                if alike.isdisjoint(_keys(row, place, large)) and not _is_page_number(row, place, offset):
                    break
                gone[place].update(row)
    taken = sum(len(run.text) for runs in gone.values() for run in runs)
    if taken > MOST * sum(len(run.text) for sheet in pages for run in sheet.runs):
        return tuple(pages)
    return tuple(
        replace(sheet, runs=tuple(run for run in sheet.runs if run not in gone[place]))
        for place, sheet in enumerate(pages)
    )


def _text(row: Row) -> str:
    return " ".join(run.text for run in row)


def _usual(pages: Sequence[Sheet]) -> float:
    """The size that most letters are set in; 0 without any."""
    letters: dict[float, int] = defaultdict(int)
    for sheet in pages:
        for run in sheet.runs:
            letters[round(run.size, 1)] += len(run.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _keys(row: Row, place: int, large: float) -> set[Key]:
    """What a row of another page may have in common with this one: its words with each figure as it stands or as it counts
    with the pages, and its words alone. Of a heading in larger type than the text, all as it stands.
    """
    text = _text(row).lower()
    figures = re.findall(r"[0-9]+", text)
    words = re.sub(r"[0-9]+", "#", text)
    if PAGE_NUMBER.fullmatch(text):
        return {(words, ())}
    if row[0].size > large:
        return {(words, tuple(figures))}
    each = [(figure, f"page {int(figure) - place:+}") for figure in figures[:MOST_FIGURES]]
    return {(words, None), *((words, these) for these in product(*each))}


def _height(row: Row) -> int:
    return round(row[0].baseline / SAME_HEIGHT)


def _repeated(edges: Sequence[Sequence[Row]], large: float) -> dict[int, set[Key]]:
    """By height, the keys that stand there on enough pages; a height also counts for its two neighbours."""
    enough = 3 if len(edges) > 3 else 2
    pages: dict[tuple[int, Key], set[int]] = defaultdict(set)
    for place, edge in enumerate(edges):
        for row in edge:
            for near in (-1, 0, 1):
                for key in _keys(row, place, large):
                    pages[_height(row) + near, key].add(place)
    found: dict[int, set[Key]] = defaultdict(set)
    for (height, key), on in pages.items():
        if len(on) >= (enough if key[1] is not None else max(enough, len(edges) // 2 + 1)):
            found[height].add(key)
    return found


def _offset(edges: Sequence[Sequence[Row]]) -> int:
    """How far printed page numbers are ahead of the count of pages, by what most pages print; 0 without any."""
    counted: dict[int, int] = defaultdict(int)
    for place, edge in enumerate(edges):
        for row in edge[:2]:
            if found := PAGE_NUMBER.fullmatch(_text(row)):
                counted[int(found[1]) - place] += 1
    best = max(counted, key=lambda offset: counted[offset], default=1)
    return best if counted.get(best, 0) >= 2 else 1


def _is_page_number(row: Row, place: int, offset: int) -> bool:
    found = PAGE_NUMBER.fullmatch(_text(row))
    return found is not None and int(found[1]) - place in (offset, 1)
