"""Several items accepted at once: those that were ticked as they were read, and none that anything stands in the way of."""

import re
import shutil
from dataclasses import replace
from datetime import date

from fastapi.testclient import TestClient

from corpus.library import Library
from corpus.settings import Settings
from evals.quiz_item import REQUOTED, Acceptance, Item, ItemKind, ItemState
from evals.quiz_make import Wanted, make_items
from evals.quiz_set import QuizSet
from ui.api import create_app
from ui.quiz_shelf import QuizShelf


def test_what_is_ticked_is_accepted_as_it_was_read_and_nothing_else(demo_settings, tmp_path):
    shutil.copytree(demo_settings.data, tmp_path / "data")
    settings = demo_settings.model_copy(update={"data": tmp_path / "data"})
    library = Library.open(settings.data)
    made = make_items(library, Wanted(kinds=(ItemKind.TRUE_FALSE,), number=14), lambda *_: None).items
    ordering = make_items(library, Wanted(kinds=(ItemKind.ORDERING,), number=1), lambda *_: None).items
    library.close()
    with TestClient(
        create_app(settings, chat=False), base_url="http://localhost", headers={"origin": "http://localhost"}
    ) as desk:
        ticks_hold(desk, settings, made)
        QuizShelf(settings).put("Steps", QuizSet(title="", library="", items=ordering))
        assert 'name="pick"' not in desk.get("/training/several?set=Steps").text


def ticks_hold(desk: TestClient, settings: Settings, made: tuple[Item, ...]) -> None:
    shelf = QuizShelf(settings)
    requoted = replace(made[0], tags=(REQUOTED,))
    behind = replace(made[1], source=replace(made[1].source, digest="0" * 16))
    shelf.put("Many", QuizSet(title="", library="", items=(requoted, behind, *made[2:14])))
    assert "Accept several" in desk.get("/training/set?set=Many").text
    page = desk.get("/training/several?set=Many").text
    ticks = re.findall(r'name="pick" value="(\w+)"', page)
    places = [int(it) for it in re.findall(r"Item ([0-9]+) holds", page)]
    assert (len(ticks), places) == (10, list(range(3, 13)))
    assert [
        int(it) for it in re.findall(r"Item ([0-9]+) holds", desk.get("/training/several?set=Many&after=12").text)
    ] == [13, 14]

    changed = replace(made[3], feedback="Somebody wrote this meanwhile.")
    shelf.change(
        "Many", lambda quiz: replace(quiz, items=tuple(changed if it.id == changed.id else it for it in quiz.items))
    )
    form = {"set": "Many", "pick": [ticks[0], ticks[1], ticks[2]], "by": "The training lead"}
    said = desk.post("/training/several", data=form).text
    assert "2 items were accepted." in said
    assert "1 item was not accepted" in said
    states = [it.state for it in shelf.get("Many").items]
    assert [at for at, it in enumerate(states) if it is ItemState.ACCEPTED] == [2, 4]
    assert shelf.get("Many").items[2].acceptance == Acceptance(by="The training lead", on=date.today())
    assert shelf.get("Many").items[3] == changed
