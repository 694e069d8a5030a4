"""Rising runs: page numbers, footnotes and paragraphs that count up through a text, found among figures that do not."""

from collections.abc import Sequence

SKIP_COST = 0.4  # what each left-out number costs a run; a run with few gaps beats a longer one with many


def rising_run(values: Sequence[int], *, step: int) -> tuple[int, ...]:
    """The places of the best run in `values`, in order: each value is 1 to `step` higher than the one before it.

    Of two equally good runs the one whose members stand closer to their followers wins. O(len(values) · step).

    >>> rising_run([3, 1, 2, 40, 3, 5, 4], step=2)
    (1, 2, 4, 6)
    """
    scores: list[float] = []
    before: list[int | None] = []
    latest: dict[int, int] = {}
    for place, value in enumerate(values):
        best, via = 1.0, None
        for up in range(1, step + 1):
            other = latest.get(value - up)
            if other is not None and scores[other] + 1 - SKIP_COST * (up - 1) > best:
                best, via = scores[other] + 1 - SKIP_COST * (up - 1), other
        scores.append(best)
        before.append(via)
        if value not in latest or best >= scores[latest[value]]:
            latest[value] = place
    place_or_none = max(range(len(values)), key=scores.__getitem__, default=None)
    run: list[int] = []
    while place_or_none is not None:
        run.append(place_or_none)
        place_or_none = before[place_or_none]
    return tuple(reversed(run))
