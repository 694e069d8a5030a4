"""What a question is about: every question was written before the patterns that tell its kind."""

import json
from pathlib import Path

import pytest

from assistant.kind import Kind, kind_of, kind_points, kind_rules, load_kind_rules
from assistant.patterns import read_data

CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "kind.jsonl").read_text("utf-8").splitlines()]


def test_there_are_cases_of_every_kind() -> None:
    assert {case["kind"] for case in CASES} == set(Kind)
    assert len({case["text"] for case in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("kind", Kind)
def test_nine_of_ten_questions_of_a_kind_are_told(kind: Kind) -> None:
    texts = [case["text"] for case in CASES if case["kind"] == kind]
    wrong = [(text, str(kind_of(text))) for text in texts if kind_of(text) is not kind]
    assert len(wrong) <= 0.1 * len(texts), wrong


@pytest.mark.parametrize(
    "text",
    [
        "any groups for a dad who has stopped drinking",
        "carers group?",
        "anything local for bereaved kids",
        "what's on at easter",
    ],
)
def test_who_asks_for_something_to_go_to_asks_for_a_service(text: str) -> None:
    assert kind_of(text) is Kind.SERVICE


@pytest.mark.parametrize("text", ["who is in the core group", "what's on the form", "does anyone have to be told"])
def test_a_group_or_a_form_that_belongs_to_the_work_is_no_service(text: str) -> None:
    assert kind_of(text) is not Kind.SERVICE


def test_what_no_sign_speaks_for_is_a_fact() -> None:
    assert kind_of("") is Kind.FACT
    assert kind_of("Is it blue?") is Kind.FACT


def test_a_sign_counts_once_however_often_its_words_stand() -> None:
    rules = load_kind_rules()
    assert kind_points("train the trainer", rules)[Kind.TRAINING] == kind_points("trainer", rules)[Kind.TRAINING]


def test_points_under_nought_speak_against_a_kind() -> None:
    assert kind_of("Do they run a course?") is Kind.TRAINING
    assert kind_of("Which services run a parenting course?") is not Kind.TRAINING


def test_a_kind_that_does_not_exist_is_an_error() -> None:
    data = read_data("kinds")
    data["sign"][0]["kind"] = "gossip"
    with pytest.raises(ValueError, match="gossip"):
        kind_rules(data)


def test_every_kind_has_a_sign() -> None:
    assert {sign.kind for sign in load_kind_rules().signs} == set(Kind)
