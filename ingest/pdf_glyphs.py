"""Letters of a PDF page joined to runs along their direction."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.pdf_sheet import Area, Run

JOIN = 1.0  # ems: a wider gap starts a new run; words of one justified line stand closer
SPACE = 0.17  # ems: the narrowest gap that is a space
LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0x2: "-",
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter where it stands in the file's own coordinates, y upwards. `angle`: degrees, 0 to 359, of its baseline.

    parted: a space or line break comes before it.
    """

    text: str
    x: float
    y: float
    advance: float
    size: float
    angle: int
    bold: bool
    parted: bool


def right_angle(glyphs: Iterable[Glyph]) -> int:
    """The direction most letters run in: 0, 90, 180 or 270 degrees; 0 without letters."""
    counted = Counter(glyph.angle for glyph in glyphs if glyph.angle % 90 == 0)
    return counted.most_common(1)[0][0] if counted else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Turns the file's coordinates into those along text of one direction: `left` and `top` of the page become 0."""

    angle: int
    left: float = 0.0
    top: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The same point along the text, y downwards."""
        sine, cosine = round(math.sin(math.radians(self.angle))), round(math.cos(math.radians(self.angle)))
        return x * cosine + y * sine - self.left, x * sine - y * cosine - self.top

    def area(self, box: tuple[float, ...]) -> Area:
        """The same rectangle (left, bottom, right, top of the file) along the text."""
        one, other = self.point(box[0], box[1]), self.point(box[2], box[3])
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Area(left=left, top=top, right=right, bottom=bottom)


def frame(page: tuple[float, ...], angle: int) -> Frame:
    """The frame of a page (left, bottom, right, top) for text of one direction."""
    whole = Frame(angle=angle).area(page)
    return Frame(angle=angle, left=whole.left, top=whole.top)


def runs(glyphs: Sequence[Glyph], along: Frame) -> Iterator[Run]:
    """The runs of the letters that stand in one direction, in the order of the file."""
    held: list[tuple[Glyph, float, float]] = []
    for glyph in glyphs:
        if glyph.angle != along.angle:
            continue
        left, baseline = along.point(glyph.x, glyph.y)
        if held and not _follows(held[-1], glyph, left, baseline):
            yield from _run(held)
            held = []
        held.append((glyph, left, baseline))
    yield from _run(held)


def _follows(last: tuple[Glyph, float, float], glyph: Glyph, left: float, baseline: float) -> bool:
    """Whether a letter goes on the run: same size, same baseline, no wide gap; the parts of a joined letter share a place."""
    before, before_left, before_baseline = last
    size = max(before.size, glyph.size)
    gap = left - before_left - before.advance
    same_size = abs(before.size - glyph.size) <= 0.1 * size
    return same_size and abs(baseline - before_baseline) <= 0.1 * size and -1.3 * size <= gap <= JOIN * size


def _run(held: Sequence[tuple[Glyph, float, float]]) -> Iterator[Run]:
    """One run, or none where the letters are only spaces."""
    text, end, before = "", 0.0, None
    for glyph, left, _ in held:
        space = bool(text) and (glyph.parted or left - end > SPACE * glyph.size)
        text += (" " if space else "") + glyph.text
        end = (end if left == before else left) + glyph.advance  # letters in one place are the parts of a joined letter
        before = left
    if text.strip():
        first, left, baseline = held[0]
        bold = sum(glyph.bold for glyph, _, _ in held) / len(held)
        shown = " ".join(text.translate(LIGATURES).split())
        yield Run(text=shown, left=left, right=end, baseline=baseline, size=round(first.size, 2), bold=bold)
