from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from quiz_examples import ITEMS

from corpus.errors import QuizError
from corpus.settings import Settings
from evals.quiz_set import QuizSet
from ui.quiz_shelf import QuizShelf

SET = QuizSet(title="", library="f00", items=ITEMS)


@pytest.fixture
def shelf(tmp_path):
    return QuizShelf(Settings(data=tmp_path / "data"))


def test_sets_are_kept_renamed_and_removed_by_name(shelf):
    assert shelf.names() == ()
    shelf.put(" Induction  day", SET)
    shelf.put("autumn/2026: “roles” & duties", SET)
    assert shelf.names() == ("autumn/2026: “roles” & duties", "Induction day")
    assert shelf.get("INDUCTION day") == replace(SET, title="Induction day")
    shelf.rename("Induction day", "induction Day")
    shelf.put("INDUCTION DAY", replace(SET, items=ITEMS[:1]))
    assert len(list(shelf.folder.glob("*.json"))) == 2
    assert shelf.get("induction day").items == ITEMS[:1]
    with pytest.raises(QuizError, match="no set has yet"):
        shelf.rename("induction day", "Autumn/2026: “roles” & duties")
    shelf.remove("induction day")
    assert shelf.names() == ("autumn/2026: “roles” & duties",)
    with pytest.raises(QuizError, match="renamed or deleted"):
        shelf.get("induction day")


@pytest.mark.parametrize("name", ["", "  \n", "x" * 81, "a\x00b", "..\x1b"])
def test_a_name_that_cannot_be_is_refused(shelf, name):
    with pytest.raises(QuizError, match="Expected a name"):
        shelf.put(name, SET)


def test_no_name_leads_out_of_the_folder(shelf):
    shelf.put("../../elsewhere", SET)
    assert [it.parent for it in shelf.folder.parent.rglob("*.json")] == [shelf.folder]


def test_a_damaged_file_hides_no_other(shelf):
    shelf.put("One", SET)
    (shelf.folder / "torn.json").write_text('{"schema": 1, "items": [', encoding="utf-8")
    assert shelf.names() == ("One", "torn")
    with pytest.raises(QuizError, match="Expected a quiz set as JSON"):
        shelf.get("torn")


def test_no_change_of_several_threads_is_lost(shelf):
    shelf.put("One", replace(SET, items=()))

    def add(at):
        shelf.change("One", lambda quiz: replace(quiz, items=(*quiz.items, replace(ITEMS[0], id=f"q-{at}"))))

    with ThreadPoolExecutor(8) as several:
        list(several.map(add, range(24)))
    assert {it.id for it in shelf.get("One").items} == {f"q-{at}" for at in range(24)}
