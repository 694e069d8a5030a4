"""Character recognition by Tesseract, where it is installed, for pages that are pictures."""

import math
import os
import resource
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.finding import Finding, FindingKind
from ingest.pdf_sheet import Run, Sheet
from ingest.wording import worded, wording

DPI = 300
POINTS = 72  # an inch
MOST_PIXELS = 12_000_000  # of a page; A4 at 300 dots an inch takes 8.7 million
LARGEST_IMAGE = 40_000_000  # pixels of a picture that is opened at all
SECONDS_A_PAGE = 60
SECONDS = 180.0  # for all pages of a file: the reading of a file may take 300
MEGABYTES = 600  # that Tesseract may take; it needs about 150 for a page of A4
LEAST_SURE = 30  # of 100: what Tesseract is less sure of is specks and pictures
PLAIN = 250  # of 255: a page without a darker spot is blank
CELL = 1.5  # ems: a wider gap within a line sets its parts apart
LANGUAGE = "eng"
NAME = "tesseract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The pages, those that were pictures with the words found on them; a finding for each such page."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word on a picture, in its pixels. line: which line of which block it is part of."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[str, ...]


class Recogniser:
    """Reads the pages of one PDF that have no words of their own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._until = time.monotonic() + SECONDS

    @staticmethod
    def installed() -> bool:
        """Whether the program is there."""
        return shutil.which(NAME) is not None

    def read(self, sheets: Sequence[Sheet]) -> Recognised:
        """The same pages; those without words as recognised, where Tesseract is installed and its time lasts."""
        wanted = {sheet.page for sheet in sheets if not sheet.runs and not sheet.hidden}
        layered = [sheet.page for sheet in sheets if sheet.recognised]
        found = self._recognised(wanted) if wanted and self.installed() else {}
        kept = tuple(_with(sheet, found.get(sheet.page)) for sheet in sheets)
        read = sorted({*layered, *(sheet.page for sheet in kept if sheet.page in found and sheet.runs)})
        by_ocr = [worded(FindingKind.READ_BY_OCR, {"page": page}, page=page) for page in read]
        return Recognised(sheets=kept, findings=(*by_ocr, *self._unread(kept, found)))

    def _unread(self, sheets: Iterable[Sheet], found: dict[int, tuple[Run, ...]]) -> Iterable[Finding]:
        for sheet in sheets:
            if sheet.runs:
                continue
            case = "not_installed" if not self.installed() else "no_time"
            case = "nothing_found" if sheet.page in found else "hidden" if sheet.hidden else case
            what = wording()["pages_without_text"][case]
            yield worded(FindingKind.NO_TEXT_ON_PAGE, {"page": sheet.page, "what": what}, page=sheet.page)

    def _recognised(self, wanted: set[int]) -> dict[int, tuple[Run, ...]]:
        """By page, its words as runs; no entry for a page that there was no time for or that cannot be drawn."""
        from pypdfium2 import PdfDocument, PdfiumError

        found: dict[int, tuple[Run, ...]] = {}
        try:
            document = PdfDocument(self._path)
        except PdfiumError:
            return found
        for page in sorted(wanted):
            if time.monotonic() > self._until or page > len(document):
                break
            try:
                words = self._words(document[page - 1])
            except (PdfiumError, subprocess.SubprocessError, OSError):
                continue
            found[page] = words
        document.close()
        return found

    def _words(self, page: Any) -> tuple[Run, ...]:
        wide, high = max(1.0, page.get_width()), max(1.0, page.get_height())
        scale = min(DPI / POINTS, math.sqrt(MOST_PIXELS / (wide * high)))
        if _too_large(page):
            raise OSError("a picture on the page is too large to be opened")
        bitmap = page.render(scale=scale, grayscale=True)
        picture = np.asarray(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width).copy()
        bitmap.close()
        page.close()
        if picture.min(initial=255) >= PLAIN:
            return ()
        patience = max(1.0, min(SECONDS_A_PAGE, self._until - time.monotonic()))
        return runs(table(recognise(picture, patience)), scale)


def _with(sheet: Sheet, found: tuple[Run, ...] | None) -> Sheet:
    return replace(sheet, runs=found, recognised=True) if found else sheet


def _too_large(page: Any) -> bool:
    from pypdfium2 import raw

    kinds = [raw.FPDF_PAGEOBJ_IMAGE]
    sizes = (item.get_px_size() for item in page.get_objects(filter=kinds, max_depth=5))
    return any(wide * high > LARGEST_IMAGE for wide, high in sizes)


def recognise(picture: NDArray[np.uint8], seconds: float) -> str:
    """Tesseract's table of what it sees on a picture of shape (height, width), 0 black to 255 white.

    Raises subprocess.SubprocessError where it fails or takes longer.
    """
    head = f"P5 {picture.shape[1]} {picture.shape[0]} 255\n".encode()
    command = [NAME, "stdin", "stdout", "--dpi", str(DPI), "-l", LANGUAGE, "tsv"]
    done = subprocess.run(
        command,
        input=head + picture.tobytes(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        preexec_fn=_limit,
    )
    return done.stdout.decode("utf-8", "replace")


def _limit() -> None:
    """The memory that Tesseract may take, whatever its parent may."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def table(said: str) -> tuple[Word, ...]:
    """The words of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, sureness, text."""
    found = []
    for row in said.split("\n"):
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip() or float(cells[10]) < LEAST_SURE:
            continue
        left, top, wide, high = map(int, cells[6:10])
        word = Word(
            text=cells[11].strip(), left=left, top=top, right=left + wide, bottom=top + high, line=tuple(cells[2:5])
        )
        found.append(word)
    return tuple(found)


def runs(words: Sequence[Word], scale: float) -> tuple[Run, ...]:
    """Words as runs in points; those of one line share a baseline and a size, and stay together unless a wide gap parts them."""
    by_line: dict[tuple[str, ...], list[Word]] = defaultdict(list)
    for word in words:
        by_line[word.line].append(word)
    heights = [_height(held) for held in by_line.values()]
    usual = median(heights) if heights else 0.0
    found: list[Run] = []
    for held, height in zip(by_line.values(), heights, strict=True):
        size = usual if 0.75 * usual <= height <= 1.3 * usual else height
        piece: list[Word] = []
        for word in sorted(held, key=lambda word: word.left):
            if piece and word.left - piece[-1].right > CELL * size:
                found.append(_run(piece, held, size, scale))
                piece = []
            piece.append(word)
        found.append(_run(piece, held, size, scale))
    return tuple(found)


def _height(line: Sequence[Word]) -> float:
    """The size of a line's type in pixels, from where its letters reach up and down."""
    return median(word.bottom - word.top for word in line) * 1.3


def _run(piece: Sequence[Word], line: Sequence[Word], size: float, scale: float) -> Run:
    base = median(word.bottom for word in line)
    return Run(
        text=" ".join(word.text for word in piece),
        left=piece[0].left / scale,
        right=piece[-1].right / scale,
        baseline=base / scale,
        size=round(size / scale, 1),
        bold=0.0,
    )
