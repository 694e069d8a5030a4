"""What is plainly none of the product's business: cases written before the patterns, some kept apart from tuning."""

import json
from pathlib import Path

import pytest

from assistant.topic import off_topic

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared"


def read_texts(name: str) -> list[str]:
    return [json.loads(line)["text"] for line in (DATA / name).read_text("utf-8").splitlines()]


CASES = [json.loads(line) for line in (DATA / "topic.jsonl").read_text("utf-8").splitlines()]
OFF = [case["text"] for case in CASES if case["off"]]
ON = [case["text"] for case in CASES if not case["off"]]


def test_there_are_cases_enough() -> None:
    assert len(OFF) >= 80
    assert len(ON) >= 160
    assert len(set(OFF) | set(ON)) == len(CASES)


@pytest.mark.parametrize(("kept", "share"), [(False, 0.95), (True, 0.7)], ids=["tuned", "kept apart"])
def test_most_outside_requests_are_seen(kept: bool, share: float) -> None:
    texts = [case["text"] for case in CASES if case["off"] and case["kept"] is kept]
    missed = [text for text in texts if not off_topic(text)]
    assert len(missed) <= (1 - share) * len(texts), missed


def test_no_question_from_the_field_is_sent_away() -> None:
    assert [text for text in ON if off_topic(text)] == []


@pytest.mark.parametrize("name", ["kind.jsonl", "refusal.jsonl", "urgent.jsonl"])
def test_no_question_of_the_other_sets_is_sent_away(name: str) -> None:
    assert [text for text in read_texts(name) if off_topic(text)] == []


@pytest.mark.shared
def test_no_practitioners_question_is_sent_away() -> None:
    pairs, asked = SHARED / "training" / "practitioner-pairs.jsonl", SHARED / "eval" / "dev.jsonl"
    if not pairs.exists():
        pytest.skip("the practitioners' questions are not here")
    texts = [text for line in pairs.read_text("utf-8").splitlines() for text in json.loads(line)["questions"]]
    assert sum(1 for text in texts if off_topic(text)) == 0
    cases = [json.loads(line) for line in asked.read_text("utf-8").splitlines()]
    assert [case["id"] for case in cases if off_topic(case["question"]) != (case["outcome"] == "out_of_scope")] == []


def test_a_word_of_the_field_silences_a_word_from_elsewhere() -> None:
    assert off_topic("Where can I see penguins?")
    assert not off_topic("Where can the child see penguins?")


def test_a_word_from_elsewhere_counts_only_where_something_is_asked() -> None:
    assert not off_topic("Penguins.")
    assert off_topic("Tell me about penguins.")


def test_a_request_for_verse_is_outside_even_where_it_names_a_family() -> None:
    assert off_topic("Write a poem for my mum.")
    assert not off_topic("He writes poems about his mum.")


@pytest.mark.parametrize("text", ["", " ", "?", "a" * 4000, "what is " * 500])
def test_odd_texts_end_in_good_time(text: str) -> None:
    assert not off_topic(text)
