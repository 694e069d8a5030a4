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
    """Weights of a logistic model. The best `always` are shown, others from the probability `helps`; `most` in all."""

    bias: float
    helps: float
    always: int
    most: int
    weights: Mapping[str, float]


@lru_cache(maxsize=1)
def load_showing_rule() -> ShowingRule:
    """The rule of `data/showing.toml`."""
    return ShowingRule(**tomllib.loads(DATA.read_text(encoding="utf-8")))


def worth_showing(evidence: Sequence[Evidence], rule: ShowingRule) -> tuple[Evidence, ...]:
    """The best few, and those after them that are likely to help too; best first, at most `rule.most`."""
    best = evidence[0].score if evidence else 0.0
    return tuple(
        it
        for place, it in enumerate(evidence[: rule.most])
        if place < rule.always or helps(showing_features(it.score, it.features, best), rule) >= rule.helps
    )


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
