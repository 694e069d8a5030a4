"""Measures of one ranked list against graded judgements, as trec_eval computes them.

`ranked` are document ids, best first, without repeats; `judged` maps document ids to gains, above 0 where relevant.
"""

import math
from collections.abc import Mapping, Sequence

DEPTH = 10


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], depth: int = DEPTH) -> float:
    """nDCG@k = DCG@k / IDCG@k, with DCG@k the sum over ranks r = 1 … k of gain(r) / log2(r + 1).

    IDCG@k is the DCG@k of the judged documents in order of falling gain. 0 where nothing is relevant. Järvelin and
    Kekäläinen 2002, with linear gain.

    >>> round(ndcg(["x", "a"], {"a": 1}), 4)
    0.6309
    """
    ideal = sorted((gain for gain in judged.values() if gain > 0), reverse=True)[:depth]
    best = sum(gain / math.log2(rank + 1) for rank, gain in enumerate(ideal, start=1))
    found = (max(judged.get(document, 0), 0) for document in ranked[:depth])
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(found, start=1)) / best if best else 0.0


def average_precision(ranked: Sequence[str], judged: Mapping[str, int], depth: int = DEPTH) -> float:
    """AP@k = (1 / R) * the sum over ranks r = 1 … k that hold a relevant document of (relevant in the first r) / r.

    R is the number of relevant documents, also where it is above k. Its mean over questions is MAP@k.

    >>> average_precision(["a", "x", "b"], {"a": 1, "b": 1})
    0.8333333333333333
    """
    relevant = _relevant(judged)
    hits = 0
    total = 0.0
    for rank, document in enumerate(ranked[:depth], start=1):
        if document in relevant:
            hits += 1
            total += hits / rank
    return total / len(relevant) if relevant else 0.0


def recall(ranked: Sequence[str], judged: Mapping[str, int], depth: int = DEPTH) -> float:
    """R@k = relevant documents in the first k / relevant documents.

    >>> recall(["a", "x"], {"a": 1, "b": 2})
    0.5
    """
    relevant = _relevant(judged)
    return len(relevant.intersection(ranked[:depth])) / len(relevant) if relevant else 0.0


def precision_at_one(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """P@1 = 1 if the first document is relevant, else 0.

    >>> precision_at_one(["x", "a"], {"a": 1})
    0.0
    """
    return float(bool(ranked) and ranked[0] in _relevant(judged))


def _relevant(judged: Mapping[str, int]) -> frozenset[str]:
    return frozenset(document for document, gain in judged.items() if gain > 0)
