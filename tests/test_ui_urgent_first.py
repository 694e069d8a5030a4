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
from corpus.contacts import FILE
from corpus.settings import load_settings
from ui.desk import Asked, Desk
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


SENT = (
    b'{"question": "The baby isn\\u2019t breathing", "area": "thornmere"}',
    '{"question": "The baby isn’t breathing", "area": "thornmere"}'.encode("utf-16"),
    b'{"area": "thornmere", "question": "The baby isn\\u2019t breathing",}',
    b"question=The+baby+isn%E2%80%99t+breathing&area=thornmere",
)


@pytest.mark.parametrize("body", SENT, ids=["json", "utf-16", "torn", "form"])
def test_a_body_without_its_type_is_read_with_its_area(body: bytes) -> None:
    desk: Any = SimpleNamespace(ask=lambda asked: asked)
    asked: Any = urgent_answer_to(body, desk)
    assert (asked.text, asked.area) == ("The baby isn’t breathing", "thornmere")


@pytest.mark.parametrize(
    "body", [{"data": {"question": DANGER}}, {"question": {"text": [DANGER]}}, [[DANGER]]], ids=str
)
def test_danger_is_found_wherever_it_stands_in_a_body(body: object, desk: Any) -> None:
    assert urgent_answer_to(body, desk) == DANGER


def test_a_body_folded_a_thousand_times_is_read_to_its_end(desk: Any) -> None:
    folded: object = DANGER
    for _ in range(5000):
        folded = [folded]
    assert urgent_answer_to(folded, desk) == DANGER


def test_half_a_character_does_not_keep_the_network_from_reading(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = replace(desk.board.rules, threshold=99.0, alone=99.0)
    monkeypatch.setattr("assistant.alarm.load_urgent_rules", lambda: rules)
    monkeypatch.setattr("assistant.alarm.load_meaning_rules", lambda: replace(load_meaning_rules(), sure=99.0))
    assert urgent_answer_to({"text": f"{DANGER} \ud83d"}, desk) == f"{DANGER} \ufffd"


@pytest.mark.parametrize("contacts", ["[]", '[{"name": 1}]', '{"thornmere": {"name": 1, "contacts": []}}', "{"])
def test_contacts_in_another_form_keep_nobody_from_999(contacts: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(contacts)
    with Desk(load_settings().model_copy(update={"data": tmp_path})) as desk:
        answer = desk.ask(Asked(text=DANGER, area="thornmere"))
    assert answer.urgent is not None
    assert answer.urgent.contacts[0].phone == "999"
