"""align: which words of one text are which words of another, each at most once, in time that grows with their length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

GRAMS = (8, 4, 2, 1)  # words that must be the same in a row, and be so only once, to hold two texts together
SMALL_GAP = 40_000  # pairs of words between two anchors that are compared one by one
MOVED = 4  # words in a row that show that a piece stands elsewhere in the other text
LEAST_MOVED = 2  # words of a piece that is the same as a whole piece elsewhere

Pairs = dict[int, int]


def aligned(one: Sequence[str], other: Sequence[str]) -> Pairs:
    """The place in `other` for each place in `one` that has one: first what stands in the same order, then what was moved.

    >>> aligned("a b c d".split(), "a b x d".split())
    {0: 0, 1: 1, 3: 3}
    """
    pairs: Pairs = {}
    _within(_Span(one, other, 0, len(one), 0, len(other)), GRAMS, pairs)
    for size in (2 * MOVED, MOVED):
        _moved(one, other, pairs, size)
    _whole_runs(one, other, pairs)
    return dict(sorted(pairs.items()))


@dataclass(frozen=True, slots=True)
class _Span:
    """Two stretches that are compared: `one[a:b]` with `other[c:d]`."""

    one: Sequence[str]
    other: Sequence[str]
    a: int
    b: int
    c: int
    d: int


def _within(span: _Span, grams: Sequence[int], pairs: Pairs) -> None:
    """Pair what the two stretches share in the same order."""
    a, b, c, d = _ends(span, pairs)
    if a >= b or c >= d:
        return
    if not grams:
        if (b - a) * (d - c) <= SMALL_GAP:
            matcher = SequenceMatcher(None, span.one[a:b], span.other[c:d], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs.update((a + block.a + n, c + block.b + n) for n in range(block.size))
        return
    size = grams[0]
    places = {gram: c + n for gram, n in _unique(span.other[c:d], size).items()}
    shared = [(a + n, places[gram]) for gram, n in _unique(span.one[a:b], size).items() if gram in places]
    for left, right in _rising(sorted(shared)):
        if left >= a and right >= c:
            _within(_Span(span.one, span.other, a, left, c, right), grams[1:], pairs)
            a, c = left, right
            while a < b and c < d and span.one[a] == span.other[c]:
                pairs[a] = c
                a, c = a + 1, c + 1
    _within(_Span(span.one, span.other, a, b, c, d), grams[1:], pairs)


def _ends(span: _Span, pairs: Pairs) -> tuple[int, int, int, int]:
    """Pair what the stretches begin and end with alike; what is left between."""
    a, b, c, d = span.a, span.b, span.c, span.d
    while a < b and c < d and span.one[a] == span.other[c]:
        pairs[a] = c
        a, c = a + 1, c + 1
    while a < b and c < d and span.one[b - 1] == span.other[d - 1]:
        b, d = b - 1, d - 1
        pairs[b] = d
    return a, b, c, d


def _unique(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Where each run of so many words stands that is there only once."""
    runs = list(zip(*(words[n:] for n in range(size)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The longest part of the pairs, sorted by their first, whose second rises."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, (_, value) in enumerate(pairs):
        at = bisect_left(tails, value)
        if at == len(tails):
            tails.append(value)
            ends.append(place)
        tails[at], ends[at] = value, place
        before.append(ends[at - 1] if at else None)
    chain: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return reversed(chain)


def _moved(one: Sequence[str], other: Sequence[str], pairs: Pairs, size: int) -> None:
    """Pair what is left over on both sides and shares enough words in a row, wherever it stands."""
    taken = set(pairs.values())
    free = [place for place in range(len(other)) if place not in taken]
    starts: dict[tuple[str, ...], list[int]] = {}
    for place in free:
        run = tuple(other[place : place + size])
        starts.setdefault(run, []).append(place)
    place = 0
    while place < len(one):
        step = 1
        if place not in pairs:
            for start in starts.get(tuple(one[place : place + size]), ()):
                step = _carry(_Span(one, other, place, len(one), start, len(other)), pairs, taken, size)
                if step:
                    break
        place += max(1, step)


def _carry(span: _Span, pairs: Pairs, taken: set[int], size: int) -> int:
    """Pair free words from the start of both stretches on, as far as they are the same; how many, 0 where fewer than `size`."""
    length = 0
    for place, start in zip(range(span.a, span.b), range(span.c, span.d), strict=False):
        if place in pairs or start in taken or span.one[place] != span.other[start]:
            break
        length += 1
    if length < size:
        return 0
    pairs.update((span.a + step, span.c + step) for step in range(length))
    taken.update(range(span.c, span.c + length))
    return length


def _whole_runs(one: Sequence[str], other: Sequence[str], pairs: Pairs) -> None:
    """Pair short runs that are left over whole on both sides."""
    taken = set(pairs.values())
    waiting: dict[tuple[str, ...], list[range]] = {}
    for run in runs([place for place in range(len(other)) if place not in taken]):
        waiting.setdefault(tuple(other[run.start : run.stop]), []).append(run)
    for run in runs([place for place in range(len(one)) if place not in pairs]):
        found = waiting.get(tuple(one[run.start : run.stop]))
        if found and len(run) >= LEAST_MOVED:
            pairs.update(zip(run, found.pop(0), strict=True))


def runs(places: Sequence[int]) -> Iterator[range]:
    """Rising places as runs without a gap.

    >>> list(runs([1, 2, 5]))
    [range(1, 3), range(5, 6)]
    """
    for _, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        held = [place for _, place in group]
        yield range(held[0], held[-1] + 1)
