"""Terms: how text becomes the stems that word search compares."""

import re
from functools import lru_cache
from itertools import pairwise

STOP_WORDS = frozenset(
    """a about above after again against all am an and any are as at be because been before being below between both but by
    can could did do does doing don down during each few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other
    our ours ourselves out over own same she should so some such than that the their theirs them themselves then there
    these they this those through to too under until up us very was we were what when where which while who whom why will
    with would you your yours yourself yourselves""".split()  # noqa: SIM905
)
"""English function words; a question made only of these is searched with them."""

SAME = {"referr": "refer", "pregnanc": "pregnant", "disclosur": "disclos", "women": "woman"}
"""Stems that the stemmer keeps apart and that mean one thing here: "referral" and "refer", "pregnancy" and "pregnant"."""
_JOINED = re.compile(r"\bco-(?=o)")
"""Written with a hyphen or without: "co-ordinator", "co-operate"."""
_WORD = re.compile(r"[a-z0-9£]+(?:'[a-z]+)?")


def terms(text: str) -> list[str]:
    """Stems in order, repeats kept, without stop words.

    >>> terms("Who leads the children's cases?")
    ['lead', 'children', 'case']
    >>> terms("The co-ordinator's referral")
    ['coordin', 'refer']
    """
    words = _WORD.findall(_JOINED.sub("co", text.lower().replace("’", "'")))
    return [_stem(word) for word in words if word not in STOP_WORDS]


def with_pairs(stems: list[str]) -> list[str]:
    """Stems and, after them, each two that stand side by side: "family plan" counts for more than family and plan apart.

    >>> with_pairs(["famili", "care", "plan"])
    ['famili', 'care', 'plan', 'famili care', 'care plan']
    """
    return stems + [f"{first} {second}" for first, second in pairwise(stems)]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stem = str(_stemmer().stemWord(word.removesuffix("'s")))
    return SAME.get(stem, stem)


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    from Stemmer import Stemmer

    return Stemmer("english")
