"""Embedding a question while it is read: begun where that helps, waited for, and never in the way."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from assistant.ahead import Ahead
from assistant.board import Board
from assistant.question import LONGEST_QUESTION
from corpus.embedder import Passage, PassageVectors, Vectors
from corpus.settings import load_settings

TEXT = "Who leads when both of us know the family?"


@dataclass
class Noting:
    """An embedder that notes what it was given, and in which thread. It takes `seconds` for it."""

    remembers: bool = True
    fails: bool = False
    seconds: float = 0.0
    given: list[tuple[str, str]] = field(default_factory=list)
    name: str = "noting"
    dimensions: int = 2
    token_dimensions: int = 0

    def embed_query(self, text: str) -> Vectors:
        time.sleep(self.seconds)
        self.given.append((text, threading.current_thread().name))
        if self.fails:
            raise ValueError("broken")
        return np.ones(2, np.float32)

    def embed_passages(self, passages: Sequence[Passage]) -> list[PassageVectors]:
        return [
            PassageVectors(windows=self.embed_query(it.text)[None], sentences=np.zeros((0, 2), np.float32))
            for it in passages
        ]

    def remembering(self) -> "Noting":
        return replace(self) if self.remembers else self


def ahead_of(embedder: Noting | None, folder: Path) -> Ahead:
    return Ahead(Board.open(load_settings().model_copy(update={"data": folder}), embedder))


def test_the_question_is_embedded_in_another_thread_and_waited_for(tmp_path: Path) -> None:
    noting = Noting(seconds=0.2)
    ahead = ahead_of(noting, tmp_path)
    ahead.begin(TEXT)
    assert noting.given == []
    assert ahead.embedder() is ahead.embedder()
    assert noting.given == [(TEXT, "ahead")]


def test_an_embedder_that_remembers_nothing_is_not_begun_with(tmp_path: Path) -> None:
    noting = Noting(remembers=False)
    ahead = ahead_of(noting, tmp_path)
    ahead.begin(TEXT)
    assert ahead.embedder() is noting
    assert noting.given == []


def test_a_text_that_is_too_long_for_a_question_is_not_begun_with(tmp_path: Path) -> None:
    noting = Noting()
    ahead = ahead_of(noting, tmp_path)
    ahead.begin("a" * (LONGEST_QUESTION + 1))
    ahead.embedder()
    assert noting.given == []


def test_an_embedder_that_was_never_opened_is_not_opened_for_it(tmp_path: Path) -> None:
    board = Board.open(load_settings().model_copy(update={"data": tmp_path}))
    Ahead(board).begin(TEXT)
    assert board.opened_embedder() is None


def test_what_breaks_ahead_is_said_by_the_step_that_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(threading, "excepthook", said.append)
    ahead = ahead_of(Noting(fails=True), tmp_path)
    ahead.begin(TEXT)
    embedder = ahead.embedder()
    with pytest.raises(ValueError, match="broken"):
        embedder.embed_query(TEXT)
    assert said == []


def test_without_a_thread_to_spare_it_is_embedded_in_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    noting = Noting()
    ahead = ahead_of(noting, tmp_path)
    monkeypatch.setattr(threading.Thread, "start", none_left)
    ahead.begin(TEXT)
    ahead.embedder().embed_query(TEXT)
    assert noting.given == [(TEXT, threading.current_thread().name)]
