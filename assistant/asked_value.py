"""Values that a question asks for: a number to ring, a dose, a date. Found in the documents, or not answered."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.terms import terms

DATA = Path(__file__).parent / "data" / "asked_values.toml"
SHARED = 0.34
"""The share of the question's weight that the two sentences which give the value must contain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedValue:
    """A kind of value: how it is asked for, and what a sentence that gives one looks like.

    needed: whether a question that asks for it is unanswered without it.
    """

    kind: str
    needed: bool
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
            asks=re.compile("|".join(value["asks"]), re.IGNORECASE),
            gives=re.compile("|".join(value["gives"]), re.IGNORECASE),
        )
        for value in data["value"]
    )


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
    near = [pair for it in paragraphs for pair in _pairs(it) if _shared(pair, weights) >= SHARED]
    return next((value.kind for value in asked if not any(value.gives.search(one) for one in near)), None)


def _pairs(paragraph: Paragraph) -> list[str]:
    """Each sentence with the one after it: a value often stands beside what it is of, after a full stop."""
    spans = sentence_spans(paragraph.text)
    return [paragraph.text[start : spans[min(place + 1, len(spans) - 1)][1]] for place, (start, _) in enumerate(spans)]


def _shared(sentence: str, weights: dict[str, float]) -> float:
    there = set(terms(sentence))
    return sum(weight for stem, weight in weights.items() if stem in there) / (sum(weights.values()) or 1.0)
