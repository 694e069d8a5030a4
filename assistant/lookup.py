"""Numbers that a question asks for: looked up, never searched."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "lookup.toml"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
MOST_OF_A_RANGE = 6
"""How many paragraphs "paragraphs 313 to 318" may name; of a longer range its ends are meant."""

_NUMBER = r"(?:[A-Z]\.?)?\d{1,4}(?:\.\d{1,3}){0,3}(?![\d%]|\.\d|\s*(?:years?|months?|weeks?|days?|hours?|minutes?)\b)"
_LAW = re.compile(
    r"\bs(?:ection|\.)?\s*(?:17|20|31|47)\b(?!\s+of\s+(?:the|our|this)\b(?!\s+children\s+act))"
    r"|\bs(?:ection|\.)?\s*\d+[A-Z]?\s+(?:of\s+the\s+[\w\s]*?act\b|enquir|inquir|assessment|investigation|order|report|duty|duties|support"
    r"|child|accommodation|agreement|meeting|money|payment|plan|referral)",
    re.IGNORECASE,
)
"""Sections of Acts ("a section 47 enquiry") are not paragraphs of a document."""
_BARE = re.compile(rf"^\W*(?:(?:show|open|give|read|quote)\s+(?:me\s+)?)?(?P<number>{_NUMBER})\W*$", re.IGNORECASE)
_SAYS = re.compile(
    rf"^\W*(?:and\s+)?what\s*(?:['’]?s|is|does|do)\s+(?:in\s+)?(?P<number>{_NUMBER})(?:\s+(?:say|says|said|mean|means|about))?\W*$",
    re.IGNORECASE,
)
"""A number that says or means something is no count, but for the short ones that are rung: 101, 111, 999."""
_RUNG = frozenset({"101", "111", "999"})
_MORE = re.compile(rf"\s*(?P<joint>,|and|&|or|to|-|–)\s*(?P<number>{_NUMBER})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNumber:
    """A number that was asked for.

    number: as it was asked, without its word. forms: the ways a document may print it, likeliest first.
    word: what the document must call it, where it calls some numbers so ("finding"); empty where any will do.
    within: the part that it stands in, as (word, value): ("chapter", "3"), ("annex", "b"); None where none was named.
    bullet: which bullet of it, from 1, -1 for the last; None where all of it is meant.
    sure: the words can mean nothing else, so that a number which nobody prints is an answer too.
    """

    number: str
    forms: tuple[str, ...]
    word: str = ""
    within: tuple[str, str] | None = None
    bullet: int | None = None
    sure: bool = True


@cache
def _data() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return found


@cache
def _words() -> dict[str, str]:
    return {word: str(called) for word, called in _data()["words"].items()}


@cache
def _soft() -> frozenset[str]:
    words = _data()["soft"]["words"]
    assert isinstance(words, list)
    return frozenset(words)


@cache
def _counts() -> dict[str, int]:
    return {word: int(str(count)) for word, count in _data()["counts"].items()}


def _any_of(words: object) -> str:
    assert isinstance(words, list | dict | tuple)
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _asked() -> re.Pattern[str]:
    """Everything that may say a number: bullet, part, word, number, bullet, part, in this order; see `_means_one`."""
    parts, counts = _any_of(_data()["parts"]["words"]), _any_of(list(_counts()))
    value = rf"(?:[A-Z]|\d{{1,2}}|[ivx]{{1,5}}|{counts})"
    called = r"bullets?(?:[\s-]+points?)?"
    before = (
        rf"(?:(?:{called}|item|point)\s+(?:no\.?\s*|number\s+)?(?P<before>\d{{1,2}}|{counts})"
        rf"|(?P<ordinal>{counts}|\d{{1,2}}(?:st|nd|rd|th))\s+{called})\s*,?\s+(?:of|in|under|at|from)\s+(?:the\s+)?"
    )
    after = (
        rf"(?:\s*,?\s*(?:{called}|item|point)\s+(?:no\.?\s*|number\s+)?(?P<after>\d{{1,2}}|{counts})\b"
        rf"|\s*,?\s+(?:the\s+)?(?P<nth>{counts}|\d{{1,2}}(?:st|nd|rd|th))\s+{called}"
        r"|\s?\((?P<letter>[a-z]|[ivx]{1,5})\)(?!\s?\())"
    )
    within = rf"(?P<part>\b(?:{parts}))\s+(?P<value>{value})(?:\s*[,:–-]\s*|\s+)(?:at\s+)?"
    inside = rf"\s*,?\s+(?:of|in|under)\s+(?:the\s+)?(?P<of>{parts})\s+(?P<ofvalue>{value})\b"
    word = rf"(?:(?P<word>(?:\b(?:{_any_of(_words())})(?![a-z])|§))\.?\s*)"
    pattern = rf"(?<![\w.£])(?:{before})?(?:{within})?{word}?(?P<number>{_NUMBER}){after}?(?:{inside})?(?!\w)"
    return re.compile(pattern, re.IGNORECASE)


def asked_numbers(text: str) -> tuple[AskedNumber, ...]:
    """The paragraph numbers that a question asks for, in order.

    >>> [asked.number for asked in asked_numbers("Show me paragraph 313 and section 4.7.")]
    ['313', '4.7']
    >>> asked_numbers("the baby is 6 weeks old")
    ()
    >>> asked_numbers("What is 318 bullet 3?")[0].bullet
    3
    """
    text = _LAW.sub(" ", text)
    found: list[AskedNumber] = []
    for asked in _every(text):
        if asked not in found:
            found.append(asked)
    return tuple(found)


def _every(text: str) -> Iterator[AskedNumber]:
    for match in _asked().finditer(text):
        if _means_one(match):
            yield _number(match, match["number"])
            yield from _and_more(match, text)
    bare = _BARE.match(text) or _SAYS.match(text)
    if bare is not None and bare["number"] not in _RUNG:
        yield AskedNumber(number=bare["number"], forms=(bare["number"],))


def _means_one(match: re.Match[str]) -> bool:
    """A figure alone is a count or an age; a word, a bullet, or an annex before it makes it a number that is asked for."""
    close = _data()["parts"]["close"]
    assert isinstance(close, list)
    near = bool(match["part"]) and match["part"].lower() in close
    bullet = any(match[name] for name in ("before", "ordinal", "after", "nth"))
    return bool(match["word"]) or bullet or near


def _and_more(match: re.Match[str], text: str) -> Iterator[AskedNumber]:
    """The numbers that follow one of several: "paragraphs 313 and 315", "paragraphs 313 to 316"."""
    if not match["word"] or not match["word"].lower().endswith(("s", "§")):
        return
    last, end = match["number"], match.end()
    while (more := _MORE.match(text, end)) is not None:
        ranged = more["joint"].lower() in ("to", "-", "–")
        between = range(int(last) + 1, int(more["number"])) if ranged and _plain(last, more["number"]) else range(0)
        if len(between) <= MOST_OF_A_RANGE - 2:
            yield from (_number(match, str(value), plain=True) for value in between)
        yield _number(match, more["number"], plain=True)
        last, end = more["number"], more.end()


def _plain(first: str, last: str) -> bool:
    return first.isdigit() and last.isdigit()


def _number(match: re.Match[str], number: str, *, plain: bool = False) -> AskedNumber:
    """plain: one of several numbers, so that the bullet that was named is not its own."""
    word = (match["word"] or "").lower()
    called = _words().get(word, "")
    within = _within(match)
    inner = f"{within[1]}.{number}" if within else ""
    printed = f"{called} {number}" if called else ""
    lettered: tuple[str, ...] = (inner, f"{within[0]} {within[1]} {number}") if within else ()
    lettered += (f"{within[1]}{number}",) if within and within[1].isalpha() else ()
    forms = (printed, number, *lettered)
    return AskedNumber(
        number=number,
        forms=tuple(dict.fromkeys(form for form in forms if form)),
        word=called if called not in ("section", "chapter", "annex") else "",
        within=within,
        bullet=None if plain else _bullet(match),
        sure=word not in _soft(),
    )


def _within(match: re.Match[str]) -> tuple[str, str] | None:
    word, value = match["part"] or match["of"], match["value"] or match["ofvalue"]
    return (word.lower(), part_value(value)) if word else None


def part_value(value: str) -> str:
    """A part's number or letter as it is compared: words and Roman numerals as figures, letters in lower case.

    >>> [part_value(value) for value in ("three", "III", "B", "07")]
    ['3', '3', 'b', '7']
    """
    value = value.lower()
    if value.isdigit():
        return str(int(value))
    if value in _counts():
        return str(_counts()[value])
    return str(ROMAN.index(value) + 1) if value in ROMAN else value


def _bullet(match: re.Match[str]) -> int | None:
    counted = next((match[name] for name in ("before", "ordinal", "after", "nth") if match[name]), None)
    if counted is not None:
        figures = re.sub(r"(?:st|nd|rd|th)$", "", counted.lower())
        return int(figures) if figures.isdigit() else _counts()[counted.lower()]
    if match["letter"] is None:
        return None
    letter = match["letter"].lower()
    return ROMAN.index(letter) + 1 if letter in ROMAN else ord(letter) - ord("a") + 1 if len(letter) == 1 else None
