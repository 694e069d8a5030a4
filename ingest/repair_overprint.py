"""Overprinted bold: letters that a page prints twice, a hair apart, and that extraction writes twice.

Two kinds occur. Every letter is doubled ("DDoorrsseett"), or the first letter of each word but the line's first
("Practice eexample: AA fflexible"). A right word is never changed: a mended word must be one that the document writes
undamaged elsewhere, or stand in a line that is damaged beyond doubt.
"""

import re
from collections.abc import Sequence
from functools import cached_property

_DOUBLED_START = re.compile(r"(?<![A-Za-z])(?!www)([A-Za-z])\1")
# A doubled start before a small letter, or two pairs of letters: what an abbreviation such as "AAR" is not.
_SUSPECT = re.compile(r"(?<![A-Za-z])(?!www)(?:([A-Za-z])\1(?=[a-z])|([A-Za-z])\2([A-Za-z])\3)")
_PAIR = re.compile(r"(\S)\1")
_WORD = re.compile(r"[A-Za-z]+")
_CERTAIN_LETTERS = 6
_CERTAIN_WORD = 4
_DAMAGED_SHARE = 0.6
_ALL_WORDS = 3
_LONGEST_LINE = (
    1000  # characters: a longer line is a whole page, in which no damaged line can be told from its neighbours
)


class Overprint:
    """The lines of one document, and the words that it writes undamaged."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, lower case, that does not begin with a doubled letter."""
        found = {word for line in self.lines for word in _WORD.findall(line)}
        return frozenset(word.lower() for word in found if not _DOUBLED_START.match(word))

    def mended(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines with each overprinted letter once, and the lines that were mended as they are now."""
        lines = tuple(
            self._line(line) if len(line) <= _LONGEST_LINE and _SUSPECT.search(line) else line for line in self.lines
        )
        return lines, tuple(new.strip() for old, new in zip(self.lines, lines, strict=True) if old != new)

    def _line(self, line: str) -> str:
        tokens = re.split(r"(\s+)", line)
        tokens = _every_letter(tokens)
        tokens = self._first_letters(tokens)
        return "".join(tokens)

    def _first_letters(self, tokens: Sequence[str]) -> list[str]:
        places = [place for place, token in enumerate(tokens) if token and not token.isspace()]
        doubled = [place for place in places if _first_once(tokens[place]) != tokens[place]]
        supported = [place for place in doubled if self._is_supported(tokens[place], 2)]
        certain = [place for place in doubled if self._is_supported(tokens[place], _CERTAIN_WORD)]
        could_be = [place for place in places[1:] if tokens[place][0].isalpha()] or doubled
        damaged = len(supported) >= 2 or (bool(certain) and len(doubled) >= 2)
        damaged = damaged or len(doubled) == len(could_be) >= _ALL_WORDS
        if damaged and len(doubled) >= _DAMAGED_SHARE * len(could_be):
            certain = doubled
        return [_first_once(token) if place in certain else token for place, token in enumerate(tokens)]

    def _is_supported(self, token: str, letters: int) -> bool:
        """Each damaged part of the token, mended, is a word of the document of at least so many letters, in small letters."""
        parts = [part for part in _WORD.findall(token) if _DOUBLED_START.match(part)]
        return all(len(p) > letters and not p.isupper() and p[1:].lower() in self.words for p in parts)


def _every_letter(tokens: Sequence[str]) -> list[str]:
    """Tokens whose letters are all doubled; short ones and figures only beside a long one."""
    mended = [_halved(token) for token in tokens]
    sure = {place for place, token in enumerate(tokens) if mended[place] != token and _is_long(token)}
    chain = set(sure)
    for place in [*range(len(tokens)), *reversed(range(len(tokens)))]:
        if mended[place] != tokens[place] and ({place - 2, place + 2} & chain):
            chain.add(place)
    return [mended[place] if place in chain else token for place, token in enumerate(tokens)]


def _is_long(token: str) -> bool:
    return any(len(word) >= _CERTAIN_LETTERS and word[::2] == word[1::2] for word in _WORD.findall(token))


def _halved(token: str) -> str:
    """The token with every character once, where each is there twice; else each of its parts so; else the token itself.

    >>> _halved("OOffffeennddiinngg"), _halved("mmuullttii-aaggeennccyy"), _halved("noon")
    ('Offending', 'multi-agency', 'noon')
    """
    if not _PAIR.search(token):
        return token
    if token[::2] == token[1::2]:
        return token[::2]
    parts = re.split(r"([-–/]|\W+$|^\W+)", token)
    if len(parts) == 1:
        return token
    halves = [part[::2] if len(part) > 1 and part[::2] == part[1::2] else part for part in parts]
    changed = [part for part, half in zip(parts, halves, strict=True) if half != part]
    return "".join(halves) if all(part in changed for part in parts if _WORD.search(part)) and changed else token


def _first_once(token: str) -> str:
    """The token with the doubled first letter of each of its words once.

    >>> _first_once("mmulti-aagency")
    'multi-agency'
    """
    return _DOUBLED_START.sub(r"\1", token)
