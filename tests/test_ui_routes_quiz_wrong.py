"""What the quiz routes refuse, each as a problem, and what edits and imports come to."""

import shutil
from dataclasses import replace

import pytest
from api_problem import is_problem
from fastapi.testclient import TestClient

from corpus.library import Library
from evals.quiz_export import FORMS, QuizFormat
from evals.quiz_item import ItemKind
from evals.quiz_make import Wanted, make_items
from evals.quiz_set import QuizSet
from ui.api import LARGEST_BODY, create_app
from ui.quiz_deciding import flag_stale
from ui.quiz_shelf import QuizShelf
from ui.wire_quiz import DecidedOut

GUIDE = "thornmere-lead-professional"
SETS = "/v1/quiz/sets"


@pytest.fixture(scope="module")
def settings(demo_settings, tmp_path_factory):
    data = tmp_path_factory.mktemp("quiz") / "data"
    shutil.copytree(demo_settings.data, data)
    return demo_settings.model_copy(update={"data": data})


@pytest.fixture(scope="module")
def api(settings):
    with TestClient(create_app(settings, chat=False)) as client:
        yield client


@pytest.fixture(scope="module")
def items(settings):
    """One gap and one multiple choice, made from a guide of the demonstration area."""
    library = Library.open(settings.data)
    kinds = (ItemKind.GAP, ItemKind.MULTIPLE_CHOICE)
    found = make_items(library, Wanted(documents=(GUIDE,), kinds=kinds), lambda *_: None).items
    library.close()
    return tuple(next(it for it in found if it.kind is kind) for kind in kinds)


@pytest.fixture
def kept(settings, items):
    """The address of a set of both items, made anew."""
    shelf = QuizShelf(settings)
    shelf.put("Harbour", QuizSet(title="", library="f1", items=items))
    return f"{SETS}/{next(it.id for it in shelf.sets() if it.name == 'Harbour')}"


def decided(api, kept, item, **sent):
    reply = api.patch(f"{kept}/items/{item.id}", json=sent)
    assert reply.status_code == 200, reply.text
    return DecidedOut.model_validate(reply.json())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "A", "number": "5"}, 400),
        ({"name": "A", "sort": "best"}, 400),
        ({"name": "A", "kinds": ["essay"]}, 400),
        ({}, 400),
        ({"name": "A", "number": 0}, 422),
        ({"name": "A", "number": 501}, 422),
        ({"name": ""}, 422),
        ({"name": "A" * 81}, 422),
        ({"name": " \n"}, 422),
        ({"name": "harbour "}, 422),
        ({"name": "A", "documents": ["aldwater-protocol"], "area": "thornmere"}, 422),
        ({"name": "A", "documents": ["none"]}, 404),
        ({"name": "A", "area": "none"}, 404),
    ],
)
def test_a_set_that_cannot_be_made_is_refused_before_anything_is_made(api, kept, body, status):
    is_problem(api.post(SETS, json=body), status)
    assert [it["name"] for it in api.get(SETS).json()["sets"]] == ["Harbour"]


def test_what_is_not_there_is_a_404(api, kept):
    for path in (f"{SETS}/none", f"{SETS}/none/export?format=gift", "/v1/quiz/stale?set=none", "/v1/evals/runs/none"):
        is_problem(api.get(path), 404)
    is_problem(api.patch(f"{kept}/items/none", json={"state": "accepted"}), 404)
    is_problem(api.delete(f"{SETS}/none"), 404)


def test_a_body_over_2_mb_is_a_413(api, kept, items):
    large = b" " * (LARGEST_BODY + 1)
    json = {"content-type": "application/json"}
    is_problem(api.post("/v1/quiz/import?format=gift&name=Large", content=large), 413)
    is_problem(api.post(SETS, content=large, headers=json), 413)
    is_problem(api.patch(f"{kept}/items/{items[0].id}", content=large, headers=json), 413)


def test_a_page_from_elsewhere_changes_nothing_and_a_page_from_here_may(api, kept):
    bank = {"url": "/v1/quiz/import?format=gift&name=Evil", "content": "::A:: B {T}"}
    for origin in ("https://elsewhere.example.org", "null", "http://testserver"):
        is_problem(api.post(**bank, headers={"origin": origin, "content-type": "text/plain"}), 403)
    is_problem(api.delete(kept, headers={"origin": "https://elsewhere.example.org"}), 403)
    here = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}
    assert api.delete(kept, headers=here).status_code == 204
    assert api.get(SETS, headers={"origin": "https://elsewhere.example.org"}).status_code == 200


def test_without_a_library_it_is_said(demo_settings, tmp_path):
    with TestClient(create_app(demo_settings.model_copy(update={"data": tmp_path}), chat=False)) as client:
        is_problem(client.post(SETS, json={"name": "A"}), 503)
        assert client.get(SETS).json() == {"sets": []}
        assert client.get("/v1/evals/runs").json() == {"runs": []}


def test_an_item_that_is_edited_is_checked_again_and_proposed_again(api, kept, items):
    gap, choice = items
    assert decided(api, kept, choice, state="accepted").failed == []
    longer = [{"text": it.text, "right": it.right, "feedback": it.feedback} for it in choice.choices]
    wrong = next(it for it in longer if not it["right"])
    wrong["text"] = "only when every other way has been tried and always with a letter first, however long that takes"
    found = decided(api, kept, choice, choices=longer)
    assert found.item.state == "proposed"
    assert found.failed
    assert [it.source is not None for it in found.item.choices] == [True] * len(longer)
    guessable = decided(api, kept, gap, stem=f"{gap.stem} It is {gap.key[0]}.", state="accepted")
    assert guessable.item.state == "accepted"
    assert [it.check for it in guessable.failed] == ["gap guessable"]
    [again] = api.post(f"{kept}/review").json()["failed"][-1:]
    assert again["item"] in (gap.id, choice.id)


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({}, (422, "neither")),
        ({"stem": "No gap."}, (422, "____")),
        ({"accepted": []}, (422, "at least 1")),
        ({"choices": [{"text": "A", "right": True}]}, (422, "has none")),
        ({"stem": "x" * 4001}, (422, "limits")),
        ({"state": "stale"}, (400, "form")),
        ({"kind": "essay"}, (400, "form")),
        ({"source": {"paragraph_id": f"{GUIDE}:3.1", "quote": "not said there"}}, (422, "word for word")),
        ({"source": {"paragraph_id": "none", "quote": "A"}}, (404, "paragraph")),
    ],
)
def test_an_edit_that_cannot_be_is_refused_and_changes_nothing(api, kept, items, settings, sent, refused):
    status, said = refused
    reply = api.patch(f"{kept}/items/{items[0].id}", json=sent)
    assert said in is_problem(reply, status)["detail"] or said in reply.json()["title"]
    assert QuizShelf(settings).get("Harbour").items == items


def test_a_stale_item_stays_so_until_it_has_its_new_quote(api, kept, items, settings):
    shelf, old = QuizShelf(settings), replace(items[0].source, digest="0" * 16)
    shelf.put("Harbour", QuizSet(title="", library="f1", items=(replace(items[0], source=old), items[1])))
    [stale] = api.get("/v1/quiz/stale").json()["items"]
    assert (stale["item"], stale["set_name"], stale["paragraph_id"]) == (items[0].id, "Harbour", old.paragraph_id)
    assert decided(api, kept, items[0], state="accepted").item.state == "stale"
    assert decided(api, kept, items[0], state="rejected").failed == []
    assert api.get("/v1/quiz/stale").json()["items"] == []
    source = {"paragraph_id": old.paragraph_id, "quote": old.quote}
    found = decided(api, kept, items[0], source=source, state="accepted")
    assert (found.item.state, found.failed, found.item.source.digest) == ("accepted", [], items[0].source.digest)


def test_after_an_ingest_stale_items_are_flagged_but_for_rejected_ones(kept, items, settings):
    shelf = QuizShelf(settings)
    behind = tuple(replace(it, source=replace(it.source, paragraph_id=f"{GUIDE}:gone")) for it in items)
    shelf.put("Harbour", QuizSet(title="", library="f1", items=behind))
    library = Library.open(settings.data)
    assert list(flag_stale(shelf, library)) == [("Harbour", 2)]
    assert list(flag_stale(shelf, library)) == []
    library.close()
    assert next(it.states for it in shelf.sets() if it.name == "Harbour") == {"stale": 2}


@pytest.mark.parametrize("form", QuizFormat)
def test_a_set_is_exported_in_each_format_with_its_media_type(api, kept, items, form):
    is_problem(api.get(f"{kept}/export?format={form}"), 422)
    reply = api.get(f"{kept}/export?format={form}&state=proposed&state=accepted")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == FORMS[form].media_type
    assert reply.headers["content-disposition"] == f'attachment; filename="harbour{FORMS[form].ending}"'
    assert len(reply.content) > 100
    assert api.get(f"{kept}/export/notes?format={form}&state=proposed").json()["format"] == form


@pytest.mark.parametrize(
    ("query", "body", "refused"),
    [
        ("format=moodle-xml&name=Bank", b"no xml", (422, "no XML")),
        (
            "format=moodle-xml&name=Bank",
            b"<!DOCTYPE q [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><quiz>&e;</quiz>",
            (422, "DOCTYPE"),
        ),
        ("format=gift&name=Bank", b"", (422, "an empty file")),
        ("format=gift&name=Bank", b"::A:: \xfa {T}", (422, "UTF-8")),
        (
            "format=gift&name=Bank",
            b"::A:: What flies over the moon? {=the green zeppelin ~a cow}",
            (422, "no paragraph"),
        ),
        ("format=gift&name=Bank", b"::A:: B {T}\n\n" * 501, (422, "at most 500")),
        ("format=gift&name=Harbour", b"::A:: B {T}", (422, "no set has yet")),
        ("format=gift&name=Bank&area=none", b"::A:: B {T}", (404, "none")),
        ("format=word&name=Bank", b"::A:: B {T}", (400, "form")),
        ("format=gift", b"::A:: B {T}", (400, "form")),
    ],
)
def test_a_bank_that_cannot_be_taken_in_is_refused(api, kept, query, body, refused):
    status, said = refused
    reply = api.post(f"/v1/quiz/import?{query}", content=body)
    assert said in is_problem(reply, status)["detail"] or said in reply.json()["title"]
    assert len(api.get(SETS).json()["sets"]) == 1


def test_half_a_character_is_replaced_and_never_a_fault(api, kept, items):
    reply = api.patch(kept, content=b'{"name": "Day \\ud83d"}', headers={"content-type": "application/json"})
    assert reply.json()["name"] == "Day \ufffd"
    assert decided(api, kept, items[0], feedback="a\u2028b").item.feedback == "a\u2028b"
    assert api.delete(kept).status_code == 204
