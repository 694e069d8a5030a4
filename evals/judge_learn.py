"""How the judge is learnt: a logistic regression, what it would do to questions it has not seen, and where its threshold lies."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

FOLDS = 10
TIMES = 3
"""How often the folds are drawn; what is predicted of a question is the mean."""
STRENGTH = 0.03
"""scikit-learn's C: from .03 up what is refused, cross-validated, differs by less than .01; the smallest of those."""
VECTOR = 8.0
"""What a vector of length 1 is multiplied by beside features of spread 1, when it is learnt from."""
BOUND = 0.04
"""The share of the answerable questions that may be refused: the bound that the project sets itself."""
WRONGLY = 0.03
"""The share by which the threshold is chosen: part of the bound is kept in hand for questions that nothing was learnt from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """weights: of each feature in its natural unit. meaning: of the numbers of a question's vector, shape (d,), or (0,)."""

    bias: float
    weights: Mapping[str, float]
    meaning: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """features: shape (n, features), columns in the order of `names`. vectors: of the questions, shape (n, d), or (n, 0) where
    they are not to be learnt from. answerable: shape (n,). suites: where each is from.
    """

    names: tuple[str, ...]
    features: NDArray[np.float64]
    vectors: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    suites: tuple[str, ...]

    def only(self, names: Container[str]) -> "Examples":
        """The same questions with fewer features."""
        kept = [place for place, name in enumerate(self.names) if name in names]
        return replace(self, names=tuple(self.names[place] for place in kept), features=self.features[:, kept])

    def put_only(self) -> "Examples":
        """The same questions without their vectors."""
        return replace(self, vectors=self.vectors[:, :0])

    def at(self, places: Sequence[int]) -> "Examples":
        """Some of the questions."""
        return Examples(
            names=self.names,
            features=self.features[list(places)],
            vectors=self.vectors[list(places)],
            answerable=self.answerable[list(places)],
            suites=tuple(self.suites[place] for place in places),
        )

    def probabilities(self, rule: Learnt) -> NDArray[np.float64]:
        """What a rule says of each question, shape (n,)."""
        summed = rule.bias + self.features @ np.asarray([rule.weights[name] for name in self.names])
        if len(rule.meaning):
            summed = summed + self.vectors @ rule.meaning
        found: NDArray[np.float64] = 1 / (1 + np.exp(-summed))
        return found


FOR = frozenset({"best_sentence", "word_near", "word_worst", "word_mean", "late_best", "late_together", "late_lowest"})
AGAINST = frozenset(
    {"uncovered", "uncovered_telling", "unknown", "missing", "rarest_missing", "thing_missing", "thing_unknown"}
    | {"value_missing", "value_gap", "value_uncovered", "lacks_most", "lacks_best"}
)
"""Features that speak for an answer, or against one: better evidence is never judged worse, whatever some questions show."""


def learnt(given: Examples) -> Learnt:
    """The rule that the examples teach.

    A feature that comes out against its direction says nothing that the others do not: it is left out, and the rest learnt again.
    """
    used = given
    while True:
        found = _learnt(used)
        weights = found.weights
        wrong = {it for it in weights if (it in FOR and weights[it] < 0) or (it in AGAINST and weights[it] > 0)}
        if not wrong:
            return replace(found, weights=dict.fromkeys(given.names, 0.0) | dict(weights))
        used = used.only([it for it in used.names if it not in wrong])


def _learnt(given: Examples) -> Learnt:
    from sklearn.linear_model import LogisticRegression

    middle, spread = given.features.mean(axis=0), given.features.std(axis=0) + 1e-9
    inputs = np.hstack([(given.features - middle) / spread, given.vectors * VECTOR])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000).fit(inputs, given.answerable)
    found, count = model.coef_[0], len(given.names)
    weights = found[:count] / spread
    return Learnt(
        bias=float(model.intercept_[0] - (weights * middle).sum()),
        weights=dict(zip(given.names, weights.tolist(), strict=True)),
        meaning=found[count:] * VECTOR,
    )


def cross_validated(given: Examples, times: int = TIMES) -> NDArray[np.float64]:
    """What would be said of each question by rules that were learnt without it, shape (n,)."""
    from sklearn.model_selection import StratifiedKFold

    predicted = np.zeros(len(given.answerable))
    for seed in range(times):
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(given.features, given.answerable)
        for known, unseen in folds:
            rule = learnt(given.at(known.tolist()))
            predicted[unseen] += given.at(unseen.tolist()).probabilities(rule) / times
    return predicted


def threshold_for(predicted: NDArray[np.float64], answerable: NDArray[np.bool_], share: float = WRONGLY) -> float:
    """The highest threshold under which at most that share of the answerable questions lies.

    >>> threshold_for(np.array([0.1, 0.5, 0.6, 0.2]), np.array([False, True, True, False]))
    0.5
    """
    ranked = np.sort(predicted[answerable])
    return float(ranked[int(share * len(ranked))])


def refused_at(predicted: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """The share of the unanswerable questions that are refused where 4 % of the answerable ones are."""
    return float((predicted[~answerable] < threshold_for(predicted, answerable, BOUND)).mean())
