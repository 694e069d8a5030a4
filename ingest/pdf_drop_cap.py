"""Drop caps: a first letter as tall as several lines, which belongs to the word beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf_sheet import Run

TALL = 1.7  # times the letters beside it: a drop cap spans two lines or more
BESIDE = 0.5  # of its size: how far to its right the word goes on
LEVEL = 0.7  # of a line's size: how far its top may be from that of the first line
CAP = re.compile(r"[\"'“‘]?[A-Z]")
WORD = re.compile(r"[^\W\d_]+")
ALONE = "AIO"  # letters that are words


def with_drop_caps(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of a page, each drop cap put before its word; the lines beside it start where it stood."""
    kept = list(runs)
    for cap in runs:
        if CAP.fullmatch(cap.text) is None:
            continue
        lines = [run for run in kept if run is not cap and _is_beside(run, cap)]
        first = min(lines, key=lambda run: run.baseline, default=None)
        if first is None or abs(_top(first) - _top(cap)) > LEVEL * first.size or len(lines) < 2:
            continue
        gap = " " if _is_word(cap, first, kept) else ""
        for run in lines:
            text = f"{cap.text}{gap}{run.text}" if run is first else run.text
            kept[kept.index(run)] = replace(run, text=text, left=cap.left)
        kept.remove(cap)
    return tuple(kept)


def _is_beside(run: Run, cap: Run) -> bool:
    """Whether a line starts at a cap's right and between its top and its foot."""
    level = cap.baseline - cap.size < run.baseline <= cap.baseline + 0.2 * run.size
    return level and run.size * TALL <= cap.size and -0.1 * cap.size <= run.left - cap.right <= BESIDE * cap.size


def _top(run: Run) -> float:
    """Where its capitals end upwards."""
    return run.baseline - 0.7 * run.size


def _is_word(cap: Run, first: Run, runs: Sequence[Run]) -> bool:
    """Whether the cap is a word of its own: "A keeper", where the page has "keeper" elsewhere, or no word that both make."""
    start = WORD.match(first.text)
    if start is None or cap.text[-1] not in ALONE:
        return start is None
    texts = (first.text[start.end() :] if run is first else run.text for run in runs)
    words = {word.lower() for text in texts for word in WORD.findall(text)}
    return start[0].lower() in words and f"{cap.text[-1]}{start[0]}".lower() not in words
