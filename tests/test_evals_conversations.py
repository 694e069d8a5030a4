"""Conversations of the demonstration area, judged by meaning: thirty hold from end to end, and no share may fall."""

from pathlib import Path

import pytest

from assistant.board import Board
from corpus.library import Library
from corpus.settings import Settings
from evals.conversations import WRITTEN, Line, conversations, main, play, share
from evals.demo_library import demo_library
from evals.fit_criteria import is_tuning

Played = dict[str, dict[str, tuple[Line, ...]]]
"""The judged lines by suite and conversation."""


@pytest.fixture(scope="module")
def played(demo_board: Board, demo_settings: Settings) -> Played:
    library = Library.open(demo_settings.data)
    return {name: {it["id"]: tuple(play(it, demo_board, library)) for it in conversations(name)} for name in WRITTEN}


@pytest.mark.parametrize("name", WRITTEN)
def test_there_are_thirty_conversations_of_three_to_six_turns(name: str) -> None:
    assert len(conversations(name)) >= 30
    assert all(3 <= len(it["turns"]) <= 6 for it in conversations(name))


def test_thirty_conversations_hold_in_every_line(played: Played) -> None:
    whole = [name for found in played.values() for name, lines in found.items() if share(lines) == 1]
    assert len(whole) >= 30, whole


@pytest.mark.parametrize(
    ("name", "tuning", "floor"),
    [(WRITTEN[0], True, 0.54), (WRITTEN[0], False, 0.48), (WRITTEN[1], True, 0.8), (WRITTEN[1], False, 0.84)],
)
def test_lines_are_right_as_often_as_they_were(played: Played, name: str, tuning: bool, floor: float) -> None:
    own = [line for it, lines in played[name].items() if is_tuning(it) is tuning for line in lines]
    assert share(own) >= floor


@pytest.mark.parametrize(
    ("expect", "wrong"),
    [
        ({"outcome": ["urgent"], "scope_area": "aldwater"}, 2),
        ({"cite_none": True}, 1),
        ({"cite_any": [{"document": "thornmere-training", "number": "4", "quote": "no such words anywhere"}]}, 1),
        ({"not_cite": ["thornmere-protocol"]}, 1),
        ({"takes_reply": "yes"}, 1),
        ({"asks_any": ["thornmere-lead/handover"]}, 1),
        ({"remembers": ["thornmere-refer/driving: said"]}, 1),
        ({"outcome": ["answered"], "scope_area": "thornmere", "remembers": ["thornmere-refer/driving: not_said"]}, 0),
    ],
)
def test_a_line_that_expects_what_is_not_there_is_wrong(
    demo_board: Board, demo_settings: Settings, expect: dict[str, object], wrong: int
) -> None:
    made = {"id": "x", "area": "thornmere", "turns": [{"say": "When must I refer?", "expect": expect}]}
    (line,) = play(made, demo_board, Library.open(demo_settings.data))
    assert len(line.wrong) == wrong


def test_the_demonstration_library_is_asked_whatever_ones_own_holds(
    tmp_path: Path, demo_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SOUNDINGBOARD_DEMO_DATA", str(demo_settings.data))
    settings = demo_library()
    assert Library.open(settings.data).pointer() == Library.open(demo_settings.data).pointer()
    assert not (tmp_path / "own").exists()


def test_help_needs_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_DEMO_DATA", str(tmp_path / "demo"))
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert not (tmp_path / "demo").exists()
