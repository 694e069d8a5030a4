"""What the documents' own abbreviations stand for: a question that uses the one is searched with the other as well."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from corpus.terms import terms


def spelt_out(stems: Sequence[str], abbreviations: Mapping[str, Sequence[str]]) -> list[str]:
    """Stems of the long forms of a question's short ones, and the short forms of its long ones, each once, in order.

    >>> spelt_out(["fsp", "meet"], {"FSP": ("family support panels",)})
    ['famili', 'support', 'panel']
    >>> spelt_out(["famili", "support", "panel"], {"FSP": ("family support panel",)})
    ['fsp']
    """
    found: list[str] = []
    question, each = f" {' '.join(stems)} ", frozenset(stems)
    for short, longs in _as_stems(tuple(abbreviations.items())):
        if short in each or f"{short}s" in each:
            found += [stem for long in longs for stem in long.split()]
        elif any(long in question for long in longs):
            found.append(short)
    return list(dict.fromkeys(stem for stem in found if stem not in stems))


@lru_cache(maxsize=4)
def _as_stems(abbreviations: tuple[tuple[str, Sequence[str]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The stem of each short form that is one word, with the stems of its long forms of several words, between spaces."""
    stems = ((terms(short), [terms(long) for long in longs]) for short, longs in abbreviations)
    return tuple(
        (short[0], tuple(f" {' '.join(long)} " for long in longs if len(long) > 1))
        for short, longs in stems
        if len(short) == 1
    )
