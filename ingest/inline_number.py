"""Paragraph numbers that stand in the middle of a running text, told from other figures by the run that they form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.rising import Spacing, spaced_run
from ingest.text_line import line_rules

LEAST_DOTTED = 5
LEAST_WHOLE = 5
LEAST_AFTER_GAP = 3
SKIPPED = 3  # how far a run may jump
POINTED_WEIGHT = 0.5  # of a number that a word such as "section" stands before
CHAPTER_COST = 0.6  # what a chapter that does not start at 1 costs

_STARTS = r"\s+(?=[A-Z“‘\"(\[]|\d+[A-Z])"
_DOTTED = re.compile(rf"(?<!\S)(?P<n>\d{{1,2}}\.\d{{1,3}})\.?{_STARTS}")
_WHOLE = re.compile(rf"(?<!\S)(?P<n>\d{{1,3}})\.{_STARTS}")
_WORD = re.compile(r"([A-Za-z]+)\.?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineNumber:
    """A printed number in a running text; `[start, end)` is the number with its dot and space."""

    number: str
    start: int
    end: int


def inline_numbers(text: str) -> tuple[InlineNumber, ...]:
    """The paragraph numbers of a running text in order; none where no long run makes them certain.

    Dotted numbers rise within a chapter and start again at 1 in the next; whole numbers rise through the text.
    """
    dotted = _dotted_run(list(_DOTTED.finditer(text)))
    if len(dotted) >= LEAST_DOTTED:
        return dotted
    found = list(_WHOLE.finditer(text))
    run = spaced_run(
        [int(match["n"]) for match in found],
        positions=[match.start() for match in found],
        weights=[POINTED_WEIGHT if _is_pointed(text, match) else 1.0 for match in found],
        spacing=Spacing(least=1, usual=1, most=len(text), step=SKIPPED),
    )
    whole = _without_stray_end([_inline(found[place]) for place in run])
    return whole if len(whole) >= LEAST_WHOLE and int(whole[0].number) <= SKIPPED else ()


def _without_stray_end(run: Sequence[InlineNumber]) -> tuple[InlineNumber, ...]:
    """The run without a few last numbers that stand apart from it by a gap."""
    for place in range(len(run) - 1, max(0, len(run) - LEAST_AFTER_GAP), -1):
        if int(run[place].number) > int(run[place - 1].number) + 1:
            return _without_stray_end(run[:place])
    return tuple(run)


def _inline(match: re.Match[str]) -> InlineNumber:
    return InlineNumber(number=match["n"], start=match.start(), end=match.end())


def _is_pointed(text: str, match: re.Match[str]) -> bool:
    before = _WORD.search(text[max(0, match.start() - 25) : match.start()])
    word = before[1] if before else ""
    return word.lower() in line_rules().before_figures


def _dotted_run(found: Sequence[re.Match[str]]) -> tuple[InlineNumber, ...]:
    """The best run through chapters: 1.1, 1.2 … 2.1, 2.2 …"""
    values = [(int(a), int(b)) for a, _, b in (match["n"].partition(".") for match in found)]
    scores: list[float] = []
    before: list[int | None] = []
    latest: dict[tuple[int, int], int] = {}
    chapter: dict[int, int] = {}
    for place, (part, value) in enumerate(values):
        options = [
            (scores[p] - 0.4 * (up - 1), p)
            for up in range(1, SKIPPED + 1)
            if (p := latest.get((part, value - up), -1)) >= 0
        ]
        if value <= SKIPPED:
            cost = CHAPTER_COST * (value - 1)
            options += [(scores[p] - cost, p) for up in (1, 2) if (p := chapter.get(part - up, -1)) >= 0]
        best, via = max(options, default=(0.0, -1))
        scores.append(best + 1)
        before.append(via if via >= 0 else None)
        if (part, value) not in latest or scores[place] >= scores[latest[part, value]]:
            latest[part, value] = place
        if part not in chapter or scores[place] >= scores[chapter[part]]:
            chapter[part] = place
    return _followed(found, before, max(range(len(found)), key=scores.__getitem__, default=None))


def _followed(
    found: Sequence[re.Match[str]], before: Sequence[int | None], last: int | None
) -> tuple[InlineNumber, ...]:
    run: list[InlineNumber] = []
    while last is not None:
        run.append(_inline(found[last]))
        last = before[last]
    return tuple(reversed(run))
