"""The retrieval measures against ir-measures, which nobody here wrote."""

import random
from collections.abc import Mapping, Sequence

import ir_measures
import pytest
from ir_measures import AP, P, Qrel, R, ScoredDoc, nDCG

from evals.ranking import average_precision, ndcg, precision_at_one, recall

SEED = 20251122
RANKINGS = 1000
OURS = {nDCG @ 10: ndcg, AP @ 10: average_precision, R @ 10: recall, P @ 1: precision_at_one}


def random_rankings() -> Mapping[str, tuple[Sequence[str], Mapping[str, int]]]:
    """Rankings of 1 to 30 of 40 documents, with 1 to 25 judged ones of gain 0 to 3, also none relevant."""
    drawn = random.Random(SEED)
    documents = [f"d{number}" for number in range(40)]
    return {
        f"q{number}": (
            drawn.sample(documents, drawn.randint(1, 30)),
            {it: drawn.randint(0, 3) for it in drawn.sample(documents, drawn.randint(1, 25))},
        )
        for number in range(RANKINGS)
    }


def test_the_measures_equal_those_of_ir_measures_on_random_rankings() -> None:
    rankings = random_rankings()
    qrels = [Qrel(query, it, gain) for query, (_, judged) in rankings.items() for it, gain in judged.items()]
    run = [
        ScoredDoc(query, it, float(len(ranked) - place))
        for query, (ranked, _) in rankings.items()
        for place, it in enumerate(ranked)
    ]
    theirs = list(ir_measures.iter_calc(list(OURS), qrels, run))
    assert len(theirs) == RANKINGS * len(OURS)
    for found in theirs:
        ranked, judged = rankings[found.query_id]
        assert OURS[found.measure](ranked, judged) == pytest.approx(found.value, abs=1e-9, rel=0), found


def test_the_random_rankings_hold_what_could_go_wrong() -> None:
    relevant = [sum(gain > 0 for gain in judged.values()) for _, judged in random_rankings().values()]
    assert min(relevant) == 0
    assert max(relevant) > 10
    assert min(len(ranked) for ranked, _ in random_rankings().values()) < 10
