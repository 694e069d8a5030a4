"""Values that a question asks for: a number to ring, a dose, a date. Found in the documents, or not answered."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.once import once
from assistant.parsed import parsed
from corpus.paragraph import Paragraph

DATA = Path(__file__).parent / "data" / "asked_values.toml"
SHARED = 0.34
"""The share of the question's weight that the two sentences which give the value must contain."""

TELLING = 2
"""Words of a question that matter, below which a sentence with all of them may still be about something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedValue:
    """A kind of value: how it is asked for, and what a sentence that gives one looks like.

    needed: whether a question that asks for it is unanswered without it. settles: whether a sentence that gives it and has
    every word of the question that matters is enough.
    """

    kind: str
    needed: bool
    settles: bool
    asks: re.Pattern[str]
    gives: re.Pattern[str]


@lru_cache(maxsize=1)
def load_asked_values() -> tuple[AskedValue, ...]:
    """The kinds of `data/asked_values.toml`."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        AskedValue(
            kind=value["kind"],
            needed=value.get("needed", True),
            settles=value.get("settles", False),
            asks=re.compile("|".join(value["asks"]), re.IGNORECASE),
            gives=re.compile("|".join(value["gives"]), re.IGNORECASE),
        )
        for value in data["value"]
    )


@once
def asked_values(text: str) -> list[AskedValue]:
    """The kinds of value that a question asks for."""
    return [value for value in load_asked_values() if value.asks.search(text)]


def missing_value(text: str, weights: dict[str, float], paragraphs: Iterable[Paragraph]) -> str | None:
    """The kind of value that a question asks for and no two sentences give beside its words; None where nothing is missing.

    `weights` are those of the question's stems.
    """
    asked = [value for value in asked_values(text) if value.needed]
    if not asked:
        return None
    near = [pair for it in paragraphs for pair, stems in _pairs(it) if _shared(stems, weights) >= SHARED]
    return next((value.kind for value in asked if not any(value.gives.search(one) for one in near)), None)


def _pairs(paragraph: Paragraph) -> Iterator[tuple[str, frozenset[str]]]:
    """Each sentence with the one after it, and their stems: a value often stands beside what it is of, after a full stop."""
    read = parsed(paragraph)
    for place, (start, _) in enumerate(read.spans):
        after = min(place + 1, len(read.spans) - 1)
        yield paragraph.text[start : read.spans[after][1]], read.sentences[place] | read.sentences[after]


def _shared(there: frozenset[str], weights: dict[str, float]) -> float:
    return sum(weight for stem, weight in weights.items() if stem in there) / (sum(weights.values()) or 1.0)


def value_stands_there(text: str, telling: Collection[str], paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a value that settles a question stands in a sentence that has, with the one before it, all `telling` stems of
    the question, which are at least TELLING.
    """
    asked = asked_values(text)
    if not asked or not all(it.settles for it in asked) or len(telling) < TELLING:
        return False
    return any(
        set(telling) <= read.sentences[max(at - 1, 0)] | read.sentences[at]
        for read in map(parsed, paragraphs)
        for value in asked
        for at in read.giving(value.gives)
    )
