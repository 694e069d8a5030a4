"""Footnotes that stand in the middle of a running text: at the end of each page, before its number."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from corpus.finding import Repair
from ingest.footnote_mark import without
from ingest.repair_places import mark_repairs
from ingest.rising import Spacing, spaced_run
from ingest.text_line import line_rules

LEAST_NOTES = 3
LEAST_TEXT = 0.12  # share of a page before its first footnote
REACH = 9000  # characters from a mark to its footnote: a page, or two where a sentence runs over
NOTES = Spacing(least=1, usual=1, most=60_000, step=10)
SPACED_WEIGHT = 0.6  # of a mark with a space before it, which is less sure than one glued to its word
POINTED_WEIGHT = 0.2  # of one that a pointer or count stands before: it must fit between its neighbours
POINTED_COST = 0.6  # of a footnote whose number a pointer or count stands before

_BODY = re.compile(r"(?<!\S)(?P<n>[1-9]\d{0,2})\s?(?=[A-Z“‘\"\[]|\d\d-\d\d [A-Z]|https?:|www\.)")
_PARAGRAPH = re.compile(r"(?<!\S)\d{1,3}(?:\.\d{1,3})?\.\s+[A-Z]")
_GLUED = re.compile(
    r"(?:(?<=[A-Za-z’”'\")\].,;:])|(?<=(?:19|20)\d\d))(?<!\b\d[.,:])(?<!\b\d\d[.,:])(?P<n>[1-9]\d{0,2})(?![\d%]|\.\d)"
)
_SPACED = re.compile(r"(?<=[a-z\d’”)]) (?P<n>[1-9]\d{0,2})(?=[.,;:)]|\s[(‘A-Za-z]|\s\d{1,3}\. [A-Z])")
_WORD = re.compile(r"([A-Za-z.]+)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedPages:
    """Pages without their footnotes and `marks` of those; notes: the footnotes of each page without their numbers."""

    texts: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]
    marks: tuple[Repair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """A footnote's number and start in the whole text, and the span of its mark."""

    number: int
    start: int
    mark: tuple[int, int]
    glued: bool


def without_notes(pages: Sequence[str]) -> NotedPages:
    """Set the footnotes of each page apart.

    A footnote is a number with a capital behind it that continues the count of those before it and is a mark behind some word
    of the page or the one before. What follows it on its page belongs to footnotes. Where either is missing, both stay.
    """
    text = "\n".join(pages)
    starts = [0, *accumulate(len(page) + 1 for page in pages)][:-1]
    spread = [(start, start + len(page)) for start, page in zip(starts, pages, strict=True)]
    notes = _notes(text, spread)
    if sum(note.glued for note in notes) < LEAST_NOTES:
        return NotedPages(texts=tuple(pages), notes=tuple(() for _ in pages), marks=())
    spans = [*(note.mark for note in notes), *_lone_marks(text, notes)]
    notes = sorted([*notes, *_unmarked(text, notes, spread)], key=lambda note: note.start)
    texts, bodies = [], []
    for page, start in zip(pages, starts, strict=True):
        mine = [note for note in notes if bisect_right(starts, note.start) == bisect_right(starts, start)]
        cuts = [note.start - start for note in mine]
        marks = [(a - start, b - start) for a, b in spans if start <= a < start + len(page)]
        kept = page[: cuts[0]] if cuts else page
        texts.append(without(kept, sorted(mark for mark in marks if mark[1] <= len(kept))))
        bodies.append(
            tuple(_body(page[a:b]) for a, b in zip(cuts, [*cuts[1:], len(page)], strict=True)) if cuts else ()
        )
    return NotedPages(texts=tuple(texts), notes=tuple(bodies), marks=mark_repairs(text, sorted(spans)))


def _body(text: str) -> str:
    return re.sub(r"^\d{1,3}\s?", "", " ".join(text.split()))


def _bodies(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What may be footnotes of a page: in its later part, with no line break and not several paragraph numbers behind."""
    numbers = [match.start() for match in _PARAGRAPH.finditer(text, start, end)][-2:-1]
    first = max(start + int(LEAST_TEXT * (end - start)), text.rfind("\n", start, end), *numbers)
    return (match for match in _BODY.finditer(text, first, end) if not _is_date(text, match.end()))


def _is_date(text: str, place: int) -> bool:
    word = re.match(r"[A-Za-z]+", text[place : place + 12])
    return word is not None and word[0].lower() in line_rules().months


def _notes(text: str, pages: Sequence[tuple[int, int]]) -> list[_Note]:
    """The run of footnotes that their marks bear out."""
    marks = _marks(text)
    found = [
        (match, _nearest(marks, int(match["n"]), match.start())) for page in pages for match in _bodies(text, *page)
    ]
    borne = [(match, mark) for match, mark in found if mark is not None]
    run = spaced_run(
        [int(match["n"]) for match, _ in borne],
        positions=[match.start() for match, _ in borne],
        weights=[mark[2] - POINTED_COST * _points(text, match.start()) for match, mark in borne],
        spacing=NOTES,
    )
    chosen = [borne[place] for place in run]
    return [
        _Note(number=int(match["n"]), start=match.start(), mark=mark[:2], glued=mark[2] == 1.0)
        for match, mark in chosen
    ]


def _marks(text: str) -> dict[int, list[tuple[int, int, float]]]:
    marks: dict[int, list[tuple[int, int, float]]] = {}
    for number, mark in _every_mark(text):
        marks.setdefault(number, []).append(mark)
    return marks


def _every_mark(text: str) -> Iterator[tuple[int, tuple[int, int, float]]]:
    for match in _GLUED.finditer(text):
        yield int(match["n"]), (match.start("n"), match.end("n"), 1.0)
    for match in _SPACED.finditer(text):
        heads = text[match.end() + 1 : match.end() + 2].isupper()
        weight = POINTED_WEIGHT if heads or _points(text, match.start()) else SPACED_WEIGHT
        yield int(match["n"]), (match.start(), match.end("n"), weight)


def _lone_marks(text: str, notes: Sequence[_Note]) -> Iterator[tuple[int, int]]:
    """Marks of footnotes that were not found: glued to a word, between the marks of the numbers around them."""
    for before, after in pairwise(notes):
        for number in range(before.number + 1, after.number):
            if before.mark[1] < after.mark[0]:
                lone = re.compile(rf"(?<=[a-z.,;)]) ?{number}(?=[\s.,;:)])(?!\.\d)").finditer(
                    text, before.mark[1], after.mark[0]
                )
                yield from (mark.span() for mark in [*lone][:1] if not _points(text, mark.start()))


def _unmarked(text: str, notes: Sequence[_Note], pages: Sequence[tuple[int, int]]) -> Iterator[_Note]:
    """Footnotes whose mark was not found: behind the footnote before them on the same page, before the one after them."""
    for before, after in pairwise(notes):
        end = next(end for start, end in pages if start <= before.start < end)
        for number in range(before.number + 1, after.number):
            body = re.compile(rf"(?<=[\w.)] ){number} (?=[A-Z“‘]|\d\d-\d\d [A-Z])").search(
                text, before.start, min(end, after.start)
            )
            if body is not None and not _points(text, body.start()):
                place = body.start()
                yield _Note(number=number, start=place, mark=(place, place), glued=False)


def _nearest(marks: dict[int, list[tuple[int, int, float]]], number: int, before: int) -> tuple[int, int, float] | None:
    """The surest mark of a number within reach before a place, of equally sure ones the nearest."""
    within = [mark for mark in marks.get(number, ()) if before - REACH <= mark[0] and mark[1] < before]
    return max(within, key=lambda mark: (mark[2], mark[0]), default=None)


def _points(text: str, place: int) -> bool:
    """The word before a figure makes it a pointer or a count."""
    before = _WORD.search(text[max(0, place - 25) : place])
    return before is not None and before[1].lower() in line_rules().before_figures
