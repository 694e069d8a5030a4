"""Learning a ranking, on questions that were made up so that one measure alone tells right from wrong."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from assistant.measured import Measured
from assistant.rank import TRAITS, Ranker, rank
from corpus.errors import WrongUse
from evals.fit_ranker import main, table, write
from evals.halves import Half
from evals.ranker_examples import Example
from evals.ranker_learn import BY_HAND, LEARNT, learn

CANDIDATES = 12


def examples(tells: str, count: int = 40) -> list[Example]:
    """Questions whose one right candidate stands out by the measure `tells`, and by chance in every other."""
    random = np.random.default_rng(7)
    made = []
    for at in range(count):
        scaled = {name: random.normal(size=CANDIDATES).astype(np.float32) for name in LEARNT}
        right = int(random.integers(CANDIDATES))
        scaled[tells][right] += 4
        measured = Measured(
            rows=np.arange(CANDIDATES),
            natural={},
            scaled=scaled,
            traits={**dict.fromkeys(TRAITS, 0.0), "always": 1.0},
        )
        half = Half.MEASURING if at % 2 else Half.LEARNING
        made.append(
            Example(half=half, measured=measured, prior=np.zeros(CANDIDATES, np.float32), right=frozenset({right}))
        )
    return made


def first_is_right(given: list[Example], ranker: Ranker) -> float:
    return float(np.mean([int(np.argmax(rank(one.measured, ranker))) in one.right for one in given]))


def test_the_measure_that_tells_is_learnt_and_holds_on_the_other_half() -> None:
    given = examples("covered")
    ranker = learn({"made up": [one for one in given if one.half is Half.LEARNING]}, held=0.001)
    strongest = max(ranker.weights, key=lambda name: abs(ranker.weights[name]["always"]))
    assert strongest == "covered"
    assert first_is_right([one for one in given if one.half is Half.MEASURING], ranker) >= 0.8


def test_held_fast_the_weights_stay_where_they_start() -> None:
    ranker = learn({"made up": examples("covered")}, held=1e6)
    assert {name: it["always"] for name, it in ranker.weights.items() if it["always"]} == {
        name: weight / 2 for name, weight in BY_HAND.items()
    }


def test_each_set_counts_the_same_however_large() -> None:
    few, many = examples("covered", 10), examples("words", 60)
    ranker = learn({"few": few, "many": many}, held=0.001)
    assert ranker.weights["covered"]["always"] > ranker.weights["words"]["always"] / 3


def test_a_question_whose_paragraph_is_no_candidate_teaches_nothing() -> None:
    given = examples("covered", 10)
    lost = Example(half=Half.LEARNING, measured=given[0].measured, prior=given[0].prior, right=frozenset({99}))
    assert learn({"made up": [*given, lost]}) == learn({"made up": given})


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    ranker = learn({"made up": examples("covered")})
    write(ranker, tmp_path / "ranking.toml")
    assert Ranker(**tomllib.loads((tmp_path / "ranking.toml").read_text("utf-8"))) == ranker


def test_the_table_shows_both_halves_with_intervals() -> None:
    given = examples("covered")
    text = table({"made up": given}, {"learnt": learn({"made up": given})})
    assert [line.split()[2] for line in text.splitlines()[1:]] == ["learning", "measuring"]


def test_weights_without_the_folds_are_not_written(tmp_path: Path) -> None:
    to = tmp_path / "ranking.toml"
    with pytest.raises(WrongUse, match="Expected --folds with --write"):
        main([str(tmp_path), "--write", "--to", str(to)])
    assert not to.exists()
