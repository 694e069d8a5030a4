"""The pages of a text with hard line ends: running heads, page numbers and footnotes are set apart from the text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.finding import Repair
from ingest.footnote_mark import footnote_marks, without
from ingest.grammar import read_mark
from ingest.repair_places import mark_repairs, removed
from ingest.text_line import bullet_of, line_rules

_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_SOURCE = re.compile(r"[–-] [\w ]{3,40}")
_BULLET = "• "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with words. gap: blank lines before it. new_page: it starts a page. note: it is part of a footnote."""

    text: str
    gap: int = 0
    new_page: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The lines of a text, and what was taken out of it or its sentences: furniture and footnote marks."""

    lines: tuple[Line, ...]
    furniture: tuple[Repair, ...]
    marks: tuple[Repair, ...]


def pages(lines: Sequence[str]) -> Pages:
    """The written lines of a wrapped text in reading order.

    A form feed, or a single space before a line on its own, starts a page: that is what a form feed becomes in many
    extractions. Several lines in a row with such a space are a list whose marks were lost.
    """
    written = _written(lines)
    without_heads = _without_running_heads(written)
    kept = _without_page_numbers(without_heads)
    body, marks = _with_notes(kept)
    gone = (*_gone(written, without_heads), *_gone(without_heads, kept))
    return Pages(lines=tuple(body), furniture=removed(gone), marks=marks)


def _gone(before: Sequence[Line], after: Sequence[Line]) -> Iterator[str]:
    """The lines that were there before, in order. `after` has the others in the same order."""
    left = iter(after)
    stays = next(left, None)
    for line in before:
        if stays is not None and line.text == stays.text:
            stays = next(left, None)
        else:
            yield line.text


def kept_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The written lines without running heads and page numbers, footnote marks still in them."""
    return tuple(line.text for line in _without_page_numbers(_without_running_heads(_written(lines))))


def _written(lines: Sequence[str]) -> list[Line]:
    found: list[Line] = []
    gap = 0
    for place, line in enumerate(lines):
        text, before = line.strip(), found[-1].text if found else ""
        if not text:
            gap += 1
        elif _is_source(text, before):
            found[-1] = replace(found[-1], text=f"{before} {text}")
        else:
            listed = _is_listed(lines, place) or (gap == 0 and before.startswith(_BULLET) and _is_next_item(line))
            starts = line.startswith("\f") or (line.startswith(" ") and not listed)
            found.append(Line(text=_BULLET + text if listed else text, gap=gap, new_page=starts))
            gap = 0
    return found


def _is_listed(lines: Sequence[str], place: int) -> bool:
    """One of several lines in a row with a space in front."""
    around = (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2])
    return _is_spaced(lines[place]) and any(_is_spaced(line) for line in around)


def _is_next_item(line: str) -> bool:
    return line[:1].isupper() and read_mark(line) is None


def _is_source(line: str, before: str) -> bool:
    """A dash and a few words below a quotation say whose words they are; elsewhere the dash would be a bullet."""
    return before.endswith(("”", '"')) and bool(_SOURCE.fullmatch(line))


def _is_spaced(line: str) -> bool:
    text = line.strip()
    return line.startswith(" ") and bool(text) and bullet_of(line) is None and read_mark(text) is None


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """A line that comes back with nothing but a higher number, of five words or more, is the head or foot of a page."""
    forms: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        figures = re.findall(r"\d+", line.text)
        if len(figures) == 1 and len(line.text.split()) >= 5 and re.search(r"^\d|\d$", line.text):
            forms[re.sub(r"\d+", "#", line.text)].append(int(figures[0]))
    heads = {form for form, values in forms.items() if len(values) > 1 and values == sorted(set(values))}
    return _dropped(lines, {n for n, line in enumerate(lines) if re.sub(r"\d+", "#", line.text) in heads})


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """A number on a line of its own after a wide gap is a page's; so are short lines between that gap and the number."""
    dropped: set[int] = set()
    for place, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text) and (start := _foot_start(lines, place)) is not None:
            dropped.update(range(start, place + 1))
    return _dropped(lines, dropped)


def _foot_start(lines: Sequence[Line], place: int) -> int | None:
    for start in range(place, max(-1, place - 5), -1):
        line = lines[start]
        if start < place and (len(line.text.split()) > line_rules().heading or line.text[-1] in ".;:"):
            return None
        if line.gap >= 2 or line.new_page:
            return start if line.gap >= 2 else None
    return None


def _dropped(lines: Sequence[Line], places: Iterable[int]) -> list[Line]:
    """The lines without those at `places`: page furniture, so the next line is the first of its page's text."""
    gone = set(places)
    kept: list[Line] = []
    gap, new_page = 0, False
    for place, line in enumerate(lines):
        if place in gone:
            gap, new_page = max(gap, line.gap), True
            continue
        kept.append(replace(line, gap=max(gap, line.gap), new_page=new_page or line.new_page))
        gap, new_page = 0, False
    return kept


def _with_notes(lines: Sequence[Line]) -> tuple[list[Line], tuple[Repair, ...]]:
    """Set the footnotes at the end of each page apart, and take their marks out of the sentences above them."""
    text = "\n".join(line.text for line in lines)
    marks = footnote_marks(text)
    plain = without(text, [(mark.start, mark.end) for mark in marks]).split("\n")
    marked: dict[int, set[int]] = defaultdict(set)
    for mark in marks:
        marked[text.count("\n", 0, mark.start)].add(mark.number)
    found: list[Line] = []
    for page in _by_page(lines):
        above: set[int] = set()
        start = page.stop
        for place in page:
            if _is_number(lines[place], above):
                start = place
                break
            above |= marked[place]
        found += [replace(lines[place], text=plain[place].strip()) for place in page if place < start]
        found += [replace(lines[place], note=True, new_page=False) for place in page if place >= start]
    return found, mark_repairs(text, [(mark.start, mark.end) for mark in marks])


def _is_number(line: Line, numbers: set[int]) -> bool:
    return bool(_NUMBER.fullmatch(line.text)) and int(line.text) in numbers


def _by_page(lines: Sequence[Line]) -> Iterator[range]:
    starts = [0, *(place for place, line in enumerate(lines) if line.new_page and place)]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield range(start, stop)
