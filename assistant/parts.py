"""Parts: a question that asks two things, and which of them the paragraphs that were found say nothing about."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.everyday import load_everyday_words
from assistant.patterns import read_data
from corpus.terms import terms

Rules = tuple[re.Pattern[str], re.Pattern[str], float, int]


@cache
def _rules() -> Rules:
    data = read_data("parts")
    split, asks = (re.compile(data[name], re.IGNORECASE) for name in ("split", "asks"))
    return split, asks, float(data["covered"]), int(data["words"])


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a question that each ask something, in order; none where there are not two.

    >>> parts_of("Who leads in pregnancy, and how much is the fuel grant?")
    ('Who leads in pregnancy', 'how much is the fuel grant')
    >>> parts_of("The mother is pregnant. Who leads?")
    ()
    """
    split, asks, _, least = _rules()
    pieces = [re.split(r"(?<=[.!])\s+", piece.strip(" ?,;"))[-1] for piece in split.split(text)]
    talk = load_everyday_words().talk
    telling = [it for it in pieces if asks.search(it) and len(set(terms(it)) - talk) >= least]
    return tuple(telling) if len(telling) > 1 else ()


def missing_parts(
    text: str, weights: dict[str, float], called: dict[str, set[str]], shown: Sequence[frozenset[str]]
) -> tuple[str, ...]:
    """The parts of a question of which no shown paragraph holds more than half; none where all are missing, or there are not two.

    weights: of the question's stems. called: for a stem, those that stand for it too. shown: the stems of each paragraph.
    """
    _, _, covered, _ = _rules()
    parts = parts_of(text)
    missing = [it for it in parts if max((_share(it, weights, called, one) for one in shown), default=0.0) <= covered]
    return tuple(missing) if len(missing) < len(parts) else ()


def _share(part: str, weights: dict[str, float], called: dict[str, set[str]], there: frozenset[str]) -> float:
    """The share of a part's weight that a paragraph holds; small talk does not count."""
    own = set(terms(part)) - load_everyday_words().talk
    whole = sum(weights.get(stem, 0.0) for stem in own)
    held = sum(weights.get(stem, 0.0) for stem in own if stem in there or called.get(stem, set()) & there)
    return held / whole if whole else 1.0
