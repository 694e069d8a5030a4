import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from quiz_examples import CHOICES, ITEMS, random_items

from corpus.errors import QuizError
from evals.quiz_item import Item
from evals.quiz_set import QuizSet, read_items, read_set, write_items, write_set


def test_items_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    write_items(path, ITEMS)
    assert read_items(path) == ITEMS
    assert [it.name for it in tmp_path.iterdir()] == ["set.json"]


def test_a_set_keeps_its_title_and_library(tmp_path: Path) -> None:
    quiz = QuizSet(title="Desk", library="abc", items=ITEMS)
    write_set(quiz, tmp_path / "set.json")
    assert read_set(tmp_path / "set.json") == quiz


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(random_items())
def test_any_text_survives(tmp_path: Path, made: Item) -> None:
    write_items(tmp_path / "set.json", (made,))
    assert read_items(tmp_path / "set.json") == (made,)


def spoilt(change: dict[str, Any], at: int = 0) -> list[Any]:
    from evals.quiz_set import ITEMS as ADAPTER

    entries = [ADAPTER.dump_python(it, mode="json") for it in ITEMS]
    entries[at] |= change
    return entries


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (spoilt({"stem": " "}), "item 1 (harbour-multiple_choice): the question (stem) is empty"),
        (spoilt({"kind": "riddle"}), "item 1 (harbour-multiple_choice): kind: "),
        (spoilt({"colour": "red"}), "item 1 (harbour-multiple_choice): colour: no such field"),
        (spoilt({"choices": []}), "expected at least 2 choices in a multiple choice question, found 0"),
        (spoilt({"order": ["a", "b"]}), "order given, but a multiple choice question has none"),
        (spoilt({"id": "harbour-gap"}), "item 4 (harbour-gap): its id was used by item 1"),
        (spoilt({"stem": "No gap"}, 3), 'expected "____" once in the stem of a gap, found it 0 times'),
        (spoilt({"order": ["One", "one "]}, 4), "order repeat 'one'"),
        (spoilt({"pairs": [["a"], ["b", "c"]]}, 5), "item 6 (harbour-matching): pairs.0"),
    ],
)
def test_a_mistake_is_named_by_item(tmp_path: Path, entries: list[Any], said: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"schema": 1, "items": entries}))
    with pytest.raises(QuizError) as error:
        read_items(path)
    assert said in str(error.value)


def test_two_right_choices_are_one_too_many(tmp_path: Path) -> None:
    both = tuple(replace(it, right=True) for it in CHOICES)
    write_items(tmp_path / "set.json", (replace(ITEMS[0], choices=both),))
    with pytest.raises(QuizError, match="expected one right choice, found 3"):
        read_items(tmp_path / "set.json")


def test_every_mistake_is_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    first, second, *_ = spoilt({"stem": ""})
    path.write_text(json.dumps({"schema": 1, "items": [first, second | {"source": None}]}))
    with pytest.raises(QuizError, match=r"2 mistake\(s\)"):
        read_items(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "found none"),
        ("[]", "found something else"),
        ('{"schema": 2, "items": []}', "Expected schema 1"),
    ],
)
def test_what_is_no_quiz_set_says_so(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "set.json").write_text(text)
    with pytest.raises(QuizError, match=said):
        read_items(tmp_path / "set.json")


def test_a_set_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="could not read"):
        read_items(tmp_path / "none.json")
    with pytest.raises(QuizError, match="could not"):
        write_items(tmp_path / "none" / "set.json", ITEMS)
