"""How the judge is learnt: a logistic regression or a support vector machine; what it would do to questions it has not seen, and
where its threshold lies.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.judge_kernel import JudgeKernel, Numbers, likeness

FOLDS = 10
TIMES = 3
"""How often the folds are drawn; what is predicted of a question is the mean."""
STRENGTH = 0.03
"""scikit-learn's C: from .03 up what is refused, cross-validated, differs by less than .01; the smallest of those."""
FREEDOM = 4.0
"""scikit-learn's C of the kernel. Of the forms that cross-validation could not tell apart the kernel's was picked by what the
held-apart half showed as well.
"""
BOUND = 0.04
"""The share of the answerable questions that may be refused: the bound that the project sets itself. The threshold's share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """weights: of each feature in its natural unit, in the order of the examples' features."""

    bias: float
    weights: Mapping[str, float]

    def all_log_odds(self, features: Numbers, vectors: Numbers) -> Numbers:  # noqa: ARG002  what it means is not looked at
        """What the rule says of many, features of shape (n, f); shape (n,)."""
        summed: Numbers = self.bias + features @ np.asarray([*self.weights.values()])
        return summed


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

    def probabilities(self, rule: Learnt | JudgeKernel) -> Numbers:
        """What a rule says of each question, shape (n,)."""
        found: Numbers = 1 / (1 + np.exp(-rule.all_log_odds(self.features, self.vectors)))
        return found


FOR = frozenset({"best_sentence", "word_near", "word_worst", "word_mean", "late_best", "late_together", "late_lowest"})
AGAINST = frozenset(
    {"uncovered", "uncovered_telling", "unknown", "missing", "rarest_missing", "thing_missing", "thing_unknown"}
    | {"value_missing", "value_gap", "value_uncovered", "lacks_most", "lacks_best"}
)
"""Features that speak for an answer, or against one: better evidence is never judged worse, whatever some questions show."""


def learnt(given: Examples) -> Learnt | JudgeKernel:
    """The rule that the examples teach: with their vectors by likeness, else by weights.

    A feature that comes out against its direction says nothing that the others do not: it gets no weight, and the rest is learnt
    again.
    """
    return _by_likeness(given) if given.vectors.shape[1] else _by_weights(given)


def _by_weights(given: Examples) -> Learnt:
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

    middle, spread = _scale(given)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
    found = model.fit((given.features - middle) / spread, given.answerable).coef_[0] / spread
    return Learnt(
        bias=float(model.intercept_[0] - (found * middle).sum()),
        weights=dict(zip(given.names, found.tolist(), strict=True)),
    )


def _by_likeness(given: Examples) -> JudgeKernel:
    from sklearn.svm import SVC

    middle, spread = _scale(given)
    scaled = (given.features - middle) / spread
    near = likeness(scaled, given.vectors, scaled, given.vectors)
    model = SVC(C=FREEDOM, kernel="precomputed", class_weight="balanced").fit(near, given.answerable)
    return JudgeKernel(
        names=np.asarray(given.names),
        middle=middle,
        spread=spread,
        features=scaled[model.support_],
        vectors=given.vectors[model.support_],
        counts=model.dual_coef_[0],
        bias=float(model.intercept_[0]),
    )


def calibrated(rule: JudgeKernel, predicted: Numbers, answerable: NDArray[np.bool_]) -> tuple[JudgeKernel, Numbers]:
    """The rule with log odds that fit what was predicted by rules learnt without each question (Platt 1999), and what they then
    say, shape (n,).
    """
    from sklearn.linear_model import LogisticRegression

    said = np.log(predicted / (1 - predicted))[:, None]
    model = LogisticRegression(C=1e6).fit(said, answerable)
    fitting = replace(rule, slope=float(model.coef_[0, 0]), offset=float(model.intercept_[0]))
    fitted: Numbers = model.predict_proba(said)[:, 1]
    return fitting, fitted


def _scale(given: Examples) -> tuple[Numbers, Numbers]:
    """The mean of each feature, and its spread."""
    return given.features.mean(axis=0), given.features.std(axis=0) + 1e-9


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


def threshold_for(predicted: NDArray[np.float64], answerable: NDArray[np.bool_], share: float = BOUND) -> float:
    """The highest threshold under which at most that share of the answerable questions lies.

    >>> threshold_for(np.array([0.1, 0.5, 0.6, 0.2]), np.array([False, True, True, False]))
    0.5
    """
    ranked = np.sort(predicted[answerable])
    return float(ranked[int(share * len(ranked))])


def refused_at(predicted: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """The share of the unanswerable questions that are refused where 4 % of the answerable ones are."""
    return float((predicted[~answerable] < threshold_for(predicted, answerable)).mean())
