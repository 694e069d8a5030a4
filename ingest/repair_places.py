"""The before and after of repairs, found by laying texts beside each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from corpus.finding import Repair

LINE_END = "⏎"
AROUND = 3  # words shown on either side of a repair


def line_repairs(before: Sequence[str], after: Sequence[str]) -> tuple[Repair, ...]:
    """The texts that a repair changed, whole. `before` and `after` have the same length."""
    return counted((old.strip(), new.strip()) for old, new in zip(before, after, strict=True) if old != new)


def word_repairs(before: Sequence[str], after: Sequence[str]) -> tuple[Repair, ...]:
    """The words that a repair changed, with a few words around them. `before` and `after` have the same length."""
    changed = [(old.split(), new.split()) for old, new in zip(before, after, strict=True) if old != new]
    return counted(pair for old, new in changed for pair in _changed_words(old, new))


def counted(pairs: Iterable[tuple[str, str]]) -> tuple[Repair, ...]:
    """Each before and after once, with how often it was made, in the order of the first.

    >>> counted([("infor- mation", "information")] * 2)
    (Repair(before='infor- mation', after='information', times=2),)
    """
    return tuple(Repair(before=old, after=new, times=times) for (old, new), times in Counter(pairs).items())


def _changed_words(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, str]]:
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            lead, trail = old[max(0, first - AROUND) : first], old[last : last + AROUND]
            yield " ".join([*lead, *old[first:last], *trail]), " ".join([*lead, *new[start:end], *trail])
