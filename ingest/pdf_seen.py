"""Which letters of a PDF page can be seen: by their ink, else by drawing the page with and without them."""

import ctypes
import math
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.pdf_drawn import Drawn
from ingest.pdf_glyphs import Glyph
from ingest.pdf_letters import Fate, Letter

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

SCALE = 1.0  # pixels a point: print of six points leaves marks enough
MOST_PIXELS = 3_000_000  # of the drawn page; an A4 page takes 0.5 million
LARGEST_IMAGE = 20_000_000  # pixels; a larger one would take the reader's memory, so it is left out of the drawing
MARKED = 10  # of 255: a smaller change of a pixel is none that an eye sees
READABLE = 0.3  # part of a word's letters that leave a mark
SCANNED = 0.6  # part of a page that its pictures take where it is a scan
BESIDE = 0.5  # as many words may be typed on a scan, by those of its text layer: a stamp, a page number
SECONDS = 60.0  # for the drawings of one document
DEEPEST = 5  # forms within forms
LATIN = 0x24F  # the last letter of the script that pdfium has fonts for when a file brings none
ALL = 0.9  # part of the words of a page: so many that leave no mark without a cause are in a font that cannot be drawn

LOOKED_AT = (Fate.LIGHT, Fate.DOUBTFUL, Fate.WEAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """shown: the letters that a reader of the page sees. unseen: the words that nobody sees.

    recognised: the letters are the text layer of a scan: invisible themselves, they say what its picture shows.
    """

    shown: tuple[Glyph, ...]
    unseen: tuple[str, ...]
    recognised: bool


class Eye:
    """Looks at the pages of one document, for a minute at most; after that, ink alone decides."""

    def __init__(self) -> None:
        self._left = SECONDS

    def look(self, page: "PdfPage", letters: Sequence[Letter], drawn: Drawn) -> Seen:
        """Part the letters of a page into seen and unseen words."""
        words: dict[int, list[Letter]] = defaultdict(list)
        for letter in letters:
            words[letter.word].append(letter)
        marked = self._marked(page, [letter for letter in letters if letter.fate in LOOKED_AT])
        unseen = {word for word, held in words.items() if not _is_seen(held, marked)}
        unseen -= _undrawable(words, unseen)
        layer = _text_layer(words, unseen, drawn, page.get_bbox())
        hidden = [words[word] for word in sorted(unseen - layer)]
        return Seen(
            shown=tuple(letter.glyph for letter in letters if letter.word not in unseen or letter.word in layer),
            unseen=tuple("".join(letter.glyph.text for letter in held) for held in hidden),
            recognised=bool(layer),
        )

    def _marked(self, page: "PdfPage", letters: Sequence[Letter]) -> dict[Letter, bool]:
        """Whether each letter changes the page that it is drawn on; by its ink where there is no time left to look."""
        if not letters or self._left <= 0:
            return {letter: letter.fate is not Fate.LIGHT for letter in letters}
        started = time.monotonic()
        change = _change(page)
        self._left -= time.monotonic() - started
        return dict(zip(letters, change.under([letter.glyph for letter in letters]), strict=True))


def _is_seen(held: Sequence[Letter], marked: dict[Letter, bool]) -> bool:
    """Whether enough letters of a word are seen."""
    seen = sum(letter.fate is Fate.SEEN or marked.get(letter, False) for letter in held)
    return seen > READABLE * len(held)


def _undrawable(words: dict[int, list[Letter]], unseen: set[int]) -> set[int]:
    """Words that leave no mark and have no cause for it: in a script for which there is no font, or nearly all of the page."""
    weak = {word for word in unseen if all(letter.fate is Fate.WEAK for letter in words[word])}
    if len(weak) > ALL * len(words):
        return weak
    return {word for word in weak if any(ord(letter.glyph.text) > LATIN for letter in words[word])}


def _text_layer(words: dict[int, list[Letter]], unseen: set[int], drawn: Drawn, page: tuple[float, ...]) -> set[int]:
    """The unseen words that are what character recognition found on a page that is a picture; none where it is no such page."""
    if not unseen or drawn.picture_share(page) < SCANNED:
        return set()
    layer = {word for word in unseen if _over_picture(words[word], drawn)}
    return layer if len(words) - len(unseen) <= BESIDE * len(layer) else set()


def _over_picture(held: Sequence[Letter], drawn: Drawn) -> bool:
    first = held[0]
    x, y = first.glyph.x, first.glyph.y + 0.3 * first.glyph.size
    return first.fate in (Fate.INKLESS, Fate.DOUBTFUL) and drawn.pictured(x, y)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Where letters change a page. counted: sums of changed pixels above and to the left, shape (height + 1, width + 1).

    origin, across, up: where the page's point (0, 0) is drawn, and how a point to the right and upwards moves it.
    """

    counted: NDArray[np.int32]
    origin: tuple[float, float]
    across: tuple[float, float]
    up: tuple[float, float]

    def under(self, glyphs: Sequence[Glyph]) -> list[bool]:
        """Whether any pixel changed where each letter stands."""
        turn = np.radians([glyph.angle for glyph in glyphs])
        size = np.array([glyph.size for glyph in glyphs])
        wide = np.maximum(np.array([glyph.advance for glyph in glyphs]), 0.2 * size)
        along = np.stack([np.cos(turn) * wide, np.sin(turn) * wide])
        above = np.stack([-np.sin(turn) * size, np.cos(turn) * size])
        start = np.array([[glyph.x for glyph in glyphs], [glyph.y for glyph in glyphs]])
        corners = np.stack([start + a * along + b * above for a in (0, 1) for b in (-0.15, 0.7)])
        x = self.origin[0] + corners[:, 0] * self.across[0] + corners[:, 1] * self.up[0]
        y = self.origin[1] + corners[:, 0] * self.across[1] + corners[:, 1] * self.up[1]
        height, width = self.counted.shape
        left, right = _clipped(x.min(0), x.max(0), width)
        top, bottom = _clipped(y.min(0), y.max(0), height)
        held = self.counted
        changed = held[bottom, right] - held[top, right] - held[bottom, left] + held[top, left]
        return [bool(count > 0) for count in changed]


def _clipped(low: NDArray[np.float64], high: NDArray[np.float64], end: int) -> tuple[NDArray[np.int64], ...]:
    return (
        np.clip(np.floor(low), 0, end - 1).astype(np.int64),
        np.clip(np.ceil(high), 0, end - 1).astype(np.int64),
    )


def _change(page: "PdfPage") -> _Change:
    """Draw a page with its letters and without, and compare. The page is left as it was."""
    from pypdfium2 import raw

    texts, images = _objects(page)
    scale = min(SCALE, math.sqrt(MOST_PIXELS / max(1.0, page.get_width() * page.get_height())))
    for image in images:
        raw.FPDFPageObj_SetIsActive(image, False)
    before = _drawing(page, scale)
    for text in texts:
        raw.FPDFPageObj_SetIsActive(text, False)
    after = _drawing(page, scale)
    for item in (*texts, *images):
        raw.FPDFPageObj_SetIsActive(item, True)
    changed = (np.maximum(before, after) - np.minimum(before, after) >= MARKED).any(axis=2)
    counted = np.zeros((changed.shape[0] + 1, changed.shape[1] + 1), np.int32)
    counted[1:, 1:] = changed.cumsum(0, np.int32).cumsum(1)
    origin, right, above = (_device(page, changed.shape, x, y) for x, y in ((0, 0), (100, 0), (0, 100)))
    return _Change(
        counted=counted,
        origin=origin,
        across=((right[0] - origin[0]) / 100, (right[1] - origin[1]) / 100),
        up=((above[0] - origin[0]) / 100, (above[1] - origin[1]) / 100),
    )


def _drawing(page: "PdfPage", scale: float) -> NDArray[np.uint8]:
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
    pixels = np.array(bitmap.to_numpy()[:, :, :3])
    bitmap.close()
    return pixels


def _device(page: "PdfPage", shape: tuple[int, ...], x: float, y: float) -> tuple[float, float]:
    """Where a point of the page is drawn, in pixels."""
    from pypdfium2 import raw

    fine = 100
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, shape[1] * fine, shape[0] * fine, 0, x, y, across, down)
    return across.value / fine, down.value / fine


def _objects(page: "PdfPage") -> tuple[list[Any], list[Any]]:
    """The text objects of a page, and its images that are too large to be drawn, also those in forms."""
    from pypdfium2 import raw

    texts: list[Any] = []
    images: list[Any] = []
    waiting = [(raw.FPDFPage_GetObject(page.raw, n), 0) for n in range(max(0, raw.FPDFPage_CountObjects(page.raw)))]
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    while waiting:
        item, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(item)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = max(0, raw.FPDFFormObj_CountObjects(item))
            waiting += [(raw.FPDFFormObj_GetObject(item, n), depth + 1) for n in range(count)]
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            known = raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
            images += [item] if known and wide.value * high.value > LARGEST_IMAGE else []
    return texts, images
