"""The link for learners: the accepted items as a quiz, without the desk around it, and nothing where there is none."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from corpus.library import Library
from corpus.settings import Settings
from evals.quiz_item import Item, ItemKind, ItemState
from evals.quiz_make import Wanted, make_items
from evals.quiz_review import accepted_by
from evals.quiz_set import QuizSet
from ui.api import create_app
from ui.quiz_shelf import QuizShelf


@pytest.fixture(scope="module")
def settings(demo_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("link") / "data"
    shutil.copytree(demo_settings.data, data)
    return demo_settings.model_copy(update={"data": data})


@pytest.fixture(scope="module")
def items(settings: Settings) -> tuple[Item, ...]:
    library = Library.open(settings.data)
    made = make_items(library, Wanted(kinds=(ItemKind.TRUE_FALSE,), number=4), lambda *_: None).items
    library.close()
    said = accepted_by("The training lead", date(2026, 3, 2))
    return (*(it.put(ItemState.ACCEPTED, said) for it in made[:3]), made[3])


@pytest.fixture(scope="module")
def learner(settings: Settings) -> Iterator[TestClient]:
    """Whoever has the link, where the desks are closed."""
    with TestClient(create_app(settings, chat=False, desks=False), base_url="http://quiz.example.org") as client:
        yield client


def test_the_link_asks_the_accepted_items_to_the_end_and_shows_nothing_of_the_desk(learner, settings, items):
    link = f"/quiz/{QuizShelf(settings).add('Induction day', QuizSet(title='', library='', items=items)).id}"
    marks = ""
    for place in (1, 2, 3):
        asked = learner.get(link, params={"marks": marks}).text
        assert f"Question {place} <small>of 3</small>" in asked
        right = next(at for at, it in enumerate(items[place - 1].choices) if it.right)
        given = {"marks": marks, "answered": "1", "given": str(right if place < 3 else 1 - right)}
        told = learner.get(link, params=given).text
        assert ("<h2>Right</h2>" in told) == (place < 3)
        assert "Accepted by The training lead on 2 March 2026." in told
        onward = re.search(r'id="next" href="([^"]+)"', told)[1]
        assert onward == f"{link}?marks={'110'[:place]}"
        marks += "110"[place - 1]
        assert '"/training' not in asked + told
        assert '"/evals' not in asked + told
    result = learner.get(f"{link}?marks={marks}").text
    assert "<b>2</b> of 3 right" in result
    assert f'href="{link}?only=3"' in result
    assert '"/training' not in result
    for file in re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js))"', result):
        assert learner.get(file).status_code == 200, file


def test_a_link_to_nothing_says_so_and_what_nobody_accepted_is_never_shown(learner, settings, items):
    shelf = QuizShelf(settings)
    changed = replace(items[0], source=replace(items[0].source, digest="0" * 16))
    waiting = shelf.add("Waiting", QuizSet(title="", library="", items=(items[3], changed))).id
    for link, said in ((waiting, "No question of this quiz"), ("set-000000000000", "leads to no quiz")):
        reply = learner.get(f"/quiz/{link}")
        assert (reply.status_code, said in reply.text) == (404, True)
        assert '"/training' not in reply.text
        assert items[3].source.quote not in reply.text


def test_the_desk_gives_the_link_once_something_is_accepted(settings, items):
    shelf = QuizShelf(settings)
    shelf.put("Linked", QuizSet(title="", library="", items=items[3:]))
    with TestClient(create_app(settings, chat=False), base_url="http://127.0.0.1:8123") as desk:
        assert "Link for learners" not in desk.get("/training/set?set=Linked").text
        shelf.put("Linked", QuizSet(title="", library="", items=items))
        page = desk.get("/training/set?set=Linked&show=accepted").text
        link = re.search(r'Link for learners: <a href="([^"]+)"', page)[1]
        assert link == f"http://127.0.0.1:8123/quiz/{shelf.id_of('linked')}"
        assert "from this machine alone" in page
        assert desk.get(link).status_code == 200
