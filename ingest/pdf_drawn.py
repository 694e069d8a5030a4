"""What is drawn on a page of a PDF besides its letters: lines, filled shapes and images."""

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.pdf_dots import is_dot

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_SEGMENTS = 20_000  # of drawings on one page; a page with more is a picture, and its lines are no table
WHITE = 250  # of 255: lighter cannot be told from paper
THIN = 2.5  # points: a drawn shape thinner than this is a line

Rectangle = tuple[float, ...]


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page, in the file's coordinates as (left, bottom, right, top).

    fills: every filled rectangle, white ones too; what lies over letters hides them.
    """

    rules: list[Rectangle] = field(default_factory=list)
    shades: list[Rectangle] = field(default_factory=list)
    fills: list[Rectangle] = field(default_factory=list)
    images: list[Rectangle] = field(default_factory=list)
    dots: list[Rectangle] = field(default_factory=list)
    segments: int = 0

    def tinted(self, x: float, y: float) -> bool:
        """Whether a shape that is not white, or an image, is drawn at a point."""
        return _inside(x, y, self.shades) or _inside(x, y, self.images)

    def covers(self, x: float, y: float) -> bool:
        """Whether any filled shape or image is drawn at a point, over or under what else is there."""
        return _inside(x, y, self.fills) or self.tinted(x, y)

    def pictured(self, x: float, y: float) -> bool:
        """Whether an image is drawn at a point."""
        return _inside(x, y, self.images)

    def picture_share(self, page: Rectangle) -> float:
        """The part of a page (left, bottom, right, top) that images take, 0 to 1; images over each other count twice."""
        left, bottom, right, top = page
        taken = sum(
            max(0.0, min(box[2], right) - max(box[0], left)) * max(0.0, min(box[3], top) - max(box[1], bottom))
            for box in self.images
        )
        return min(1.0, taken / max(1.0, (right - left) * (top - bottom)))


def _inside(x: float, y: float, boxes: list[Rectangle]) -> bool:
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)


def drawn_on(page: "PdfPage") -> Drawn:
    """Lines, filled rectangles and images of the page, also inside its forms."""
    from pypdfium2 import PdfiumError, raw

    found = Drawn()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    for item in page.get_objects(filter=kinds, max_depth=5):
        if found.segments > MOST_SEGMENTS:
            found.rules.clear()
            break
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            _add_path(item, found)
        else:
            with suppress(PdfiumError):
                found.images.append(_place(item))
    return found


def _add_path(item: Any, found: Drawn) -> None:
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
        if fill.value and min(wide, high) >= THIN:
            found.fills.append(box)
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


def _parts(item: Any, found: Drawn) -> Iterator[list[tuple[float, float]]]:
    """The closed or open lines of a path, as points on the page."""
    from pypdfium2 import raw

    matrix = _containers(item, item.get_matrix())
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


def _place(item: Any) -> Rectangle:
    """Where an object stands on the page, also one inside a form."""
    from pypdfium2 import PdfMatrix

    left, bottom, right, top = item.get_bounds()
    if item.container is None:
        return left, bottom, right, top
    matrix = _containers(item, PdfMatrix())
    corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _containers(item: Any, matrix: Any) -> Any:
    """A matrix followed by those of the forms that an object is in."""
    above = item.container
    while above is not None:
        matrix = matrix.multiply(above.get_matrix())
        above = above.container
    return matrix
