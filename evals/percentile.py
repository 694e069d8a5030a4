"""Percentile of measured times."""

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: of n sorted values, the one at rank ceil(share * n), counted from 1.

    `share` is in (0, 1]. Raises ValueError for no values.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5), percentile([4.0, 1.0, 3.0, 2.0], 0.95)
    (2.0, 4.0)
    """
    if not values:
        raise ValueError("Expected at least one value, found none.")
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]
