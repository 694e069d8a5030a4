"""Words of a text as they stand, and the lists that say which of them can be a name."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.patterns import read_data

_WORD = re.compile(r"[^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*|\d+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_OPENING = re.compile(r"[.!?:;\n•*|]")


@dataclass(slots=True)
class Word:
    """One word or run of digits at `[start, end)`. A possessive s is a word of its own.

    `lower` has no accents. `gap` stands between the word before and this one. `capital`: its first letter only is one.
    `shouted`: two or more letters, all of them capitals. `opens`: it stands first in its sentence.
    """

    start: int
    end: int
    text: str
    lower: str
    gap: str
    capital: bool
    shouted: bool
    opens: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order. A text without small letters is read as if it had no capitals.

    >>> [(word.text, word.capital) for word in words_of("Mum's 30")]
    [('Mum', True), ('s', False), ('30', False)]
    """
    shouting = text.isupper()
    words = []
    before = 0
    for found in _WORD.finditer(text):
        it, gap = found[0], text[before : found.start()]
        shouted = not shouting and len(it) > 1 and it.isupper()
        capital = not shouting and not shouted and it[0].isupper()
        opens = not before or _OPENING.search(gap) is not None
        before = found.end()
        lower = it.lower() if it.isascii() else folded(it)
        words.append(Word(found.start(), before, it, lower, gap, capital, shouted, opens))
    return tuple(words)


def folded(word: str) -> str:
    """`word` in lower case without accents, as names stand in the lists. The length may differ.

    >>> folded("Siân"), folded("Michał"), folded("O’Neill")
    ('sian', 'michal', "o'neill")
    """
    apart = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What can be a name and what cannot, in lower case: see `data/given_names.toml` and the table `kept` of `data/mask.toml`."""

    given: frozenset[str]
    ordinary: frozenset[str]
    cued_only: frozenset[str]
    lower_cued: frozenset[str]
    aliases: frozenset[str]
    surnames: frozenset[str]
    kept: frozenset[str]
    kept_surnames: frozenset[str]
    particles: frozenset[str]
    phrases: frozenset[str]
    bodies: frozenset[str]
    body_prefixes: frozenset[str]
    shouted: frozenset[str]

    def is_given(self, lower: str) -> bool:
        """Whether `lower` is a given name that is no ordinary word; the first part decides for a double name ("mary-beth")."""
        return lower in self.given or ("-" in lower and lower.partition("-")[0] in self.given)

    def is_surname(self, lower: str) -> bool:
        """Whether `lower` is a surname that is no ordinary word; the first part decides for a double one ("smith-jones")."""
        return lower in self.surnames or ("-" in lower and lower.partition("-")[0] in self.surnames)

    def is_any_given(self, lower: str) -> bool:
        """Whether `lower` is a given name, be it an ordinary word too."""
        return self.is_given(lower) or lower in self.ordinary or lower in self.cued_only


@cache
def load_name_words() -> NameWords:
    """The shipped lists, read once."""
    return name_words(read_data("given_names"), read_data("mask")["kept"], read_data("places"))


def name_words(names: Mapping[str, Any], kept: Mapping[str, Any], places: Mapping[str, Any]) -> NameWords:
    """Lists from the plain values of the data files. KeyError where something is missing.

    A place that is a given name too ("Angus") is masked after a cue only; other places are kept.
    """
    given, ordinary, cued_only = ({*names[kind]} for kind in ("names", "ordinary", "cued_only"))
    nations = [name for nation in places["nations"].values() for name in nation["names"]]
    named = {place.lower() for place in (*places["plain"], *places["also_words"], *nations)}
    both = named & (given | ordinary | cued_only)
    return NameWords(
        given=frozenset(given - both),
        ordinary=frozenset(ordinary - both),
        cued_only=frozenset(cued_only | both),
        lower_cued=frozenset(names["lower_cued"]),
        aliases=frozenset(names["aliases"]),
        surnames=frozenset(names["surnames"]),
        kept=frozenset({*kept["words"]} | (named - both)),
        kept_surnames=frozenset(kept["surnames"]),
        particles=frozenset(kept["particles"]),
        phrases=frozenset({*kept["phrases"]} | {place for place in named if " " in place}),
        bodies=frozenset(kept["bodies"]),
        body_prefixes=frozenset(kept["body_prefixes"]),
        shouted=frozenset(word.lower() for word in kept["shouted"]),
    )
