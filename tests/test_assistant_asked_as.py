"""Asked-as lines in a question's line: what is asked again finds its paragraph, and nothing else is moved."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lido import SECOND, accepted_line, put

from assistant.answer import answer_json
from assistant.ask import ask
from assistant.asked_as import lines_near
from assistant.board import Board
from assistant.question import Question, Turn
from corpus.asked_as import folded
from corpus.asked_as_attached import Attached
from corpus.asked_as_store import FILE, AskedAsStore
from corpus.settings import Settings, load_settings

STRIP = "has somebody done the paper strip thing before the early lot jump in"
"""What a worker might ask in words that no paragraph has."""
RULE = {"looked_at": 0.4, "near": 0.5, "same": 0.92, "letters": 0.85}
GATE = "When is the gate locked in the evening?"
PASSING = ("id", "asked_at", "timings_ms")


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ingested")
    put(home / "docs", load_settings().model_copy(update={"data": home / "data"}), SECOND)
    return home


@pytest.fixture
def settings(ingested: Path, tmp_path: Path) -> Settings:
    shutil.copytree(ingested / "data", tmp_path / "data")
    return load_settings().model_copy(update={"data": tmp_path / "data"})


@pytest.fixture
def board(settings: Settings) -> Iterator[Board]:
    board = Board.open(settings)
    yield board
    board.close()


def answered(board: Board, text: str, *history: str) -> dict[str, Any]:
    turns = tuple(Turn(question=it) for it in history)
    whole = answer_json(ask(Question(text=text, history=turns, area="vale", explain=True), board))
    return {name: value for name, value in whole.items() if name not in PASSING}


def everything(board: Board) -> list[dict[str, Any]]:
    return [answered(board, GATE), answered(board, STRIP), answered(board, "And who does it?", GATE)]


def test_without_an_accepted_line_every_answer_is_as_it_was(settings: Settings, board: Board) -> None:
    before = everything(board)
    weighed = {name for answer in before for it in answer["considered"] for name in (*it["parts"], *it["features"])}
    assert "printed" in weighed
    assert not weighed & {"asked_as", "asked_again"}
    AskedAsStore.open(settings.data).close()
    assert (settings.data / FILE).is_file()
    assert everything(board) == before
    accepted_line(settings, STRIP)
    assert everything(board) != before


def test_what_a_reviewer_accepted_is_answered_from_its_paragraph(settings: Settings, board: Board) -> None:
    assert answered(board, STRIP)["outcome"] == "not_in_guidance"
    accepted_line(settings, STRIP)
    answer = answered(board, f"{STRIP.capitalize()}?")
    assert (answer["outcome"], answer["citations"][0]["paragraph_id"]) == ("answered", "rules:1.2")


@pytest.mark.parametrize(
    "text", ["has sombody done teh paper stripp thing befor the early lot jmup in", f"hi, {STRIP}"]
)
def test_slips_of_the_keys_do_not_hide_a_question_that_is_asked_again(
    settings: Settings, board: Board, text: str
) -> None:
    accepted_line(settings, STRIP)
    assert board.search(text, "vale", 4)[0].paragraph.id == "rules:1.2"


def test_a_turn_that_goes_on_from_others_may_be_what_a_reviewer_accepted(settings: Settings, board: Board) -> None:
    accepted_line(settings, f"and {STRIP}")
    answer = answered(board, f"And {STRIP}?", GATE)
    assert (answer["outcome"], answer["citations"][0]["paragraph_id"]) == ("answered", "rules:1.2")


def test_another_question_is_answered_as_before(settings: Settings, board: Board) -> None:
    before = board.search(GATE, "vale", 4)
    accepted_line(settings, STRIP)
    assert board.search(GATE, "vale", 4) == before


def test_each_row_has_its_nearest_line_and_far_ones_say_nothing() -> None:
    attached = Attached(
        rows=np.array([3, 3, 5, 8]),
        vectors=np.array([[0.6, 0.8], [0.8, 0.6], [1.0, 0.0], [0.0, 1.0]], np.float32),
        questions=("who leads", "who leads here", "who leads", "what now"),
    )
    near = lines_near(attached, "Who leads?", np.array([1.0, 0.0], np.float32), RULE)
    assert near.rows.tolist() == [3, 5]
    assert near.asked_as.tolist() == pytest.approx([0.6, 1.0])
    assert near.asked_again.tolist() == [1.0, 1.0], "the same letters count, however far the vectors are"
    assert near.at(np.array([1, 3, 8]))["asked_as"].tolist() == pytest.approx([0.0, 0.6, 0.0])


def test_labels_and_marks_are_no_letters() -> None:
    assert folded("Who  leads, here?") == "who leads here"
