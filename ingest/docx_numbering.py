"""Automatic numbers of a DOCX file, computed from `numbering.xml` as Word counts them (ECMA-376 part 1, 17.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.docx_xml import W, inside, value

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 8


class Format(StrEnum):
    """How a level prints its count; everything else that Word knows prints as decimal here."""

    BULLET = "bullet"
    NONE = "none"
    LOWER_LETTER = "lowerLetter"
    UPPER_LETTER = "upperLetter"
    LOWER_ROMAN = "lowerRoman"
    UPPER_ROMAN = "upperRoman"
    DECIMAL_ZERO = "decimalZero"
    DECIMAL = "decimal"


FORMATS = {shape.value: shape for shape in Format}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list. `text` is a pattern such as `%1.%2`; `restart`: the level (1-based) after which it counts anew,
    0 for never, None for after any level above it; `legal`: every level prints as decimal."""

    start: int
    format: Format
    text: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What stands before a paragraph.

    text: what is printed, empty for a bullet. level: 0-based. depth: how many levels above are bullets or letters too.
    step: a plain count such as `2.` that belongs to the sentence above its list and not to the document's numbering.
    """

    text: str
    level: int
    depth: int
    format: Format
    step: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingList:
    """One `w:num`: the abstract list it counts in, its levels, and the levels that it starts anew with their value."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


def numbering_lists(numbering: "_Element | None") -> dict[str, NumberingList]:
    """The lists of `numbering.xml` by numId; empty where the file has none."""
    if numbering is None:
        return {}
    abstracts = {item.get(f"{W}abstractNumId", ""): item for item in numbering.iter(f"{W}abstractNum")}
    named = {value(item, "styleLink"): item for item in abstracts.values() if value(item, "styleLink")}
    found: dict[str, NumberingList] = {}
    for num in numbering.iter(f"{W}num"):
        abstract_id = value(num, "abstractNumId") or ""
        abstract = abstracts.get(abstract_id)
        if abstract is None:
            continue
        abstract = named.get(value(abstract, "numStyleLink"), abstract)
        levels = {_ilvl(item): _level(item) for item in abstract.findall(f"{W}lvl")}
        starts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            own = inside(override, "lvl")
            if own is not None:
                levels[_ilvl(override)] = _level(own)
            if (start := _whole(value(override, "startOverride"))) is not None:
                starts[_ilvl(override)] = start
        counted_in = abstract.get(f"{W}abstractNumId", abstract_id)
        found[num.get(f"{W}numId", "")] = NumberingList(abstract=counted_in, levels=levels, starts=starts)
    return found


def _level(item: "_Element") -> Level:
    legal = inside(item, "isLgl")
    start = _whole(value(item, "start"))
    return Level(
        start=0 if start is None else start,
        format=FORMATS.get(value(item, "numFmt") or "", Format.DECIMAL),
        text=value(item, "lvlText") or "",
        restart=_whole(value(item, "lvlRestart")),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        style=value(item, "pStyle"),
    )


def _ilvl(item: "_Element") -> int:
    return min(DEEPEST, max(0, _whole(item.get(f"{W}ilvl")) or 0))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 6 else None


class Counter:
    """Counts through a document: give it each numbered paragraph in reading order.

    Lists that share an abstract list count on together; a list with a start of its own counts anew where it is first used.
    """

    def __init__(self, lists: Mapping[str, NumberingList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._steps: set[str] = set()

    def level_of_style(self, num_id: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style; None where it ties none."""
        known = self._lists.get(num_id)
        return next((level for level, item in known.levels.items() if item.style == style), None) if known else None

    def next(self, num_id: str, level: int, *, lead_in: bool) -> Numbered | None:
        """What is printed before the next paragraph of this list and level; None where the list or level is not defined.

        lead_in: the sentence before it ends with a colon.
        """
        known = self._lists.get(num_id)
        item = known.levels.get(level) if known else None
        if known is None or item is None:
            return None
        counts = self._counts.setdefault(known.abstract, {})
        if level in known.starts and (num_id, level) not in self._begun:
            counts[level] = known.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else item.start
        self._begun.add((num_id, level))
        for deeper in [other for other in counts if other > level and _restarts(known.levels.get(other), level)]:
            del counts[deeper]
        for above in range(level):
            if above in known.levels:
                counts.setdefault(above, known.levels[above].start)
        return Numbered(
            text=_printed(known.levels, counts, level),
            level=level,
            depth=sum(_is_listed(known.levels[above]) for above in range(level) if above in known.levels),
            format=item.format,
            step=self._is_step(num_id, item, level, lead_in and counts[level] == known.starts.get(level, item.start)),
        )

    def _is_step(self, num_id: str, item: Level, level: int, begins: bool) -> bool:
        """Whether a plain count is one of the steps that a sentence announces; the first decides for those after it."""
        if item.text.count("%") > 1:
            return False
        if begins:
            self._steps.add(num_id)
        elif self._counts[self._lists[num_id].abstract][level] == item.start:
            self._steps.discard(num_id)
        return level > 0 or num_id in self._steps


def _restarts(item: Level | None, used: int) -> bool:
    """Whether a level counts anew after `used`, a level above it, was printed."""
    return item is None or item.restart is None or (item.restart > 0 and used < item.restart)


def _printed(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    item = levels[level]
    if item.format in (Format.BULLET, Format.NONE):
        return "" if item.format is Format.BULLET or "%" in item.text else item.text.strip()
    text = item.text
    for place in range(level + 1):
        shape = levels[place].format if place in levels else Format.DECIMAL
        text = text.replace(f"%{place + 1}", figure(counts.get(place, 1), Format.DECIMAL if item.legal else shape))
    return " ".join(text.split())


def figure(count: int, shape: Format) -> str:
    """A count as a list prints it.

    >>> [figure(28, shape) for shape in (Format.DECIMAL, Format.LOWER_LETTER, Format.UPPER_ROMAN)]
    ['28', 'bb', 'XXVIII']
    """
    if shape in (Format.LOWER_LETTER, Format.UPPER_LETTER) and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if shape is Format.UPPER_LETTER else letter
    if shape in (Format.LOWER_ROMAN, Format.UPPER_ROMAN) and count > 0:
        return _roman(count).upper() if shape is Format.UPPER_ROMAN else _roman(count)
    return f"{count:02}" if shape is Format.DECIMAL_ZERO else str(count)


ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        while count >= worth:
            text, count = text + letters, count - worth
    return text


def _is_listed(level: Level) -> bool:
    """Whether a level's paragraphs are items of a list: bullets and letters, but not `Annex A`."""
    return level.format is not Format.DECIMAL and len(level.text.split()) < 2
