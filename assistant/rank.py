"""rank: the weighted sum of what was measured. The weights are learnt by `python -m evals.fit_ranker` and can be read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.measured import Measured, Scores

DATA = Path(__file__).parent / "data" / "ranking.toml"
TRAITS = ("always", "story", "covered", "peak", "unknown", "grouped")
"""What a weight can depend on; see `data/ranking.toml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """`weights[measure][trait]`: a measure counts with the sum of its weights, each times the question's trait."""

    weights: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=2)
def load_ranker(path: Path = DATA) -> Ranker:
    """The ranker of a file of weights, `data/ranking.toml` where none is named."""
    return Ranker(**tomllib.loads(path.read_text(encoding="utf-8")))


def rank(measured: Measured, ranker: Ranker) -> Scores:
    """The score of each candidate, shape (candidates,): the sum over measures of weight(question) * measure(candidate)."""
    scores = np.zeros(len(measured.rows), np.float32)
    for name, weight in weights_for(measured.traits, ranker).items():
        scores += np.float32(weight) * measured.scaled[name]
    return scores


def weights_for(traits: Mapping[str, float], ranker: Ranker) -> dict[str, float]:
    """How much each measure counts for a question with these traits.

    >>> weights_for({"always": 1.0, "story": 0.5}, Ranker(weights={"words": {"always": 0.6, "story": -0.4}}))
    {'words': 0.4}
    """
    return {
        name: round(sum(weight * traits[trait] for trait, weight in by_trait.items()), 6)
        for name, by_trait in ranker.weights.items()
    }
