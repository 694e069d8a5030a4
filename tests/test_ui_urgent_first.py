"""A malformed request is judged by the two urgent checks as any question is, and by neither alone."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.alarm import Alarm, first_alarm
from assistant.board import Board
from assistant.urgent import danger_in
from assistant.urgent_meaning import load_meaning_rules
from corpus.settings import load_settings
from ui.urgent_first import urgent_answer_to

DANGER = "the baby is floppy and blue and she isn't breathing"
BODY = {"text": DANGER, "tone": "kind"}


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    board = Board.open(load_settings().model_copy(update={"data": tmp_path}))
    return SimpleNamespace(board=board, ask=lambda asked: asked.text)


def test_what_the_network_alone_finds_is_answered(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, meaning = replace(desk.board.rules, threshold=99.0, alone=99.0), replace(load_meaning_rules(), sure=99.0)
    monkeypatch.setattr("assistant.alarm.load_urgent_rules", lambda: rules)
    monkeypatch.setattr("assistant.alarm.load_meaning_rules", lambda: meaning)
    assert first_alarm(danger_in(DANGER, rules), rules) is not Alarm.URGENT
    assert urgent_answer_to(BODY, desk) == DANGER


def test_where_both_together_find_nothing_the_request_is_refused(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = replace(load_meaning_rules(), sure=99.0, firm=99.0, threshold=99.0)
    monkeypatch.setattr("assistant.alarm.load_meaning_rules", lambda: rules)
    assert first_alarm(danger_in(DANGER, desk.board.rules), desk.board.rules) is Alarm.URGENT
    assert urgent_answer_to(BODY, desk) is None
