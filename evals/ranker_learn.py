"""Learning a ranking: weights under which the right paragraphs stand first, held near those that were set by hand."""

from collections.abc import Mapping, Sequence

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
}
"""The weights that were chosen by trying, before there was a ranker."""
LEARNT = (
    *BY_HAND,
    "section",
    "section_words",
    "covered",
    "sentence_by_length",
    "window_by_length",
    "words_by_length",
    "sentence_words_by_length",
    "section_by_length",
    "section_words_by_length",
    "covered_by_length",
    "also_by_length",
)
HELD = 0.02
"""How strongly weights are held near where they start: chosen on the learning halves' neighbours, see docs/decisions/0010."""
START = 0.5
"""Hand weights times this are where learning starts: their sum was made for margins, not for probabilities."""


def learn(sets: Mapping[str, Sequence[Example]], held: float = HELD) -> Ranker:
    """The weights that minimise the mean over sets of the mean over questions of -log p(right paragraphs), plus a penalty.

    p is the softmax of the scores of a question's candidates; several right ones share it evenly (ListNet's top-one
    cross-entropy, Cao et al. 2007). The penalty is held / 2 * |w - start|². Convex: one minimum, found by L-BFGS (scipy).
    Questions of which no right paragraph is a candidate teach nothing and are left out.
    """
    from scipy.optimize import minimize

    usable = {name: [one for one in examples if one.is_right.any()] for name, examples in sets.items()}
    examples = [one for chosen in usable.values() for one in chosen]
    shares = np.concatenate([np.full(len(chosen), 1 / len(chosen) / len(usable)) for chosen in usable.values()])
    features = np.concatenate([_matrix(one) for one in examples])
    sizes = [len(one.measured.rows) for one in examples]
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    share = np.repeat(shares, sizes)
    target = np.concatenate([one.is_right / one.is_right.sum() for one in examples])
    prior = np.concatenate([one.prior for one in examples]).astype(np.float64)
    start = np.zeros((len(LEARNT), len(TRAITS)))
    start[:, 0] = [START * BY_HAND.get(name, 0.0) for name in LEARNT]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = features @ weights + prior
        highest = np.repeat(np.maximum.reduceat(scores, begins), sizes)
        powers = np.exp(scores - highest)
        sums = np.repeat(np.add.reduceat(powers, begins), sizes)
        missed = float((share * target * (np.log(sums) + highest - scores)).sum())
        away = weights - start.ravel()
        return missed + held / 2 * float(away @ away), features.T @ (share * (powers / sums - target)) + held * away

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return ranker_of(found.x.reshape(start.shape))


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
