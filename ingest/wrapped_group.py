"""Lines of a page that stand together, and where a line was ended on purpose and not by the column's width."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.text_line import bullet_of, looks_like_heading
from ingest.wrapped_page import Line

_LONE_NUMBER = re.compile(r"\d{1,3}[.)]?")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)\]]*$")
_SOURCE_END = re.compile(r"(?:[”\"]|^) ?[–-] [\w ]{3,40}$")
_STARTS = re.compile(r"[\"'“‘(\[]*[A-Z0-9£]")
SLACK = 0.92  # share of the column's width that a line may fill and still be followed by one more short word


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines without a blank line, bullet or page break between them. gap: blank lines before it."""

    lines: tuple[str, ...]
    gap: int
    new_page: bool
    note: bool

    @property
    def first(self) -> str:
        """The first line."""
        return self.lines[0]

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(self.lines)


def groups_of(lines: Sequence[Line]) -> tuple[Group, ...]:
    """The groups of a text; a number on a line of its own is put before the group that it numbers."""
    groups: list[Group] = []
    held: Group | None = None
    for group in _groups(lines):
        lone = len(group.lines) == 1 and _LONE_NUMBER.fullmatch(group.first)
        if held is not None and not lone and bullet_of(group.first) is None and group.note == held.note:
            groups.append(replace(held, lines=(f"{held.first} {group.first}", *group.lines[1:])))
        elif not lone:
            groups.append(group)
        held = group if lone else None
    return tuple(groups)


def _groups(lines: Sequence[Line]) -> Iterator[Group]:
    group: list[Line] = []
    for line in lines:
        starts = line.gap or line.new_page or bullet_of(line.text) is not None or _LONE_NUMBER.fullmatch(line.text)
        if group and (starts or line.note != group[0].note or _LONE_NUMBER.fullmatch(group[0].text)):
            yield _group(group)
            group = []
        group.append(line)
    if group:
        yield _group(group)


def _group(lines: Sequence[Line]) -> Group:
    return Group(
        lines=tuple(line.text for line in lines), gap=lines[0].gap, new_page=lines[0].new_page, note=lines[0].note
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many characters a full line of this text has."""

    width: int

    def has_room(self, line: str, after: str, share: float = SLACK) -> bool:
        """Whether the first word of `after` would have fitted on `line`: then the line was ended on purpose."""
        word = after.split(maxsplit=1)[0]
        return len(line) + 1 + len(word) <= share * self.width

    def is_paragraph_end(self, line: str, after: str) -> bool:
        """A sentence or a quotation's source ends here, the next starts with a capital, and there was room for its first word."""
        ends = bool(_SENTENCE_END.search(line)) or bool(_SOURCE_END.search(line))
        return ends and bool(_STARTS.match(after)) and self.has_room(line, after)

    def is_heading_line(self, line: str, after: str) -> bool:
        """A heading stands on this line: it looks like one, and the next line starts something new although there was room."""
        fits = self.has_room(line, after, 1.0) and bool(_STARTS.match(after) or bullet_of(after) is not None)
        return fits and (looks_like_heading(line) or is_colon_heading(line, after))


def measured(lines: Sequence[Line]) -> Column:
    """The column of a text: the length that one line in ten reaches or passes."""
    lengths = sorted(len(line.text) for line in lines)
    return Column(width=lengths[int(len(lengths) * 0.9)] if lengths else 0)


def is_colon_heading(line: str, after: str) -> bool:
    """A line such as "Key points:" or "On training:" that heads what follows: two words, or more before a list or quotation."""
    if not line.endswith(":") or not line[:1].isupper():
        return False
    words = len(line.split())
    heads_list = bullet_of(after) is not None and words <= 4
    return words <= 2 or heads_list or (after[:1] in '“"' and words <= 10)


def paragraphs_of(lines: Sequence[str], column: Column, *, headings: bool = True) -> Iterator[tuple[str, ...]]:
    """The lines of a group cut where a paragraph ends, after a lead-in with a colon and, if asked, after a heading line."""
    paragraph: list[str] = []
    for place, line in enumerate(lines):
        paragraph.append(line)
        after = lines[place + 1] if place + 1 < len(lines) else None
        if after is None:
            break
        heading = headings and len(paragraph) == 1 and column.is_heading_line(line, after)
        if heading or _is_cut(line, after, column):
            yield tuple(paragraph)
            paragraph = []
    if paragraph:
        yield tuple(paragraph)


def _is_cut(line: str, after: str, column: Column) -> bool:
    return column.is_paragraph_end(line, after) or (line.endswith(":") and after[:1].isupper())
