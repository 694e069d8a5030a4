"""How the urgent check's weights are learnt: logistic regression for each view, then for what the views count together."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.urgent_views import GRAMS, Looked, View
from evals.urgent_examples import Example

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How one view is learnt: from features of at least `fewest` texts, with weights held small by 1/`freedom`.

    `kept`: how many of the weightiest go into the file, rounded to `places`.
    """

    fewest: int
    freedom: float
    kept: int
    places: int


FITS = {
    "patterns": Fit(fewest=4, freedom=0.3, kept=2500, places=2),
    "words": Fit(fewest=2, freedom=10.0, kept=9000, places=1),
    "letters": Fit(fewest=4, freedom=3.0, kept=9000, places=1),
}
"""Chosen on the learning half, out of fold: freedom among .03 to 30, fewest among 1 to 4 (words), 2 and 4 (letters)."""


def learn_view(name: str, looked: Sequence[Looked], examples: Sequence[Example]) -> View:
    """A view learnt from whole texts. Rare grams get more room than common ones: they are scaled by their rarity."""
    fit = FITS[name]
    shown = [_whole(it, name) for it in looked]
    counts = Counter(chain.from_iterable(shown))
    features = sorted(feature for feature, count in counts.items() if count >= fit.fewest)
    rarity = np.array([_rarity(counts[it], len(shown)) if GRAMS[name] else 1.0 for it in features])
    model = _logistic(_rows(shown, features, rarity, name), examples, fit.freedom)
    weights = model.coef_[0] * rarity
    ahead = sorted(np.argsort(-np.abs(weights), kind="stable")[: fit.kept])
    learnt = {features[at]: round(float(weights[at]), fit.places) for at in ahead}
    kept = {feature: weight for feature, weight in learnt.items() if weight}
    return View(name=name, bias=round(float(model.intercept_[0]), 3), share=1.0, weights=kept)


def learn_sum(scores: Numbers, examples: Sequence[Example]) -> tuple[float, list[float]]:
    """Bias and shares of scores, shape (n, s), that were learnt out of fold. Negative shares are taken for none."""
    model = _logistic(scores, examples, 1.0)
    return round(float(model.intercept_[0]), 3), [round(max(float(it), 0.0), 3) for it in model.coef_[0]]


def _logistic(rows: Numbers | csr_matrix, examples: Sequence[Example], freedom: float) -> LogisticRegression:
    answers = np.array([it.urgent for it in examples])
    weights = np.array([it.weight for it in examples])
    weights = np.where(answers, weights * weights[~answers].sum() / weights[answers].sum(), weights)
    model = LogisticRegression(C=freedom, solver="liblinear", tol=1e-3, max_iter=1000, random_state=0)
    return model.fit(rows, answers, sample_weight=weights * len(weights) / weights.sum())


def _whole(looked: Looked, name: str) -> frozenset[str]:
    return frozenset().union(*(seen.views[name] for seen in looked.wholes))


def _rarity(count: int, texts: int) -> float:
    """ln((1 + texts) / (1 + count)) + 1."""
    return math.log((1 + texts) / (1 + count)) + 1


def _rows(shown: Sequence[frozenset[str]], features: list[str], rarity: Numbers, name: str) -> csr_matrix:
    places = {feature: at for at, feature in enumerate(features)}
    found = [sorted(places[it] for it in text if it in places) for text in shown]
    scale = [1 / math.sqrt(max(len(text), 1)) if GRAMS[name] else 1.0 for text in shown]
    values = [rarity[at] * by for row, by in zip(found, scale, strict=True) for at in row]
    ends = np.cumsum([0, *(len(row) for row in found)])
    return csr_matrix((values, [*chain.from_iterable(found)], ends), shape=(len(shown), len(features)))
