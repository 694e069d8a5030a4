"""How the judge is learnt: on made questions whose answer is known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.judge_kernel import JudgeKernel
from assistant.outcome import Outcome
from evals.fit_judge import APART, HALVED, SUITES, WHOLE
from evals.judge_learn import Examples, Learnt, calibrated, cross_validated, learnt, refused_at, threshold_for
from evals.suite import read_suite


def made(count: int = 200) -> Examples:
    """Questions that are answerable where the first feature is high; the second says nothing."""
    draw = np.random.default_rng(5)
    answerable = draw.random(count) < 0.5
    telling = answerable + draw.normal(0, 0.3, count)
    return Examples(
        names=("telling", "noise"),
        features=np.column_stack([telling, 100 * draw.normal(size=count)]),
        vectors=np.zeros((count, 0)),
        answerable=answerable,
        suites=("one",) * count,
    )


def test_what_tells_gets_the_weight_in_its_own_unit() -> None:
    rule = learnt(made())
    assert isinstance(rule, Learnt)
    assert rule.weights["telling"] > 1
    assert abs(rule.weights["noise"]) < 0.01
    there = made().probabilities(rule)
    assert there[made().answerable].mean() > 0.7
    assert there[~made().answerable].mean() < 0.3


def test_what_a_question_means_is_learnt_beside_what_was_found_for_it() -> None:
    silent = made().only({"noise"})
    tells = np.column_stack([silent.answerable - 0.5, np.ones(len(silent.answerable))])
    given = replace(silent, vectors=tells / np.linalg.norm(tells, axis=1, keepdims=True))
    rule = learnt(given)
    assert isinstance(rule, JudgeKernel)
    predicted = cross_validated(given, times=1)
    assert refused_at(predicted, given.answerable) == 1
    fitting, fitted = calibrated(rule, predicted, given.answerable)
    assert given.probabilities(fitting) == pytest.approx(given.answerable.astype(float), abs=0.2)
    assert list(np.argsort(fitted, kind="stable")) == list(np.argsort(predicted, kind="stable"))
    assert isinstance(learnt(given.put_only()), Learnt)


def test_questions_are_predicted_without_having_been_learnt_from() -> None:
    given = made()
    predicted = cross_validated(given, times=1)
    assert refused_at(predicted, given.answerable) > 0.8
    assert refused_at(cross_validated(given.only({"noise"}), times=1), given.answerable) < 0.2


def test_the_threshold_refuses_no_more_than_its_share_of_the_answerable() -> None:
    answerable = np.ones(100, np.bool_)
    predicted = np.linspace(0, 1, 100)
    assert (predicted < threshold_for(predicted, answerable)).sum() == 4
    assert (predicted < threshold_for(predicted, answerable, 0.02)).sum() == 2


def test_places_and_names_choose_rows_and_columns() -> None:
    part = made().at([3, 5]).only({"noise"})
    assert part.names == ("noise",)
    assert part.features.shape == (2, 1)
    assert part.features[1, 0] == made().features[5, 1]


@pytest.mark.parametrize("name", WHOLE)
def test_the_suites_that_are_learnt_from_can_be_read(name: str) -> None:
    assert read_suite(Path(SUITES) / name)


def test_the_suite_for_learning_has_both_kinds_and_shares_no_question_with_what_is_measured() -> None:
    own = read_suite(SUITES / "judge-learning.jsonl")
    assert sum(case.answerable for case in own) >= 150
    assert sum(not case.answerable for case in own) >= 150
    measured = [case for name in (*HALVED, *APART) for case in read_suite(SUITES / name)]
    assert not {case.question.lower() for case in own} & {case.question.lower() for case in measured}


@pytest.mark.parametrize(("name", "fewest"), [("short-questions.jsonl", 140), ("confirming-questions.jsonl", 119)])
def test_questions_that_nothing_was_learnt_from_end_as_they_should(demo_board: Board, name: str, fewest: int) -> None:
    assert name in APART
    cases = [case for case in read_suite(SUITES / name) if case.outcome is not Outcome.URGENT]
    ended = [(case.answerable, ask(case.asked(), demo_board).outcome) for case in cases]
    turned_down = [outcome is Outcome.NOT_IN_GUIDANCE for answerable, outcome in ended if not answerable]
    refused = [outcome is Outcome.NOT_IN_GUIDANCE for answerable, outcome in ended if answerable]
    assert min(len(turned_down), len(refused)) >= fewest
    assert sum(turned_down) >= 0.78 * len(turned_down)
    assert sum(refused) <= 0.06 * len(refused)
