"""The before and after of repairs, found by laying texts beside each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from corpus.finding import Repair
from ingest.footnote_mark import without

LINE_END = "⏎"
AROUND = 3  # words shown on either side of a repair


def word_repairs(before: Sequence[str], after: Sequence[str]) -> tuple[Repair, ...]:
    """The words that a repair changed, with a few words around them. `before` and `after` have the same length."""
    changed = [(old.split(), new.split()) for old, new in zip(before, after, strict=True) if old != new]
    return counted(repair for old, new in changed for repair in _changed_words(old, new))


def mark_repairs(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Repair, ...]:
    """Marks that are taken out of a text at `[start, end)`, each with the words around it."""
    return counted(_mark(text, start, end) for start, end in spans if end > start)


def _mark(text: str, start: int, end: int) -> Repair:
    lead = text[max(0, start - 40) : start]
    trail = text[end : end + 40]
    before = " ".join(lead.split()[-AROUND:]) + (" " if lead[-1:].isspace() else "")
    behind = (" " if trail[:1].isspace() else "") + " ".join(trail.split()[:AROUND])
    after = without(before + text[start:end] + behind, [(len(before), len(before) + end - start)])
    return Repair(before=(before + text[start:end] + behind).strip(), after=" ".join(after.split()))


def removed(lines: Iterable[str]) -> tuple[Repair, ...]:
    """Lines that were taken out, each with how often."""
    return counted(Repair(before=" ".join(line.split()), after="") for line in lines if line.strip())


def counted(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Each before and after once, with how often it was made, in the order of the first.

    >>> [(it.after, it.times) for it in counted([Repair(before="infor- mation", after="information")] * 2)]
    [('information', 2)]
    """
    times: Counter[Repair] = Counter()
    for repair in repairs:
        times[replace(repair, times=1)] += repair.times
    return tuple(replace(repair, times=count) for repair, count in times.items())


def _changed_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Repair]:
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            lead, trail = old[max(0, first - AROUND) : first], old[last : last + AROUND]
            before, after = [*lead, *old[first:last], *trail], [*lead, *new[start:end], *trail]
            yield Repair(before=" ".join(before), after=" ".join(after))
