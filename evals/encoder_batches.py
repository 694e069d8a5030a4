"""Which passages stand in a batch together: each with those of its document that its questions take for it."""

import random
from collections.abc import Sequence

import numpy as np

from corpus.embedder import Vectors
from evals.encoder_examples import Group

LOOKED_AT = 20
"""How many of the nearest passages are candidates to stand beside one."""


def plan_batches(
    groups: Sequence[Group], questions: Vectors, windows: Vectors, *, size: int, together: int, seed: str
) -> list[list[int]]:
    """Every group once, in batches of up to `size`, the last too small ones left out.

    `together` passages of one source stand side by side: the first one's question (`questions`, shape (n, d)) has the others
    among its nearest passages (`windows`, shape (n, d)). They are its mined hard negatives. The same seed gives the same plan.
    """
    chance = random.Random(seed)
    nearest = _nearest(questions, windows)
    left = set(range(len(groups)))
    order = sorted(left)
    chance.shuffle(order)
    clusters = []
    for first in order:
        if first in left:
            alike = [
                at for at in nearest[first] if at in left and at != first and groups[at].source == groups[first].source
            ]
            cluster = [first, *alike[: together - 1]]
            left.difference_update(cluster)
            clusters.append(cluster)
    chance.shuffle(clusters)
    flat = [at for cluster in clusters for at in cluster]
    batches = [flat[begin : begin + size] for begin in range(0, len(flat), size)]
    return [batch for batch in batches if len(batch) >= together]


def _nearest(questions: Vectors, windows: Vectors) -> list[list[int]]:
    found: list[list[int]] = []
    for question in questions:
        cosines = windows @ question
        keep = min(LOOKED_AT + 1, len(cosines))
        best = np.argpartition(-cosines, keep - 1)[:keep]
        found.append(best[np.argsort(-cosines[best], kind="stable")].tolist())
    return found
