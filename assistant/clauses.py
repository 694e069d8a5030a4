"""Clauses: what a practitioner wrote, in pieces that each say one thing, and whether a piece asks, supposes or denies."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.patterns import read_data, spell_out
from corpus.terms import STOP_WORDS, terms

REACH = 5
"""How many words a negation is taken to speak of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`text[start:end)` of what was written, code points.

    asks: part of a question; supposes: says what might be; denies: holds a negation; timed: holds nothing but words of time.
    """

    start: int
    end: int
    asks: bool
    supposes: bool
    denies: bool
    timed: bool

    @property
    def tells(self) -> bool:
        """Whether a line may be read from it: what it says is so, and it is about more than the time of day."""
        return not (self.asks or self.supposes or self.timed)


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text that hold a word that matters, in order; the whole text as one where none does.

    >>> [(it.asks, it.denies) for it in clauses("He never drives. Is that enough?")]
    [(False, True), (True, False)]
    >>> [it.tells for it in clauses("mum is using again, is a relapse a reason to refer")]
    [True, False]
    >>> [it.tells for text in ("what if dad hits mum", "its nearly 7pm on a friday") for it in clauses(text)]
    [False, False]
    """
    rules = _rules()
    ends = [*rules["split"].finditer(text.replace("’", "'")), None]
    found, at = [], 0
    for cut in ends:
        end = cut.start() if cut else len(text)
        if terms(text[at:end]) and not rules["joined"].fullmatch(text, at, end):
            found.append(_clause(text, at, end))
        at = cut.end() if cut else end
    return tuple(found) or (_clause(text, 0, len(text)),)


def matter(text: str) -> frozenset[str]:
    """The stems that say what a text is about: no negation, and nothing that many a clause holds.

    >>> sorted(matter("She's not got a car seat"))
    ['car', 'seat']
    """
    rules = _rules()
    stems = terms(rules["slight"].sub(" ", rules["negated"].sub(" ", text.replace("’", "'"))))
    return frozenset(stem for stem in stems if "'" not in stem and stem not in STOP_WORDS)


def negated(text: str) -> frozenset[str]:
    """Of what a text is about, what a negation stands before.

    >>> sorted(negated("He drives, but the children were never in the car")), sorted(negated("He drives"))
    (['car'], [])
    """
    text = text.replace("’", "'")
    after = [text[found.end() :].split()[:REACH] for found in _rules()["negated"].finditer(text)]
    return frozenset[str]().union(*(matter(" ".join(words)) for words in after))


def _clause(text: str, start: int, end: int) -> Clause:
    rules = _rules()
    piece = text[start:end].replace("’", "'")
    rest = text[end - 1 : end + 60].split(".", maxsplit=1)[0] if end else ""
    left = rules["time"].sub(" ", piece)
    return Clause(
        start=start,
        end=end,
        asks=piece.rstrip().endswith("?")
        or bool(rules["plainly_asks"].match(piece) or rules["in_general"].match(text, start))
        or (bool(rules["asks"].match(piece)) and "?" in rest),
        supposes=bool(rules["hypothetical"].search(piece)),
        denies=bool(rules["negated"].search(piece)),
        timed=left != piece and not terms(left),
    )


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    data = read_data("clauses")
    joined = rf"\W*(?:(?:{data['joined']})\b\W*)*"
    patterns = {
        **{name: data[name] for name in ("asks", "hypothetical", "negated", "slight", "time")},
        "split": "|".join(data["split"]),
        "plainly_asks": rf"{joined}(?:{'|'.join(data['plainly_asks'])})",
        "in_general": rf"{joined}{data['in_general']}",
        "joined": joined,
    }
    return {name: re.compile(spell_out(it, data["words"]), re.IGNORECASE) for name, it in patterns.items()}
