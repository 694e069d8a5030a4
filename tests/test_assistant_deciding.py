"""Deciding: which questions ask for a decision that a criteria map is laid out for."""

import json
import time

import numpy as np
import pytest

from assistant.deciding import decided, decision_features, likelihoods, load_deciding_rule, tells
from corpus.criteria import CriteriaKind
from corpus.embedder import PACKAGED, SHIPPED, Embedder, open_embedder
from corpus.settings import load_settings
from evals.fit_deciding import APART, SUITE

CASES = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def shipped() -> Embedder:
    return open_embedder(SHIPPED, load_settings().models, threads=1)


def test_what_was_learnt_belongs_to_the_encoder_that_is_shipped(shipped: Embedder) -> None:
    rule = load_deciding_rule()
    assert rule.encoder == shipped.name, "run `python -m evals.fit_deciding --write`"
    assert rule.with_meaning.meaning.shape == (len(CriteriaKind), shipped.dimensions)
    assert rule.plain.names == rule.with_meaning.names == tuple(decision_features("?"))


def test_of_questions_held_apart_nine_in_ten_decisions_are_seen_and_few_maps_come_for_nothing(
    shipped: Embedder,
) -> None:
    apart = [case for case in CASES if case["id"].startswith(APART)]
    assert len(apart) == 160
    found = [(case["asks"], decided(case["text"], shipped)) for case in apart]
    asked = [(asks, kind) for asks, kind in found if asks != "none"]
    assert sum(kind == asks for asks, kind in asked) >= 0.9 * len(asked)
    rest = [kind for asks, kind in found if asks == "none"]
    assert sum(kind is not None for kind in rest) <= 0.06 * len(rest)


def test_another_encoder_goes_by_how_it_is_put() -> None:
    other = open_embedder(PACKAGED, load_settings().models, threads=1)
    assert decided("Should I refer this family to children's services?", other) is CriteriaKind.REFER
    assert decided("Who should lead the plan for them?", other) is CriteriaKind.LEAD
    assert decided("How long does the Front Door have to answer a referral?", other) is None


def test_a_verdict_that_is_asked_for_is_a_decision(shipped: Embedder) -> None:
    assert decided("Just tell me yes or no: do I refer her?", shipped) is CriteriaKind.REFER


def test_the_likelihoods_are_of_one_of_the_three_or_none(shipped: Embedder) -> None:
    rule = load_deciding_rule()
    text = "may I tell his school that he has relapsed"
    for found in (
        likelihoods(text, None, rule.plain),
        likelihoods(text, shipped.embed_query(text), rule.with_meaning),
        likelihoods("", np.zeros(shipped.dimensions, np.float32), rule.with_meaning),
    ):
        assert set(found) == set(CriteriaKind)
        assert all(share > 0 for share in found.values())
        assert sum(found.values()) < 1


@pytest.mark.parametrize("between", ["\n", " \n", ",", "' ", ".", "- "])
def test_what_stands_between_words_keeps_nobody_waiting(between: str) -> None:
    began = time.perf_counter()
    decision_features(between * (4000 // len(between)) + "x")
    assert time.perf_counter() - began < 2


def test_the_suite_is_labelled_and_nothing_is_there_twice() -> None:
    assert {case["asks"] for case in CASES} == {*(kind.value for kind in CriteriaKind), "none"}
    assert len({case["id"] for case in CASES}) == len({case["text"].lower() for case in CASES}) == len(CASES)
    assert not tells("naloxone kits")
