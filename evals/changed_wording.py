"""Changed wording: whether two texts say the same in the same words, and what kind of words came or went."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "impact.toml"
_APOSTROPHE = re.compile(r"[\u2018\u2019\u02bc\u00b4`]")
_QUOTATION = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb]|(?<!\w)'|'(?!\w)")
_DASH = re.compile(r"[-\u2010-\u2015\u2212]+")
_LINE_END = re.compile(r"[.,;:]+[ \t]*(?=\n|$)")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[£$€]?\d+(?:[.,:/]\d+)*(?:-\d+(?:[.,:/]\d+)*)*[^\W\d_]*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[^\s\w]")


class WordKind(StrEnum):
    """The kind of the words that differ."""

    DUTY_WORD = "duty_word"
    NUMBER = "number"
    REWORDED = "reworded"


def words_of(text: str) -> tuple[str, ...]:
    """The words, numbers and marks of a text, without what is only typography.

    Typography is: white space and line ends, capitals, the shape of quotation marks, apostrophes and hyphens, marks at the end
    of a line, and letters of another width or joined (NFKC). Any other mark counts, and so does what stands between figures.

    >>> words_of("Ring  within 1.5 hours; “must’ve” done:")
    ('ring', 'within', '1.5', 'hours', ';', "must've", 'done')
    """
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", _APOSTROPHE.sub("'", text)))
    plain = _LINE_END.sub(" ", _QUOTATION.sub("", plain))
    plain = re.sub(r"(?<=\d)\s*-\s*(?=\d)", "\0", _DASH.sub("-", plain)).replace("-", " ").replace("\0", "-")
    return tuple(_WORD.findall(plain.casefold()))


def wording_changes(old: str, new: str) -> tuple[WordKind, ...]:
    """What kinds of words differ, what matters most first; nothing where both texts say the same in the same words.

    >>> wording_changes("must ring in two days", "should ring within 2 days")
    (<WordKind.DUTY_WORD: 'duty_word'>, <WordKind.NUMBER: 'number'>, <WordKind.REWORDED: 'reworded'>)
    """
    found = {_kind(word) for word in _differing(words_of(old), words_of(new))}
    return tuple(kind for kind in WordKind if kind in found)


def _differing(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (*before[first:last], *after[start:end])


def _kind(word: str) -> WordKind:
    if word in _listed("duty"):
        return WordKind.DUTY_WORD
    if word in _listed("number") or any(letter.isdigit() for letter in word):
        return WordKind.NUMBER
    return WordKind.REWORDED


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(DATA.read_text(encoding="utf-8"))[name])
