"""Three views of a text for the urgent check: reviewed patterns, words running, letters running. Each sums learnt weights.

A view is linear, and its weights are a data file that can be read: what adds how much. Pure Python; only the files are loaded.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.danger_signs import Read, Reading, SignRules, Stretch, alone, running
from assistant.grams import letter_grams, word_grams

Grams = Callable[[Read], frozenset[str]]
GRAMS: Mapping[str, Grams | None] = {"patterns": None, "words": word_grams, "letters": letter_grams}
"""What each view reads in a sentence; None: what the stretch shows of the reviewed patterns."""

WHOLE, PAIR = 12, 2
"""How many sentences running are read as a whole, and as a pair: a danger must not drown in the story around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`weights` by what is shown. Grams are divided by the root of how many there are; `share` is what the view counts for."""

    name: str
    bias: float
    share: float
    weights: Mapping[str, float]

    def score(self, shown: frozenset[str]) -> float:
        """What speaks for danger in this view."""
        found = sum(self.weights[it] for it in shown if it in self.weights)
        return self.bias + (found if GRAMS[self.name] is None else found / math.sqrt(max(len(shown), 1)))


def spelt_weights(table: Mapping[str, Any]) -> dict[str, float]:
    """Weights from a data file's table of `"weight" = [what has it, …]`.

    >>> spelt_weights({"1.5": ["wake her", "blue"], "-0.5": ["last year"]})
    {'wake her': 1.5, 'blue': 1.5, 'last year': -0.5}
    """
    return {gram: float(weight) for weight, grams in table.items() for gram in grams}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A stretch of a text and what each view sees in it, by the view's name."""

    stretch: Stretch
    views: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A text as it was looked at: in wholes of up to 12 sentences, in pairs, and sentence by sentence."""

    wholes: tuple[Seen, ...]
    pairs: tuple[Seen, ...]
    singles: tuple[Seen, ...]


def look(reading: Reading, rules: SignRules) -> Looked:
    """What there is to weigh of a text. Where there are two sentences or fewer, the whole is the pair."""
    grams = [{name: read(it) for name, read in GRAMS.items() if read} for it in reading.sentences]
    wholes = tuple(_seen(running(reading, WHOLE, rules), WHOLE, grams))
    pairs = wholes if len(reading.sentences) <= PAIR else tuple(_seen(running(reading, PAIR, rules), PAIR, grams))
    singles = wholes if len(reading.sentences) == 1 else tuple(_seen(alone(reading, rules), 1, grams))
    return Looked(wholes=wholes, pairs=pairs, singles=singles)


def _seen(stretches: tuple[Stretch, ...], most: int, grams: list[dict[str, frozenset[str]]]) -> Iterator[Seen]:
    for at, stretch in enumerate(stretches):
        views = {"patterns": stretch.shown}
        for name in GRAMS:
            if name not in views:
                views[name] = frozenset().union(*(it[name] for it in grams[at : at + most]))
        yield Seen(stretch=stretch, views=views)
