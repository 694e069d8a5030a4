"""The grammar of printed numbers: how a number at the start of a paragraph or heading is told from other text."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

GRAMMAR_FILE = Path(__file__).with_name("numbering.toml")


class Style(StrEnum):
    """How a number is printed."""

    DOTTED = "4.7"
    CLOSED = "311."
    BRACKETED = "(311)"
    BARE = "12"
    LETTERED = "A1"
    WORDED = "Recommendation 4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What `numbering.toml` says; each field is explained there. Words are lower case, lengths are in words."""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    annexes: tuple[str, ...]
    part_words: tuple[str, ...]
    gap: int
    bare_run: int
    box_openings: tuple[str, ...]
    box_endings: tuple[str, ...]
    closings: tuple[str, ...]
    footnote_words: int
    footnote_says_words: int
    footnote_says: frozenset[str]
    footnote_points: frozenset[str]
    long: int
    divided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A printed number at the start of a text.

    number: as printed, without closing dot, bracket or colon.
    value: its figures, `(4, 7)`.
    prefix: the word or letter before them, lower case; empty where there is none.
    end: where the text after the mark starts.
    """

    style: Style
    number: str
    value: tuple[int, ...]
    prefix: str
    end: int


@cache
def grammar() -> Grammar:
    """The shipped grammar, read once."""
    data = tomllib.loads(GRAMMAR_FILE.read_text(encoding="utf-8"))
    return Grammar(
        words=tuple(data["number"]["words"]),
        parts=tuple(data["number"]["parts"]),
        annexes=tuple(data["number"]["annexes"]),
        part_words=tuple(data["number"]["part_words"]),
        gap=data["number"]["gap"],
        bare_run=data["number"]["bare_run"],
        box_openings=tuple(data["box"]["openings"]),
        box_endings=tuple(data["box"]["endings"]),
        closings=tuple(data["section"]["closings"]),
        footnote_words=data["footnote"]["words"],
        footnote_says_words=data["footnote"]["says_words"],
        footnote_says=frozenset(data["footnote"]["says"]),
        footnote_points=frozenset(data["footnote"]["points"]),
        long=data["length"]["long"],
        divided=data["length"]["divided"],
    )


STARTS = r"(?=[\"'“‘(\[]*[A-Z0-9£]|$)"
_SHAPES: tuple[tuple[Style, str], ...] = (
    (Style.DOTTED, r"(?P<n>\d{1,3}(?:\.\d{1,3})+)[.):]?(?:\s+|$)" + STARTS),
    (Style.CLOSED, r"(?P<n>\d{1,3})[.):](?:\s+|$)" + STARTS),
    (Style.BRACKETED, r"\((?P<n>\d{1,3})\)(?:\s+|$)" + STARTS),
    (Style.BARE, r"(?P<n>\d{1,3})\s+(?=[\"'“‘(\[]*[A-Z])"),
    (Style.DOTTED, r"(?P<n>\d{1,3}(?:\.\d{1,3}){2,})(?=[A-Z][a-z])"),  # a tab that a PDF does not write
    (Style.LETTERED, r"(?P<p>[A-Z]\.?)(?P<n>\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=[\"'“‘(\[]*[A-Z])"),
)
_PATTERNS = tuple((style, re.compile(shape)) for style, shape in _SHAPES)


@cache
def _worded() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in grammar().words)
    annexes = "|".join(re.escape(word) for word in grammar().annexes)
    return re.compile(
        rf"(?P<p>{words}|(?:{annexes})\s+[A-Z])\s+(?P<n>\d{{1,3}}(?:\.\d{{1,3}})*)(?P<c>\s*[:.)–—-])?(?:\s+|$){STARTS}",
        re.I,
    )


def read_mark(text: str, *, heading: bool = False) -> Mark | None:
    """The printed number that `text` starts with, or None.

    A number word ("Step 2") counts in a text only with a closing mark after its figure, on a heading also without: "Section
    17 of the Act says" starts a sentence, not a section.

    >>> read_mark("311. Chief Officers should").number
    '311'
    >>> read_mark("4.7 Child protection").value
    (4, 7)
    >>> read_mark("Recommendation 4: Train everyone").number
    'Recommendation 4'
    >>> read_mark("12 months later") is None
    True
    """
    worded = _worded().match(text)
    if worded is not None and (heading or worded["c"]):
        number = f"{worded['p']} {worded['n']}"
        return Mark(
            style=Style.WORDED, number=number, value=_figures(worded["n"]), prefix=worded["p"].lower(), end=worded.end()
        )
    for style, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is not None:
            letter = found.groupdict().get("p") or ""
            return Mark(
                style=style,
                number=letter + found["n"],
                value=_figures(found["n"]),
                prefix=letter.lower(),
                end=found.end(),
            )
    return None


def _figures(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def opens_box(heading: str) -> bool:
    """Whether a heading announces a practice example, case study or quotation.

    >>> opens_box("Practice example: a shared clinic")
    True
    """
    text = heading.lower().lstrip("“\"'")
    return text.startswith(grammar().box_openings) or text.endswith(grammar().box_endings)


def closes_section(heading: str) -> bool:
    """Whether a heading without a number ends the numbered section before it: an annex, a glossary, references."""
    return heading.lower().startswith(grammar().closings)
