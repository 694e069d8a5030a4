"""How well scores tell urgent from not: recall at a share of false alarms, and the other way round."""

import math

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Answers = NDArray[np.bool_]

ALARMS = (0.01, 0.02, 0.05)
RECALLS = (0.95, 0.99)


def threshold_at_alarms(scores: Numbers, urgent: Answers, share: float) -> float:
    """The lowest threshold, in hundredths, that at most `share` of what is not urgent reaches. Scores shape (n,).

    >>> threshold_at_alarms(np.array([3.0, 2.0, 1.0]), np.array([True, False, False]), 0.5)
    1.01
    """
    calm = np.sort(scores[~urgent])[::-1]
    return math.floor(float(calm[math.floor(share * len(calm))]) * 100 + 1) / 100


def threshold_at_recall(scores: Numbers, urgent: Answers, recall: float) -> float:
    """The highest threshold, in hundredths, that at least `recall` of what is urgent reaches.

    >>> threshold_at_recall(np.array([3.0, 2.0, 1.0]), np.array([True, True, False]), 0.99)
    2.0
    """
    found = np.sort(scores[urgent])
    return math.floor(float(found[math.floor((1 - recall) * len(found))]) * 100) / 100


def curve(scores: Numbers, urgent: Answers) -> str:
    """Recall at 1, 2 and 5 % false alarms, then false alarms at recall .95 and .99."""
    at_alarms = [(scores[urgent] >= threshold_at_alarms(scores, urgent, share)).mean() for share in ALARMS]
    at_recall = [(scores[~urgent] >= threshold_at_recall(scores, urgent, share)).mean() for share in RECALLS]
    recalls, alarms = (" / ".join(f"{it:.3f}" for it in part) for part in (at_alarms, at_recall))
    return f"recall at 1/2/5 % false alarms {recalls}; false alarms at recall .95/.99 {alarms}"
