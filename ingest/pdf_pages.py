"""The pages of a PDF as sheets, read by pypdfium2, which removes overprinted letters by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileRefused
from ingest.pdf_dots import dot_runs
from ingest.pdf_drawn import drawn_on
from ingest.pdf_drop_cap import with_drop_caps
from ingest.pdf_faults import PYPDF_FAULTS
from ingest.pdf_glyphs import frame, right_angle, runs
from ingest.pdf_letters import Letters
from ingest.pdf_second import opened
from ingest.pdf_seen import Eye
from ingest.pdf_sheet import Run, Sheet
from ingest.pdf_slant import levelled

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 3_000
PASSWORD = 4  # FPDF_ERR_PASSWORD


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
        eye = Eye()
        for index in range(len(document)):
            try:
                page = document[index]
            except PdfiumError:
                yield _empty(index + 1)
                continue
            try:
                yield _sheet(page, index + 1, eye)
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
        if _is_without_pages(path):
            raise FileRefused(f"{path.name}: there are no pages in this file. Save or export it again.") from error
        if error.err_code == PASSWORD:
            raise FileRefused(f"{path.name}: protected by a password. Save a copy without one and use that.") from error
        raise FileRefused(f"{path.name}: damaged, or no PDF ({error}). Download or export it again.") from error
    try:
        yield document
    finally:
        document.close()


def _is_without_pages(path: Path) -> bool:
    """Whether a sound file has no pages: pdfium then fails with the reason of whichever file failed before."""
    reader = opened(path)
    try:
        return reader is not None and not reader.pages
    except PYPDF_FAULTS:
        return False


def _empty(page: int) -> Sheet:
    return Sheet(page=page, width=0.0, height=0.0, runs=(), rules=(), shades=(), hidden=0, pictured=True)


def _sheet(page: "PdfPage", number: int, eye: Eye) -> Sheet:
    drawn = drawn_on(page)
    box = page.get_bbox()
    text = page.get_textpage()
    seen = eye.look(page, tuple(Letters(text, box, drawn)), drawn)
    text.close()
    level = levelled(seen.shown)
    angle = right_angle(level.glyphs)
    upright = frame(box, angle)
    along: list[Run] = list(runs(level.glyphs, upright))
    for other in (angle + 90, angle + 180, angle + 270):
        along.extend(runs(level.glyphs, frame(box, other % 360)))
    along.extend(dot_runs(along, [upright.area(dot) for dot in drawn.dots]))
    whole = upright.area(box)
    return Sheet(
        page=number,
        width=whole.width,
        height=whole.height,
        runs=with_drop_caps(along),
        rules=tuple(upright.area(rule) for rule in drawn.rules),
        shades=tuple(upright.area(shade) for shade in drawn.shades),
        hidden=len(seen.unseen),
        pictured=bool(drawn.images),
        unseen=" ".join(seen.unseen),
        watermark=" ".join(level.watermark),
        recognised=seen.recognised,
    )
