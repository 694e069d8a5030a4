"""Quiz sets as files: what was written is read, and what is no set is refused with every mistake."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import QuizError
from evals.quiz_item import Choice, Difficulty, Item, ItemKind, ItemState, Source
from evals.quiz_review import decided
from evals.quiz_set import SCHEMA, QuizSet, read_set, set_json, write_set

SOURCE = Source(
    paragraph_id="quay:1",
    document_id="quay",
    title="Quay protocol",
    edition="2025-01",
    number="1",
    quote="The nurse must ring the desk.",
    digest="0" * 16,
)
ITEM = Item(
    id="q-1",
    kind=ItemKind.TRUE_FALSE,
    stem="“The nurse may ring the desk.”",
    source=SOURCE,
    feedback="",
    difficulty=Difficulty.EASY,
    choices=(
        Choice(text="True", right=False, feedback=""),
        Choice(text="False", right=True, feedback="", source=SOURCE),
    ),
)
QUIZ = QuizSet(title="Quay", library="abc", items=(ITEM, replace(ITEM, id="q-2", pairs=(("a", "b"),), tags=("time",))))


def test_a_set_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    write_set(QUIZ, path)
    assert read_set(path) == QUIZ
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == SCHEMA
    assert [it.name for it in tmp_path.iterdir()] == ["set.json"]


def test_every_mistake_is_listed_by_its_place(tmp_path: Path) -> None:
    value = json.loads(set_json(QUIZ))
    value["items"][0]["kind"] = "riddle"
    del value["items"][1]["stem"]
    path = tmp_path / "set.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(QuizError) as refused:
        read_set(path)
    assert "items.0.kind" in str(refused.value)
    assert "items.1.stem" in str(refused.value)


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 99, "items": []}', "{"])
def test_what_is_no_set_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuizError, match="Expected a quiz set"):
        read_set(path)


def test_a_set_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="Expected to write"):
        write_set(QUIZ, tmp_path / "nowhere" / "set.json")


def test_a_decision_changes_the_items_it_names_alone() -> None:
    first, second = decided(QUIZ.items, ["q-2"], ItemState.REJECTED)
    assert (first.state, second.state) == (ItemState.PROPOSED, ItemState.REJECTED)
    with pytest.raises(KeyError, match="q-9"):
        decided(QUIZ.items, ["q-9"], ItemState.REJECTED)
