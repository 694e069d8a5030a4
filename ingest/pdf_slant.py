"""Slanted letters of a PDF page: turned to the nearest right angle so that they can be read, or a watermark."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.pdf_glyphs import Glyph

LARGE = 1.8  # times the usual size of letters: a watermark is drawn across the page
MOST_WATERMARK = 60  # letters; a slanted text that is longer is no watermark
STEEP = 15  # degrees from a right angle: letters that lean less are a page that was scanned or placed askew


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The letters of a page, all at right angles; the words of a watermark, in the order of the file."""

    glyphs: tuple[Glyph, ...]
    watermark: tuple[str, ...]


def levelled(glyphs: Sequence[Glyph]) -> Level:
    """Turn what leans; leave out what is written large across the text."""
    leaning = {glyph.angle for glyph in glyphs if glyph.angle % 90}
    if not leaning:
        return Level(glyphs=tuple(glyphs), watermark=())
    usual = median(glyph.size for glyph in glyphs if not glyph.angle % 90) if _straight(glyphs) else 0.0
    by_angle: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_angle[glyph.angle].append(glyph)
    marks = {angle for angle in leaning if usual and _is_watermark(by_angle[angle], usual)}
    most = Counter(glyph.angle for glyph in glyphs).most_common(1)[0][0]
    origin = {angle: (0.0, 0.0) if angle == most else (held[0].x, held[0].y) for angle, held in by_angle.items()}
    kept = tuple(
        _turned(glyph, origin[glyph.angle]) if glyph.angle in leaning else glyph
        for glyph in glyphs
        if glyph.angle not in marks
    )
    return Level(glyphs=kept, watermark=tuple(word for angle in sorted(marks) for word in _words(by_angle[angle])))


def _straight(glyphs: Sequence[Glyph]) -> bool:
    return any(not glyph.angle % 90 for glyph in glyphs)


def _is_watermark(held: Sequence[Glyph], usual: float) -> bool:
    lean = min(held[0].angle % 90, 90 - held[0].angle % 90)
    return lean >= STEEP and len(held) <= MOST_WATERMARK and min(glyph.size for glyph in held) >= LARGE * usual


def _turned(glyph: Glyph, origin: tuple[float, float]) -> Glyph:
    """The letter turned about a point to the nearest right angle."""
    level = round(glyph.angle / 90) * 90
    turn = math.radians(level - glyph.angle)
    x, y = glyph.x - origin[0], glyph.y - origin[1]
    return replace(
        glyph,
        x=origin[0] + x * math.cos(turn) - y * math.sin(turn),
        y=origin[1] + x * math.sin(turn) + y * math.cos(turn),
        angle=level % 360,
    )


def _words(held: Sequence[Glyph]) -> list[str]:
    words: list[str] = []
    for glyph in held:
        if glyph.parted or not words:
            words.append("")
        words[-1] += glyph.text
    return words
