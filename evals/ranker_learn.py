"""Learning a ranking: weights under which the right paragraphs stand first, held near those that were set by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.rank import TRAITS, Ranker
from evals.ranker_examples import Example

BY_HAND = {
    "sentence": 1.0,
    "window": 1.0,
    "words": 0.5,
    "sentence_words": 0.5,
    "also": 0.4,
    "sentence_also": 0.4,
    "late": 1.0,
}
"""The weights that were chosen by trying, before there was a ranker; late's when late interaction came."""
LEARNT = (
    *BY_HAND,
    "section",
    "section_words",
    "covered",
    "pairs_covered",
    "sentence_by_length",
    "window_by_length",
    "late_by_length",
    "words_by_length",
    "sentence_words_by_length",
    "section_by_length",
    "section_words_by_length",
    "covered_by_length",
    "also_by_length",
    "length",
    "oddness",
    "window_by_oddness",
    "words_by_oddness",
    "sentence_words_by_oddness",
    "covered_by_oddness",
)
HELD = 0.001
"""How strongly weights are held near where they start; .001 to .01 differ little, see docs/decisions/0010-ranking.md."""
MOST = 40.0
"""Bound on a difference of scores before it is raised to a power."""
START = 0.5
"""Hand weights times this are where learning starts: their sum was made for margins, not for probabilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Examples side by side: a line a pair of one right and one wrong candidate of a question.

    features: shape (candidates, weights). prior: shape (candidates,). right, wrong: shape (pairs,), which candidates.
    begins: where the pairs of each right candidate begin; counts: how many. shares: its part of the whole, shape (begins,).
    """

    features: NDArray[np.float64]
    prior: NDArray[np.float64]
    right: NDArray[np.int64]
    wrong: NDArray[np.int64]
    begins: NDArray[np.int64]
    counts: NDArray[np.int64]
    shares: NDArray[np.float64]


def learn(
    sets: Mapping[str, Sequence[Example]], counts: Mapping[str, float] | None = None, held: float = HELD
) -> Ranker:
    """The weights that minimise the mean over sets (each counting 1 or as `counts` says), questions and their right paragraphs
    of -log p, plus a penalty.

    p is the softmax of the scores of one right paragraph and every wrong candidate (ListNet's top-one cross-entropy, Cao et al.
    2007, with right ones not set against each other). The penalty is held / 2 * |w - start|². Convex: one minimum, found by
    L-BFGS (scipy). Questions of which no right paragraph is a candidate teach nothing and are left out.
    """
    from scipy.optimize import minimize

    table = _table(sets, counts or {})
    start = np.zeros((len(LEARNT), len(TRAITS)))
    start[:, 0] = [START * BY_HAND.get(name, 0.0) for name in LEARNT]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table.features @ weights + table.prior
        powers = np.exp(np.minimum(scores[table.wrong] - scores[table.right], MOST))
        sums = np.add.reduceat(powers, table.begins)
        pull = np.repeat(table.shares / (1 + sums), table.counts) * powers
        slope = np.bincount(table.wrong, pull, len(scores)) - np.bincount(table.right, pull, len(scores))
        away = weights - start.ravel()
        missed = float(table.shares @ np.log1p(sums))
        return missed + held / 2 * float(away @ away), table.features.T @ slope + held * away

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return ranker_of(found.x.reshape(start.shape))


def _table(sets: Mapping[str, Sequence[Example]], counted: Mapping[str, float]) -> _Table:
    features, prior, right, wrong, counts, shares = [], [], [], [], [], []
    at = 0
    whole = sum(counted.get(name, 1.0) for name in sets)
    for name, examples in sets.items():
        usable = [one for one in examples if one.is_right.any()]
        for one in usable:
            is_right = one.is_right
            others = at + np.flatnonzero(~is_right)
            for place in np.flatnonzero(is_right):
                right.append(np.full(len(others), at + place))
                wrong.append(others)
                counts.append(len(others))
                shares.append(counted.get(name, 1.0) / is_right.sum() / len(usable) / whole)
            features.append(_matrix(one))
            prior.append(one.prior)
            at += len(is_right)
    return _Table(
        features=np.concatenate(features),
        prior=np.concatenate(prior).astype(np.float64),
        right=np.concatenate(right),
        wrong=np.concatenate(wrong),
        begins=np.cumsum([0, *counts[:-1]]),
        counts=np.asarray(counts),
        shares=np.asarray(shares),
    )


def ranker_of(weights: NDArray[np.float64]) -> Ranker:
    """A ranker of weights of shape (measures, traits), rounded as the file has them."""
    return Ranker(
        weights={
            name: {trait: round(float(weight), 3) for trait, weight in zip(TRAITS, row, strict=True)}
            for name, row in zip(LEARNT, weights, strict=True)
        }
    )


def _matrix(example: Example) -> NDArray[np.float64]:
    """Every measure times every trait, shape (candidates, measures * traits)."""
    measures = np.stack([example.measured.scaled[name] for name in LEARNT], axis=1).astype(np.float64)
    traits = np.asarray([example.measured.traits[trait] for trait in TRAITS])
    table: NDArray[np.float64] = (measures[:, :, None] * traits).reshape(len(measures), -1)
    return table
