"""Conversations of the demonstration area, judged by meaning: floors that later changes must not fall under."""

import pytest

from assistant.board import Board
from corpus.library import Library
from corpus.settings import Settings
from evals.conversations import Line, conversations, play, share
from evals.fit_criteria import is_tuning


@pytest.fixture(scope="module")
def lines(demo_board: Board, demo_settings: Settings) -> list[Line]:
    library = Library.open(demo_settings.data)
    return [line for it in conversations() for line in play(it, demo_board, library)]


def test_there_are_thirty_conversations_of_three_to_six_turns() -> None:
    assert len(conversations()) >= 30
    assert all(3 <= len(it["turns"]) <= 6 for it in conversations())


@pytest.mark.parametrize(("tuning", "floor"), [(True, 0.42), (False, 0.42)])
def test_lines_are_right_as_often_as_they_were(lines: list[Line], tuning: bool, floor: float) -> None:
    own = [line for line in lines if is_tuning(line.conversation) is tuning]
    assert share(own) >= floor


def test_a_line_that_expects_what_is_not_there_is_wrong(demo_board: Board, demo_settings: Settings) -> None:
    made = {
        "id": "x",
        "area": "thornmere",
        "turns": [{"say": "When must I refer?", "expect": {"outcome": ["urgent"], "scope_area": "aldwater"}}],
    }
    (line,) = play(made, demo_board, Library.open(demo_settings.data))
    assert len(line.wrong) == 2
