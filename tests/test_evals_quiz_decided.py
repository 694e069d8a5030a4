"""What a trainer decides about the items of a set, and a set that cannot be written."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import QuizError
from evals.quiz_item import Choice, Difficulty, Item, ItemKind, ItemState, Source
from evals.quiz_review import decided
from evals.quiz_set import QuizSet, write_set

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


def test_a_set_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="Expected to write"):
        write_set(QUIZ, tmp_path / "nowhere" / "set.json")


def test_a_decision_changes_the_items_it_names_alone() -> None:
    first, second = decided(QUIZ.items, ["q-2"], ItemState.REJECTED)
    assert (first.state, second.state) == (ItemState.PROPOSED, ItemState.REJECTED)
    with pytest.raises(KeyError, match="q-9"):
        decided(QUIZ.items, ["q-9"], ItemState.REJECTED)
