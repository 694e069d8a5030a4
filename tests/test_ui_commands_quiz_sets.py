"""Sets between files and the shelf, and what a kept set rests on."""

import json
from dataclasses import replace

import pytest
from quiz_examples import ITEMS
from typer.testing import CliRunner

from corpus.errors import QuizError, UnknownQuiz
from corpus.library import Batch, Library
from corpus.settings import load_settings
from evals.kept_database import FILE
from evals.pin import PinKind
from evals.quiz_item import ItemState
from evals.quiz_set import QuizSet, read_set, write_set
from ui.cli import app
from ui.quiz_shelf import QuizShelf
from ui.rests import resting
from ui.stale_quizzes import stale_lines

QUIZ = QuizSet(title="Harbour", library="f1", items=ITEMS)


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def done(*arguments):
    return CliRunner().invoke(app, ["quiz", *(str(it) for it in arguments)])


def test_a_set_is_kept_listed_and_taken_as_a_file_again(data, tmp_path):
    file, again = tmp_path / "set.json", tmp_path / "again.json"
    write_set(QUIZ, file)
    assert "7 items kept as “Harbour”" in done("keep", file).output
    assert "kept as “Induction day”" in done("keep", file, "--name", "Induction  day").output
    assert isinstance(done("keep", file, "--name", "harbour").exception, QuizError)
    rows = json.loads(done("sets", "--json").stdout)
    assert [(it["name"], it["number"], it["states"]) for it in rows] == [
        ("Harbour", 7, {"accepted": 7}),
        ("Induction day", 7, {"accepted": 7}),
    ]
    assert "7 accepted" in done("sets").output
    assert done("take", "induction DAY", "--out", again).exit_code == 0
    assert read_set(again) == replace(QUIZ, title="Induction day")
    assert isinstance(done("take", "Vale", "--out", again).exception, UnknownQuiz)


def test_what_a_kept_set_rests_on_is_told_but_for_rejected_items(data):
    settings = load_settings()
    QuizShelf(settings).put("Harbour", replace(QUIZ, items=(ITEMS[0], replace(ITEMS[1], state=ItemState.REJECTED))))
    pins = [it for it in resting(settings, None).pins if it.kind is PinKind.QUIZ_ITEM]
    assert {(it.within, it.id) for it in pins} == {("Harbour", ITEMS[0].id)}
    assert {it.paragraph_id for it in pins} == {"harbour-protocol:4.7", "harbour-protocol:~9"}


def test_what_an_ingest_made_stale_is_marked_and_a_broken_shelf_is_only_said(data):
    library = Library.create(data)
    library.commit(Batch(), "g000001", "e")
    library.close()
    settings = load_settings()
    QuizShelf(settings).put("Harbour", replace(QUIZ, items=(ITEMS[0], replace(ITEMS[1], state=ItemState.REJECTED))))
    [line] = stale_lines(settings)
    assert "Harbour" in line
    assert "something else: 1." in line
    assert [it.state.value for it in QuizShelf(settings).get("Harbour").items] == ["stale", "rejected"]
    assert list(stale_lines(settings)) == []
    (data / FILE).write_bytes(b"torn" * 2000)
    assert "not looked at" in next(stale_lines(settings))
    found = resting(settings, None)
    assert [it for it in found.pins if it.kind is PinKind.QUIZ_ITEM] == []
    assert len(found.unread) == 1
