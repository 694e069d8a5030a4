"""Quiz sets on the shelf: by name and id, whole or not at all, whoever else writes, and back from a backup."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
from quiz_examples import ITEMS

from corpus.errors import LibraryNewer, QuizError, UnknownQuiz
from corpus.settings import load_settings
from evals.kept_database import FILE
from evals.quiz_item import ItemState
from evals.quiz_set import QuizSet
from ui.quiz_shelf import QuizShelf

QUIZ = QuizSet(title="Harbour", library="f1", items=ITEMS)


@pytest.fixture
def shelf(tmp_path):
    return QuizShelf(load_settings().model_copy(update={"data": tmp_path}))


def test_a_set_comes_back_as_it_was_put_and_is_found_by_name_and_id(shelf):
    shelf.put("Harbour", QUIZ)
    assert shelf.get("  harbour ") == QUIZ
    assert shelf.has("HARBOUR")
    [found] = shelf.sets()
    assert shelf.of_id(found.id) == found
    assert (found.name, found.library, found.states) == ("Harbour", "f1", {"accepted": len(ITEMS)})
    shelf.put("harbour", replace(QUIZ, items=ITEMS[:1]))
    assert [it.id for it in shelf.sets()] == [found.id]
    assert shelf.get("Harbour").items == ITEMS[:1]
    assert shelf.names() == ("harbour",)


def test_looking_at_an_empty_shelf_makes_no_file(shelf, tmp_path):
    assert (shelf.names(), shelf.has("Harbour")) == ((), False)
    for use in (shelf.get, shelf.remove, shelf.of_id, lambda name: shelf.rename(name, "Vale")):
        with pytest.raises(UnknownQuiz):
            use("Harbour")
    assert list(tmp_path.iterdir()) == []


def test_a_set_is_renamed_and_removed(shelf):
    shelf.put("Vale", QUIZ)
    shelf.put("Harbour", QUIZ)
    before = {it.name: it.id for it in shelf.sets()}
    assert shelf.rename("vale", " Induction  day ") == "Induction day"
    assert {it.name: it.id for it in shelf.sets()} == {"Harbour": before["Harbour"], "Induction day": before["Vale"]}
    assert shelf.get("Induction day").title == "Induction day"
    with pytest.raises(QuizError, match="no set has yet"):
        shelf.rename("Harbour", "induction DAY")
    with pytest.raises(QuizError, match="no set has yet"):
        shelf.add("harbour", QUIZ)
    shelf.remove("Harbour")
    assert shelf.names() == ("Induction day",)
    with closing(sqlite3.connect(shelf._data / FILE)) as database:
        assert database.execute("select count(*) from quiz_items").fetchone() == (len(ITEMS),)


def test_a_name_may_hold_whatever_can_be_read(shelf):
    shelf.put(" Induction  day", QUIZ)
    shelf.put("autumn/2026: “roles” & ../../elsewhere", QUIZ)
    assert shelf.names() == ("autumn/2026: “roles” & ../../elsewhere", "Induction day")
    assert shelf.get("INDUCTION day").title == "Induction day"


@pytest.mark.parametrize("name", ["", " \n", "a" * 81, "bell \x07", "a\x00b"])
def test_a_name_that_cannot_be_is_refused(shelf, name):
    with pytest.raises(QuizError, match="1 to 80"):
        shelf.put(name, QUIZ)


def test_a_change_that_fails_changes_nothing(shelf):
    shelf.put("Harbour", QUIZ)

    def broken(quiz):
        raise QuizError("no")

    with pytest.raises(QuizError):
        shelf.change("Harbour", broken)
    with pytest.raises(QuizError, match="one twice"):
        shelf.change("Harbour", lambda quiz: replace(quiz, items=quiz.items * 2))
    assert shelf.get("Harbour") == QUIZ


def test_decisions_of_several_people_at_once_are_all_kept(shelf):
    shelf.put("Harbour", QUIZ)

    def rejected(item_id):
        def changed(quiz):
            items = (replace(it, state=ItemState.REJECTED) if it.id == item_id else it for it in quiz.items)
            return replace(quiz, items=tuple(items))

        return shelf.change("Harbour", changed)

    with ThreadPoolExecutor(7) as pool:
        list(pool.map(rejected, [it.id for it in ITEMS]))
    assert shelf.sets()[0].states == {"rejected": len(ITEMS)}


def test_a_database_of_a_later_version_is_left_alone(shelf, tmp_path):
    shelf.put("Harbour", QUIZ)
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(LibraryNewer):
        shelf.names()
