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
"""The share of the question's weight that the sentence which gives the value must contain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedValue:
    """A kind of value: how it is asked for, and what a sentence that gives one looks like."""

    kind: str
    asks: re.Pattern[str]
    gives: re.Pattern[str]


@lru_cache(maxsize=1)
def load_asked_values() -> tuple[AskedValue, ...]:
    """The kinds of `data/asked_values.toml`."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        AskedValue(
            kind=value["kind"],
            asks=re.compile("|".join(value["asks"]), re.IGNORECASE),
            gives=re.compile("|".join(value["gives"]), re.IGNORECASE),
        )
        for value in data["value"]
    )


def missing_value(text: str, weights: dict[str, float], paragraphs: Iterable[Paragraph]) -> str | None:
    """The kind of value that a question asks for and no sentence gives beside its words; None where nothing is missing.

    `weights` are those of the question's stems.
    """
    asked = [value for value in load_asked_values() if value.asks.search(text)]
    if not asked:
        return None
    sentences = [it.text[start:end] for it in paragraphs for start, end in sentence_spans(it.text)]
    near = [sentence for sentence in sentences if _shared(sentence, weights) >= SHARED]
    return next((value.kind for value in asked if not any(value.gives.search(one) for one in near)), None)


def _shared(sentence: str, weights: dict[str, float]) -> float:
    there = set(terms(sentence))
    return sum(weight for stem, weight in weights.items() if stem in there) / (sum(weights.values()) or 1.0)
