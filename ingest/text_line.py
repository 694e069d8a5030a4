"""What a line of plain text looks like: a bullet, a heading, an unfinished line, a quotation."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.unfinished import is_unfinished, unfinished_words
from ingest.grammar import Style, read_mark

LINES_FILE = Path(__file__).with_name("text_lines.toml")

_BULLET = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[•●▪◦‣∙■□➢✓*\uf0a7\uf0b7\uf0d8–-]|o(?=\s+[a-zA-Z]))(?:\s+(?P<text>.*))?$"
)
_BACK_LINK = re.compile(r"(?:back to|return to) (?:the )?(?:top|contents)(?: of (?:the )?page)?", re.IGNORECASE)
_OPENING, _CLOSING = "\"'“‘", "\"'”’"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRules:
    """What `text_lines.toml` says; each field is explained there. Lengths are in words."""

    heading: int
    not_first: frozenset[str]
    numbered_heading: int
    trailing: int
    title: int
    item: int
    unfinished: frozenset[str]
    pointers: frozenset[str]
    months: frozenset[str]
    before_figures: frozenset[str]


@cache
def line_rules() -> LineRules:
    """The shipped rules, read once."""
    data = tomllib.loads(LINES_FILE.read_text(encoding="utf-8"))
    return LineRules(
        heading=data["heading"]["words"],
        not_first=frozenset(data["heading"]["not_first"]),
        numbered_heading=data["heading"]["numbered_words"],
        trailing=data["heading"]["trailing_words"],
        title=data["heading"]["title_words"],
        item=data["item"]["words"],
        unfinished=unfinished_words(),
        pointers=frozenset(data["figures"]["before"]) | frozenset(data["figures"]["months"]),
        months=frozenset(data["figures"]["months"]),
        before_figures=unfinished_words() | frozenset(data["figures"]["before"] + data["figures"]["months"]),
    )


def bullet_of(line: str) -> tuple[int, str] | None:
    """The indent (in characters) and text of a line that starts with a bullet mark; None for any other line.

    >>> bullet_of("  • Shared values")
    (2, 'Shared values')
    """
    found = _BULLET.match(line)
    return (len(found["indent"]), (found["text"] or "").strip()) if found else None


def looks_like_heading(text: str) -> bool:
    """A short line with a capital, a figure or a quotation mark in front and no stop behind, that does not break off.

    >>> looks_like_heading("Characteristics of good partnership")
    True
    >>> looks_like_heading("This should include:")
    False
    """
    text = text.strip()
    if not text or len(text.split()) > line_rules().heading or text[-1] in ".;,:!" or is_unfinished(text):
        return False
    return (text[0].isupper() or text[0].isdigit()) and not text.startswith(("http", "www."))


def looks_like_numbered_heading(text: str) -> bool:
    """A printed number before at most one short sentence."""
    mark = read_mark(text, heading=True)
    if mark is None:
        return False
    rest = text[mark.end :].strip()
    return (not rest and mark.style is Style.WORDED) or (
        0 < len(rest.split()) <= line_rules().numbered_heading
        and not re.search(r"[.;:!?]\s", rest)
        and rest[-1] not in ":;,"
    )


def heads_numbers(line: str, after: str) -> bool:
    """Whether a line is a heading whose number the line after it goes on from ("1 Boarding" above "1.1 …"), or one that is
    nothing but a worded number.

    >>> heads_numbers("1 Boarding", "1.1 Ring the office.")
    True
    >>> heads_numbers("Recommendation 4", "Ring the office.")
    True
    """
    mark = read_mark(line, heading=True)
    if mark is None or not looks_like_heading(line):
        return False
    if mark.style is Style.WORDED:
        return mark.end == len(line)
    below = read_mark(after)
    return below is not None and below.value[:-1] == mark.value


def is_back_link(line: str) -> bool:
    """Whether a line is a web page's link to its own top, which a copied page leaves at the end of its sections.

    >>> is_back_link("Back to top")
    True
    """
    return _BACK_LINK.fullmatch(line.strip()) is not None


def is_quotation(text: str) -> bool:
    """Whether a whole block is a quotation of some length: it opens with a quotation mark and closes with one."""
    text = text.strip()
    opened, closed = text[:1] in _OPENING, text.rstrip(" .,;").endswith(tuple(_CLOSING))
    return bool(text) and opened and closed and len(text.split()) >= 5 and _closes_late(text)


def _closes_late(text: str) -> bool:
    """The quotation goes on to the end: its mark is not closed and followed by the writer's own words."""
    closing = {"“": "”", '"': '"'}.get(text[0])
    return closing is None or text.find(closing, 1) >= len(text.rstrip(" .,;")) - 1
