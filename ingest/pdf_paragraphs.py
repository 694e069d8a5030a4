"""Lines of a PDF joined to paragraphs, across columns and pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.bullet_mark import without_letter, without_mark
from ingest.grammar import read_mark
from ingest.pdf_lines import Line
from ingest.pdf_type import BOLD, Type

LARGER_GAP = 1.22  # times the usual distance of lines: a gap that parts paragraphs
INDENT = 0.9  # ems
ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
STOPPED = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Lines that belong together: a paragraph, bullet or heading, or one frame (a table or box)."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line it starts with."""
        return self.lines[0]


def passages(lines: Iterable[Line], known: Type) -> Iterator[Passage]:
    """The lines of a document, in reading order, as passages."""
    held: list[Line] = []
    for line in lines:
        if held and _starts(held, line, known):
            yield Passage(lines=tuple(held))
            held = []
        held.append(line)
    if held:
        yield Passage(lines=tuple(held))


def _starts(held: Sequence[Line], line: Line, known: Type) -> bool:
    """Whether a line starts a new passage."""
    before = held[-1]
    if before.frame is not None or line.frame is not None or _differs(held, line, known):
        return True
    if before.region != line.region:
        return not _goes_on(held, line, known)
    if line.baseline - before.baseline > LARGER_GAP * known.leading * line.size or without_mark(line.text) is not None:
        return True
    if known.stands_out(line):
        return _starts_numbered(held, line)
    return _starts_numbered(held, line) or _starts_by_indent(held, line) or _leaves_room(before, line)


def _differs(held: Sequence[Line], line: Line, known: Type) -> bool:
    """A change of size, or from bold to plain or back; bold words that run on into a plain sentence are no change."""
    before = held[-1]
    if abs(before.size - line.size) > 0.06 * max(before.size, line.size):
        return True
    if known.bold or (before.bold >= BOLD) == (line.bold >= BOLD):
        return False
    runs_on = before.region == line.region and not _leaves_room(before, line) and line.text[0].islower()
    return not runs_on


def _starts_numbered(held: Sequence[Line], line: Line) -> bool:
    """A printed number or a list's letter opens a line that does not go on a sentence."""
    before = held[-1]
    if read_mark(line.text) is None and without_letter(line.text) is None:
        return False
    if without_letter(held[0].text) is not None and without_letter(line.text) is not None:
        return True
    return (
        line.left < before.left - INDENT * line.size
        or ENDED.search(before.text) is not None
        or _leaves_room(before, line)
    )


def _starts_by_indent(held: Sequence[Line], line: Line) -> bool:
    """The line stands further in or out than a passage's second and later lines; hanging and first-line indents are no start."""
    before = held[-1]
    shift = line.left - before.left
    if len(held) > 1:
        return abs(shift) > INDENT * line.size
    return shift < -INDENT * line.size and without_mark(before.text) is not None


def _leaves_room(before: Line, line: Line) -> bool:
    """The first word of a line would have fitted on the line before it, so that one was the last of its paragraph."""
    room = before.column.right - before.right
    word = line.text.split(maxsplit=1)[0]
    needed = 0.55 * line.size * len(word) + 0.5 * line.size
    if ENDED.search(before.text):
        return room > needed + 0.5 * line.size
    return room > max(needed + 2 * line.size, 0.3 * before.column.width)


def _goes_on(held: Sequence[Line], line: Line, known: Type) -> bool:
    """Whether a passage goes on at the top of the next column or page."""
    before = held[-1]
    if known.stands_out(line) or without_mark(line.text) is not None:
        return False
    if read_mark(line.text) is not None and STOPPED.search(before.text):
        return False
    if not STOPPED.search(before.text):
        return line.text[0].islower() or (not before.text.endswith(":") and not _leaves_room(before, line))
    return _hangs(held, line)


def _hangs(held: Sequence[Line], line: Line) -> bool:
    """Whether a line stands where the later lines of a passage with a hanging number or bullet stand."""
    if len(held) < 2 or held[1].left - held[0].left <= INDENT * line.size:
        return False
    before = held[-1]
    level = abs(line.left - before.left) <= 0.3 * line.size
    beside = abs(line.column.left - before.column.left) > 5 * line.size
    return level or (
        beside and abs((line.left - line.column.left) - (before.left - before.column.left)) <= 0.3 * line.size
    )
