"""Where an installation refuses what could identify someone: the kinds are named, the words are not, and urgent comes first."""

from collections.abc import Iterator

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.outcome import Outcome
from assistant.patterns import read_data
from assistant.question import Question
from assistant.wording import load_wording
from corpus.settings import Masking, Settings

NAMED = "My client Oksana Popescu, 07700 900123, is pregnant. When must I refer the unborn baby?"


@pytest.fixture(scope="module")
def strict(demo_settings: Settings) -> Iterator[Board]:
    board = Board.open(demo_settings.model_copy(update={"mask": Masking.REFUSE}))
    yield board
    board.close()


def test_a_question_with_a_name_is_refused_with_the_kinds_and_without_the_words(strict: Board) -> None:
    answer = ask(Question(text=NAMED, area="thornmere"), strict)
    assert answer.outcome is Outcome.REFUSED
    assert "a name, a telephone number" in answer.message
    assert not answer.citations
    assert not any(part in answer.text + answer.message + answer.question for part in ("Oksana", "Popescu", "900123"))


def test_a_question_that_identifies_nobody_is_answered(strict: Board) -> None:
    answer = ask(Question(text="When must I refer an unborn baby?", area="thornmere"), strict)
    assert answer.outcome is Outcome.ANSWERED


def test_an_urgent_question_is_answered_whoever_it_names(strict: Board) -> None:
    assert ask(Question(text="Oksana has overdosed and is not breathing"), strict).outcome is Outcome.URGENT


def test_every_label_has_words() -> None:
    labels = {label.strip("[]") for label in read_data("mask")["labels"].values() if "{" not in label}
    assert {*labels, "child"} == set(load_wording().texts["identified"]["kinds"])


def test_the_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_MASK", "refuse")
    assert Settings().mask is Masking.REFUSE
