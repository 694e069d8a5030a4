"""Interval: a mean with its 95% bootstrap interval."""

from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20251101


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean over `n` values, and the 2.5th and 97.5th percentile of its bootstrap means."""

    mean: float
    low: float
    high: float
    n: int


def interval(values: Sequence[float], resamples: int = RESAMPLES, seed: int = SEED) -> Interval | None:
    """mean(values) with the percentile bootstrap: `resamples` times n values drawn with replacement, the mean of each.

    Efron, Bootstrap methods: another look at the jackknife, 1979. Seeded: the same values give the same interval. None
    for no values.

    >>> interval([1.0, 1.0])
    Interval(mean=1.0, low=1.0, high=1.0, n=2)
    """
    if not values:
        return None
    import numpy as np

    observed = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(0, observed.size, size=(resamples, observed.size))
    low, high = np.percentile(observed[drawn].mean(axis=1), [2.5, 97.5])
    return Interval(mean=float(observed.mean()), low=float(low), high=float(high), n=observed.size)


def ratio_interval(parts: Sequence[tuple[int, int]], resamples: int = RESAMPLES, seed: int = SEED) -> Interval | None:
    """sum of the first numbers / sum of the second, with a bootstrap over the parts: what belongs together is drawn together.

    `parts` are (how many held, of how many), one for each question, each of at least one. `n` is the sum of the second numbers.
    None for no parts.

    >>> ratio_interval([(2, 2), (1, 1)])
    Interval(mean=1.0, low=1.0, high=1.0, n=3)
    """
    if not parts:
        return None
    import numpy as np

    observed = np.asarray(parts, dtype=np.float64)
    drawn = observed[np.random.default_rng(seed).integers(0, len(observed), size=(resamples, len(observed)))].sum(
        axis=1
    )
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    held, of = observed.sum(axis=0)
    return Interval(mean=float(held / of), low=float(low), high=float(high), n=int(of))
