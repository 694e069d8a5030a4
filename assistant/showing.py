"""showing: which of the nearest paragraphs are worth a reader's time. Decided by weights that stand in `data/showing.toml`."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.retrieve import Evidence

DATA = Path(__file__).parent / "data" / "showing.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowingRule:
    """Weights of a logistic model of whether a paragraph helps, and from which probability it is shown.

    The best is always shown. Where it helps with the probability `sure`, others are shown with it from `beside`; where it
    does not, one of them may be what was looked for, and they are shown from `instead`. most: in all.
    """

    bias: float
    sure: float
    beside: float
    instead: float
    most: int
    weights: Mapping[str, float]


@lru_cache(maxsize=1)
def load_showing_rule() -> ShowingRule:
    """The rule of `data/showing.toml`."""
    return ShowingRule(**tomllib.loads(DATA.read_text(encoding="utf-8")))


def worth_showing(evidence: Sequence[Evidence], rule: ShowingRule) -> tuple[Evidence, ...]:
    """The best, and those after it that are likely enough to help; best first, at most `rule.most`."""
    best = evidence[0].score if evidence else 0.0
    likely = [helps(showing_features(it.score, it.features, best), rule) for it in evidence[: rule.most]]
    return tuple(evidence[place] for place in shown_places(likely, rule))


def is_sure(evidence: Sequence[Evidence]) -> bool:
    """Whether the best paragraph is sure to help."""
    rule, best = load_showing_rule(), evidence[0]
    return helps(showing_features(best.score, best.features, best.score), rule) >= rule.sure


def shown_places(likely: Sequence[float], rule: ShowingRule) -> tuple[int, ...]:
    """Which of the nearest are shown, by how likely each is to help, the best first."""
    if not likely:
        return ()
    enough = rule.beside if likely[0] >= rule.sure else rule.instead
    return (0, *(place for place in range(1, len(likely)) if likely[place] >= enough))


def showing_features(score: float, features: Mapping[str, float], best: float) -> dict[str, float]:
    """score: what the ranker gave; behind: how far behind the best that is. sentence, window, late: what was measured of it."""
    return {
        "score": score,
        "behind": best - score,
        "sentence": features.get("sentence", 0.0),
        "window": features.get("window", 0.0),
        "late": features.get("late", 0.0),
    }


def helps(features: Mapping[str, float], rule: ShowingRule) -> float:
    """The probability that a reader would say that a paragraph helps to answer."""
    return 1 / (1 + math.exp(-(rule.bias + sum(weight * features[name] for name, weight in rule.weights.items()))))
