"""Sheet: pages that fill up from the top, with running heads, page numbers and footnotes. The only file that knows reportlab."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 523.0
TOP, BOTTOM = 760.0, 90.0
BODY, BOLD = "Times-Roman", "Times-Bold"
SIZE, LEADING = 11.0, 15.5
NOTE_SIZE, NOTE_LEADING = 8.0, 10.0
INDENT = 30.0


class Sheet:
    """`page` is the page that is being filled, from 1. `heads` are the different running heads, in order."""

    def __init__(self, path: Path, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._canvas: Any = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
        self._canvas.setTitle(title)
        self._title = title
        self._chapter = ""
        self._notes: list[tuple[int, list[str]]] = []
        self._noted = 0
        self.heads: list[str] = [title]
        self.page = 1
        self._height = TOP

    def chapter(self, title: str) -> None:
        """Start a page with a chapter's heading. Its title is the running head from the next page on."""
        if self._height < TOP:
            self._turn()
        self._chapter = title
        self.heads.append(title)
        self._line(LEFT, title, BOLD, 18)
        self._height -= 34

    def heading(self, title: str) -> None:
        """A heading, with room for some lines below it."""
        if self._room() < 5 * LEADING:
            self._turn()
        self._height -= 8
        self._line(LEFT, title, BOLD, 13)
        self._height -= 20

    def numbered(self, number: str, text: str, note: str | None) -> None:
        """A numbered paragraph with a hanging indent, over a page's end where it must, and at its end a footnote's mark."""
        lines = _wrapped(text, RIGHT - LEFT - INDENT, BODY, SIZE)
        below = _wrapped(note, RIGHT - LEFT - 12, BODY, NOTE_SIZE) if note else []
        for place, line in enumerate(lines):
            with_note = below if place == len(lines) - 1 else []
            if self._room() < LEADING + len(with_note) * NOTE_LEADING + 12:
                self._turn()
            if place == 0:
                self._line(LEFT, number, BODY, SIZE)
            self._line(LEFT + INDENT, line, BODY, SIZE)
            if with_note:
                self._mark(line, with_note)
            self._height -= LEADING
        self._height -= 6

    def save(self) -> None:
        """Finish the last page and write the file."""
        self._finish()
        self._canvas.save()

    def _mark(self, line: str, note: list[str]) -> None:
        self._noted += 1
        self._notes.append((self._noted, note))
        end = LEFT + INDENT + _width(line, BODY, SIZE)
        self._canvas.setFont(BODY, 6.5)
        self._canvas.drawString(end, self._height + 4, str(self._noted))

    def _room(self) -> float:
        return self._height - BOTTOM - sum(len(lines) for _, lines in self._notes) * NOTE_LEADING

    def _line(self, left: float, text: str, font: str, size: float) -> None:
        self._canvas.setFont(font, size)
        self._canvas.drawString(left, self._height, text)

    def _turn(self) -> None:
        self._finish()
        self._canvas.showPage()
        self.page += 1
        self._height = TOP

    def _finish(self) -> None:
        """The running head, the footnotes under a rule and the page number of the page that is done."""
        canvas = self._canvas
        canvas.setFont(BODY, 9)
        canvas.drawString(LEFT, 800, self._title if self.page % 2 else self._chapter)
        canvas.drawCentredString(WIDTH / 2, 40, str(self.page))
        height = BOTTOM - 18 + sum(len(lines) for _, lines in self._notes) * NOTE_LEADING
        if self._notes:
            canvas.line(LEFT, height + 10, LEFT + 140, height + 10)
        for number, lines in self._notes:
            canvas.setFont(BODY, 5.5)
            canvas.drawString(LEFT, height + 3, str(number))
            canvas.setFont(BODY, NOTE_SIZE)
            for line in lines:
                canvas.drawString(LEFT + 8, height, line)
                height -= NOTE_LEADING
        self._notes = []


def _wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    lines: Sequence[str] = simpleSplit(text, font, size, width)
    return list(lines)


def _width(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))
