"""Which paragraph of an old edition became which of the new one."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.paragraph import Paragraph

ALIKE = 0.6
"""The share of words (Dice) from which two paragraphs are one that was edited.

Two unrelated ones of one demonstration document share at most .41.
"""
ALIKE_SAME_NUMBER = 0.35
"""The same for two paragraphs with the same number, which needs less to be believed."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A place in the old edition and the place in the new one that it became."""

    new: int
    old: int


def pairs(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    """The pairs in new reading order, each place in at most one: the same words first, then the most alike."""
    found = list(_same_words(old, new))
    old_left = sorted(set(range(len(old))) - {pair.old for pair in found})
    new_left = sorted(set(range(len(new))) - {pair.new for pair in found})
    found += _alike(old, new, old_left, new_left)
    return sorted(found)


def _same_words(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Pair]:
    """Of several paragraphs with the same words, those with the same id first, then each in its turn."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, paragraph in enumerate(old):
        waiting[_plain(paragraph)].append(place)
    late = []
    for place, paragraph in enumerate(new):
        there = waiting[_plain(paragraph)]
        same = next((it for it in there if old[it].id == paragraph.id), None)
        if same is None:
            late.append(place)
        else:
            there.remove(same)
            yield Pair(place, same)
    for place in late:
        there = waiting[_plain(new[place])]
        if there:
            yield Pair(place, there.popleft())


def _plain(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())


def _alike(
    old: Sequence[Paragraph], new: Sequence[Paragraph], old_left: Sequence[int], new_left: Sequence[int]
) -> Iterator[Pair]:
    """The most alike first. Where two are equally alike, the same number, then the nearer place decides."""
    if not old_left or not new_left:
        return
    share = shared_words([old[place].text for place in old_left], [new[place].text for place in new_left])
    scored = []
    for row, column in np.argwhere(share >= ALIKE_SAME_NUMBER):
        before, after = old_left[row], new_left[column]
        same = old[before].number is not None and old[before].number == new[after].number
        if same or share[row, column] >= ALIKE:
            far = abs(before / len(old) - after / len(new))
            scored.append((-round(float(share[row, column]), 3), not same, far, before, after))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_, before, after in sorted(scored):
        if before not in taken_old and after not in taken_new:
            taken_old.add(before)
            taken_new.add(after)
            yield Pair(after, before)


def shared_words(old: Sequence[str], new: Sequence[str]) -> NDArray[np.float32]:
    """Dice's share of the different words of two texts, twice those in both over those in each; shape (old, new), 0 to 1.

    >>> float(shared_words(["one two"], ["two three"])[0, 0])
    0.5
    """
    sets = [frozenset(_WORD.findall(text.lower())) for text in (*old, *new)]
    column = {word: place for place, word in enumerate(sorted(frozenset().union(*sets)))}
    there = np.zeros((len(sets), max(len(column), 1)), np.float32)
    for row, words in enumerate(sets):
        there[row, [column[word] for word in words]] = 1
    first, second = there[: len(old)], there[len(old) :]
    both = first.sum(1)[:, None] + second.sum(1)[None, :]
    share: NDArray[np.float32] = 2 * (first @ second.T) / np.maximum(both, 1)
    return share


def out_of_order(paired: Sequence[Pair]) -> set[Pair]:
    """The fewest pairs without which both editions have the same order.

    >>> sorted(out_of_order([Pair(0, 2), Pair(1, 0), Pair(2, 1)]))
    [Pair(new=0, old=2)]
    """
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for place, pair in enumerate(paired):
        length = bisect_left(ends, pair.old)
        ends[length : length + 1] = [pair.old]
        at[length : length + 1] = [place]
        before.append(at[length - 1] if length else None)
    kept = set()
    last = at[-1] if at else None
    while last is not None:
        kept.add(paired[last])
        last = before[last]
    return set(paired) - kept
