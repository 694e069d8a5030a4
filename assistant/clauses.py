"""Clauses: what a practitioner wrote, in pieces that each say one thing, and whether a piece asks, supposes or denies."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.patterns import read_data
from corpus.terms import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`text[start:end)` of what was written, code points.

    asks: part of a question; supposes: says what might be; denies: holds a negation.
    """

    start: int
    end: int
    asks: bool
    supposes: bool
    denies: bool


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text that hold a word that matters, in order; the whole text as one where none does.

    >>> [(it.asks, it.denies) for it in clauses("He never drives. Is that enough?")]
    [(False, True), (True, False)]
    """
    rules = _rules()
    ends = [*rules["split"].finditer(text), None]
    found, at = [], 0
    for cut in ends:
        end = cut.start() if cut else len(text)
        if terms(text[at:end]):
            found.append(_clause(text, at, end, rules))
        at = cut.end() if cut else end
    return tuple(found) or (_clause(text, 0, len(text), rules),)


def _clause(text: str, start: int, end: int, rules: dict[str, re.Pattern[str]]) -> Clause:
    piece = text[start:end].replace("’", "'")
    rest = text[end - 1 : end + 60].split(".", maxsplit=1)[0] if end else ""
    return Clause(
        start=start,
        end=end,
        asks=piece.rstrip().endswith("?")
        or bool(rules["plainly_asks"].match(piece))
        or (bool(rules["asks"].match(piece)) and "?" in rest),
        supposes=bool(rules["hypothetical"].search(piece)),
        denies=bool(rules["negated"].search(piece)),
    )


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in read_data("clauses").items()}
