"""The pages of a PDF as sheets; the only file that knows pypdfium2, which removes overprinted letters by itself."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import FileRefused
from ingest.pdf_dots import dot_runs, is_dot
from ingest.pdf_glyphs import Glyph, frame, right_angle, runs
from ingest.pdf_sheet import Run, Sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 3_000
MOST_LETTERS = 200_000  # on one page; a full page of small print has 12,000
MOST_SEGMENTS = 20_000  # of drawings on one page; a page with more is a picture, and its lines are no table
SMALLEST = 1.0  # points: smaller letters cannot be read by anyone
WHITE = 250  # of 255: lighter cannot be told from paper
THIN = 2.5  # points: a drawn shape thinner than this is a line
PASSWORD = 4  # FPDF_ERR_PASSWORD
INVISIBLE = 3  # text render mode of the layer that character recognition adds under a scan


@dataclass(slots=True)
class _Drawn:
    """What is drawn on a page, in the file's coordinates as (left, bottom, right, top)."""

    rules: list[tuple[float, ...]] = field(default_factory=list)
    shades: list[tuple[float, ...]] = field(default_factory=list)
    images: list[tuple[float, ...]] = field(default_factory=list)
    dots: list[tuple[float, ...]] = field(default_factory=list)
    segments: int = 0

    def covers(self, x: float, y: float) -> bool:
        """Whether a shade or image lies under a point."""
        return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in (*self.shades, *self.images))


def sheets(path: Path) -> Iterator[Sheet]:
    """Every page in order; a page that cannot be read is a sheet without runs.

    Raises FileRefused where the file is protected by a password, damaged, no PDF, or has more than 3,000 pages.
    """
    from pypdfium2 import PdfiumError

    with _opened(path) as document:
        if len(document) > MOST_PAGES:
            raise FileRefused(
                f"{path.name}: {len(document)} pages; the most that are read is {MOST_PAGES}. Split the file."
            )
        for index in range(len(document)):
            try:
                page = document[index]
            except PdfiumError:
                yield _empty(index + 1)
                continue
            try:
                yield _sheet(page, index + 1)
            except PdfiumError:
                yield _empty(index + 1)
            finally:
                page.close()


@contextmanager
def _opened(path: Path) -> Iterator["PdfDocument"]:
    """The document, opened with no password. pdfium itself tries the empty one."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(path.read_bytes())
    except PdfiumError as error:
        if error.err_code == PASSWORD:
            raise FileRefused(f"{path.name}: protected by a password. Save a copy without one and use that.") from error
        raise FileRefused(f"{path.name}: damaged, or no PDF ({error}). Download or export it again.") from error
    try:
        yield document
    finally:
        document.close()


def _empty(page: int) -> Sheet:
    return Sheet(page=page, width=0.0, height=0.0, runs=(), rules=(), shades=(), hidden=0, pictured=True)


def _sheet(page: "PdfPage", number: int) -> Sheet:
    drawn = _drawn(page)
    shown, hidden = _glyphs(page, drawn)
    angle = right_angle(shown)
    box = page.get_bbox()
    upright = frame(box, angle)
    along: list[Run] = list(runs(shown, upright))
    for other in (angle + 90, angle + 180, angle + 270):
        along.extend(runs(shown, frame(box, other % 360)))
    along.extend(dot_runs(along, [upright.area(dot) for dot in drawn.dots]))
    whole = upright.area(box)
    return Sheet(
        page=number,
        width=whole.width,
        height=whole.height,
        runs=tuple(along),
        rules=tuple(upright.area(rule) for rule in drawn.rules),
        shades=tuple(upright.area(shade) for shade in drawn.shades),
        hidden=hidden,
        pictured=bool(drawn.images),
    )


def _glyphs(page: "PdfPage", drawn: _Drawn) -> tuple[list[Glyph], int]:
    """The letters that can be seen, in file order, and how many words cannot."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    letters = _Letters(text, drawn)
    shown: list[Glyph] = []
    hidden = 0
    parted = was_hidden = False
    for index in range(min(text.count_chars(), MOST_LETTERS)):
        glyph = letters.glyph(index, parted=parted)
        if glyph is None:
            parted = True
            continue
        if left <= glyph.x <= right and bottom <= glyph.y <= top and letters.is_seen(index, glyph):
            shown.append(glyph)
            was_hidden = False
        else:
            hidden += parted or not was_hidden
            was_hidden = True
        parted = False
    text.close()
    return shown, hidden


class _Letters:
    """Asks pdfium about one letter after the other, into the same memory: pages hold thousands of them."""

    def __init__(self, text: Any, drawn: _Drawn) -> None:
        from pypdfium2 import raw

        self._raw, self._text, self._drawn = raw, text.raw, drawn
        self._matrix, self._box = raw.FS_MATRIX(), raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._bold: dict[bytes, bool] = {}

    def glyph(self, index: int, *, parted: bool) -> Glyph | None:
        """One letter; None for white space, line breaks and marks without a shape."""
        raw, text = self._raw, self._text
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
        if not letter or letter.isspace() or _is_mark(code) or raw.FPDFText_IsGenerated(text, index) == 1:
            return None
        matrix, box = self._matrix, self._box
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        advance = box.top - box.bottom if angle in (90, 270) else box.right - box.left
        return Glyph(letter, self._x.value, self._y.value, abs(advance), size, angle, self._is_bold(index), parted)

    def _is_bold(self, index: int) -> bool:
        """By the font's name, else by its weight."""
        self._raw.FPDFText_GetFontInfo(self._text, index, self._name, 128, self._flags)
        name = self._name.value
        if name not in self._bold:
            named = any(word in name.lower() for word in (b"bold", b"black", b"heavy", b"demi"))
            self._bold[name] = named or self._raw.FPDFText_GetFontWeight(self._text, index) >= 600
        return self._bold[name]

    def is_seen(self, index: int, glyph: Glyph) -> bool:
        """Whether a letter leaves a mark that can be read: not tiny, not transparent, not white on white.

        Invisible text counts over an image: it is what character recognition found on a scan.
        """
        if glyph.size < SMALLEST:
            return False
        x, y = glyph.x, glyph.y + 0.3 * glyph.size
        item = self._raw.FPDFText_GetTextObject(self._text, index)
        if item and self._raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE:
            return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._drawn.images)
        red, green, blue, alpha = self._colour
        if not self._raw.FPDFText_GetFillColor(self._text, index, red, green, blue, alpha):
            return True
        light = red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE
        return alpha.value > 0 and (not light or self._drawn.covers(x, y))


def _is_mark(code: int) -> bool:
    """Control characters and soft hyphens; 2 is how pdfium gives a hyphen at a line's end."""
    return (code < 0x20 and code != 2) or 0x7F <= code < 0xA0 or code in (0xAD, 0xFFFE, 0xFFFF)


def _drawn(page: "PdfPage") -> _Drawn:
    """Lines, filled rectangles and images of the page, also inside its forms."""
    from pypdfium2 import raw

    found = _Drawn()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    for item in page.get_objects(filter=kinds, max_depth=5):
        if found.segments > MOST_SEGMENTS:
            found.rules.clear()
            break
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            _add_path(item, found)
        elif item.container is None:
            found.images.append(item.get_bounds())
        else:
            found.images.append((-1e6, -1e6, 1e6, 1e6))
    return found


def _add_path(item: Any, found: _Drawn) -> None:
    """Sort the parts of one path into lines and shades."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    tinted = fill.value != 0 and _is_tinted(item)
    thick = _thickness(item, stroke.value)
    for part in _parts(item, found):
        xs, ys = [x for x, _ in part], [y for _, y in part]
        box = (min(xs), min(ys), max(xs), max(ys))
        wide, high = box[2] - box[0], box[3] - box[1]
        if thick > THIN > min(wide, high):
            found.shades.append((box[0], box[1] - thick / 2, box[2], box[3] + thick / 2))
        elif tinted and is_dot(wide, high):
            found.dots.append(box)
        elif min(wide, high) < THIN < max(wide, high):
            found.rules.append(box)
        elif tinted and min(wide, high) >= THIN:
            found.shades.append(box)
        if stroke.value and min(wide, high) >= THIN and len(part) in (4, 5):
            found.rules.extend(_edges(box))


def _is_tinted(item: Any) -> bool:
    """Whether what fills a path is neither white nor transparent; a pattern counts as a tint."""
    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < WHITE


def _thickness(item: Any, stroked: int) -> float:
    """How thick the lines of a path are drawn, in points; 0 where they are not."""
    from pypdfium2 import raw

    width = ctypes.c_float()
    return width.value if stroked and raw.FPDFPageObj_GetStrokeWidth(item, width) else 0.0


def _edges(box: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
    left, bottom, right, top = box
    return (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, bottom, left, top),
        (right, bottom, right, top),
    )


def _parts(item: Any, found: _Drawn) -> Iterator[list[tuple[float, float]]]:
    """The closed or open lines of a path, as points on the page."""
    from pypdfium2 import raw

    matrix = item.get_matrix()
    above = item.container
    while above is not None:
        matrix = matrix.multiply(above.get_matrix())
        above = above.container
    part: list[tuple[float, float]] = []
    for index in range(max(0, raw.FPDFPath_CountSegments(item))):
        found.segments += 1
        segment, x, y = raw.FPDFPath_GetPathSegment(item, index), ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if part and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield part
            part = []
        part.append(matrix.on_point(x.value, y.value))
    if part:
        yield part
