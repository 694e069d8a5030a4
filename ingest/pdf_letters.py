"""The letters of a PDF page as pdfium gives them, each with what its own ink says about whether it can be seen."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ingest.pdf_drawn import Drawn
from ingest.pdf_glyphs import Glyph

MOST_LETTERS = 200_000  # on one page; a full page of small print has 12,000
SMALLEST = 1.0  # points: smaller letters cannot be read by anyone
FAINT = 8  # of 255: ink that is less opaque cannot be told from paper
LIGHT = 225  # of 255: lighter ink may be lost on what it stands on
INVISIBLE = frozenset({3, 7})  # text render modes that leave no ink: the layer under a scan; letters used as a stencil
OUTLINED = frozenset({1, 5})  # text render modes that draw a letter's edge alone


class Fate(Enum):
    """What a letter's own ink says; all after INKLESS are settled by a look at the drawn page.

    GONE: off the page, tiny or transparent. INKLESS: its mode leaves no mark. LIGHT: nearly white, on paper. DOUBTFUL: on a
    tint or image. WEAK: cut to a shape, or on white, as most letters of some programs are.
    """

    SEEN = auto()
    GONE = auto()
    INKLESS = auto()
    LIGHT = auto()
    DOUBTFUL = auto()
    WEAK = auto()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, its fate, and which word of the page it belongs to (counted from 0)."""

    glyph: Glyph
    fate: Fate
    word: int


@dataclass(frozen=True, slots=True)
class _Ink:
    """What all letters of one text object share. scale: from its font size to points. light: nearly white."""

    size: float
    angle: int
    bold: bool
    mode: int
    alpha: int
    light: bool
    clipped: bool


class Letters:
    """Asks pdfium about one letter after the other, into the same memory: pages hold thousands of them."""

    def __init__(self, text: Any, page: tuple[float, ...], drawn: Drawn) -> None:
        from pypdfium2 import raw

        self._raw, self._text, self._page, self._drawn = raw, text.raw, page, drawn
        self._count = min(text.count_chars(), MOST_LETTERS)
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._inks: dict[int, _Ink] = {}
        self._bold: dict[int, bool] = {}

    def __iter__(self) -> Iterator[Letter]:
        """Every letter with a shape, in the order of the file."""
        word, parted = -1, True
        high = 0
        for index in range(self._count):
            code = self._raw.FPDFText_GetUnicode(self._text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            if not _has_shape(code) or self._raw.FPDFText_IsGenerated(self._text, index) == 1:
                parted = True
                continue
            word += parted or word < 0
            glyph, ink = self._glyph(index, chr(code), parted=parted)
            yield Letter(glyph, self._fate(glyph, ink), word)
            parted = False

    def _glyph(self, index: int, letter: str, *, parted: bool) -> tuple[Glyph, _Ink]:
        raw, text, box = self._raw, self._text, self._box
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        ink = self._ink(index)
        upright = ink.angle in (90, 270)
        advance = abs(box.top - box.bottom if upright else box.right - box.left)
        if ink.angle % 90:
            turn = math.radians(ink.angle)
            advance = max(0.0, (advance - ink.size * abs(math.sin(turn))) / max(0.2, abs(math.cos(turn))))
        return Glyph(letter, self._x.value, self._y.value, advance, ink.size, ink.angle, ink.bold, parted), ink

    def _ink(self, index: int) -> _Ink:
        item = self._raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.addressof(item.contents) if item else -index - 1
        if key not in self._inks:
            self._inks[key] = self._measured(index, item)
        return self._inks[key]

    def _measured(self, index: int, item: Any) -> _Ink:
        raw, text = self._raw, self._text
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        colour = tuple(ctypes.c_uint(0) for _ in range(3))
        alpha = ctypes.c_uint(255)
        ask = raw.FPDFText_GetStrokeColor if mode in OUTLINED else raw.FPDFText_GetFillColor
        known = ask(text, index, *colour, alpha)
        clip = raw.FPDFPageObj_GetClipPath(item) if item else None
        return _Ink(
            size=raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
            angle=round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360,
            bold=self._is_bold(index, item),
            mode=mode,
            alpha=alpha.value if known else 255,
            light=bool(known) and min(part.value for part in colour) >= LIGHT,
            clipped=bool(clip) and raw.FPDFClipPath_CountPaths(clip) > 0,
        )

    def _is_bold(self, index: int, item: Any) -> bool:
        """By the font's name, else by its weight."""
        font = self._raw.FPDFTextObj_GetFont(item) if item else None
        key = ctypes.addressof(font.contents) if font else -index - 1
        if key not in self._bold:
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
            self._raw.FPDFText_GetFontInfo(self._text, index, name, 128, flags)
            named = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"demi"))
            self._bold[key] = named or bool(self._raw.FPDFText_GetFontWeight(self._text, index) >= 600)
        return self._bold[key]

    def _fate(self, glyph: Glyph, ink: _Ink) -> Fate:
        left, bottom, right, top = self._page
        on_page = left <= glyph.x <= right and bottom <= glyph.y <= top
        if not on_page or ink.size < SMALLEST or ink.alpha < FAINT:
            return Fate.GONE
        if ink.mode in INVISIBLE:
            return Fate.INKLESS
        x, y = glyph.x, glyph.y + 0.3 * glyph.size
        if self._drawn.tinted(x, y):
            return Fate.DOUBTFUL
        if ink.light:
            return Fate.LIGHT
        return Fate.WEAK if ink.clipped or self._drawn.covers(x, y) else Fate.SEEN


def _has_shape(code: int) -> bool:
    """No white space, control character, soft hyphen or half letter; 2 is how pdfium gives a hyphen at a line's end."""
    if code == 2:
        return True
    odd = code < 0x20 or 0x7F <= code < 0xA0 or code in (0xAD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000
    return not odd and code <= 0x10FFFF and not chr(code).isspace()
