"""Rising runs: page numbers, footnotes and paragraphs that count up through a text, found among figures that do not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SKIP_COST = 0.4  # what each left-out number costs a run; a run with few gaps beats a longer one with many
SHORT_COST = 0.5  # what a step shorter than usual costs
TINY_COST = 1.1  # what a step of less than a quarter of the usual costs: more than its number is worth
UNEVEN_COST = 0.3  # what a step of twice or no distance costs where members stand evenly


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How far apart the members of a run may stand, in characters, and how many numbers one step may count.

    least: nearest of all; usual: nearest without a cost; most: furthest for each number that a step counts.
    even: the distance that costs nothing, where the members stand about evenly; 0 where that is not known.
    """

    least: int
    usual: int
    most: int
    step: int
    even: int = 0


def rising_run(values: Sequence[int], *, step: int) -> tuple[int, ...]:
    """The places of the best run in `values`, in order: each value is 1 to `step` higher than the one before it.

    Of two equally good runs the one whose members stand closer to their followers wins. O(len(values) · step).

    >>> rising_run([3, 1, 2, 40, 3, 5, 4], step=2)
    (1, 2, 4, 6)
    """
    places = range(len(values))
    spacing = Spacing(least=0, usual=0, most=len(values), step=step)
    return spaced_run(values, positions=places, weights=[1.0] * len(values), spacing=spacing)


def spaced_run(
    values: Sequence[int], *, positions: Sequence[int], weights: Sequence[float], spacing: Spacing
) -> tuple[int, ...]:
    """The places of the run with the highest sum of weights whose members stand as far apart as `spacing` says.

    positions: where each value stands, rising. weights: how much each is worth.
    """
    scores: list[float] = []
    before: list[int | None] = []
    seen: dict[int, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        best, via = 0.0, None
        for up in range(1, spacing.step + 1):
            for other in reversed(seen[value - up]):
                distance = positions[place] - positions[other]
                if distance > spacing.most * up:
                    break
                score = scores[other] - SKIP_COST * (up - 1) - _cost(distance, spacing, up)
                if distance >= spacing.least and score > best:
                    best, via = score, other
        scores.append(best + weights[place])
        before.append(via)
        seen[value].append(place)
    return _followed(before, max(range(len(values)), key=scores.__getitem__, default=None))


def _cost(distance: int, spacing: Spacing, up: int) -> float:
    uneven = min(1.0, abs(distance - spacing.even * up) / (spacing.even * up)) if spacing.even else 0.0
    if distance >= spacing.usual:
        return UNEVEN_COST * uneven
    return UNEVEN_COST * uneven + (SHORT_COST if distance >= spacing.usual / 4 else TINY_COST)


def _followed(before: Sequence[int | None], last: int | None) -> tuple[int, ...]:
    run: list[int] = []
    while last is not None:
        run.append(last)
        last = before[last]
    return tuple(reversed(run))
