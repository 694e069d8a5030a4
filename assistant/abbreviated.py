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
    for short, longs in _as_stems(tuple((short, tuple(longs)) for short, longs in abbreviations.items())):
        if short in stems or f"{short}s" in stems:
            found += [stem for long in longs for stem in long]
        elif any(_in_order(long, stems) for long in longs):
            found.append(short)
    return list(dict.fromkeys(stem for stem in found if stem not in stems))


@lru_cache(maxsize=4)
def _as_stems(
    abbreviations: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """The stem of each short form that is one word, with the stems of its long forms."""
    stems = ((terms(short), tuple(tuple(terms(long)) for long in longs)) for short, longs in abbreviations)
    return tuple((short[0], longs) for short, longs in stems if len(short) == 1)


def _in_order(long: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether the stems of a long form stand side by side in a question."""
    size = len(long)
    return size > 1 and any(tuple(stems[at : at + size]) == tuple(long) for at in range(len(stems) - size + 1))
