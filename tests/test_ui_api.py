import shutil

import pytest
from api_problem import is_problem
from fastapi.testclient import TestClient

from assistant.answer import answer_json
from corpus.library import FILE
from ui.api import create_app
from ui.desk import Asked, Desk
from ui.wire_answer import AnswerOut
from ui.wire_library import AreasOut, DocumentDetailOut, DocumentsOut, ParagraphDetailOut, SearchOut

PREGNANT = "When do I have to refer an unborn baby?"
OVERDOSE = "She has taken an overdose and she is not breathing."


@pytest.fixture(scope="module")
def api(demo_settings):
    with TestClient(create_app(demo_settings, chat=False)) as client:
        yield client


@pytest.fixture
def bare(demo_settings, tmp_path):
    """The API on a data folder in which there is nothing."""
    with TestClient(create_app(demo_settings.model_copy(update={"data": tmp_path}), chat=False)) as client:
        yield client


def ask(client, question, **rest):
    return client.post("/v1/ask", json={"question": question, **rest})


def test_an_answer_has_the_fields_that_openapi_promises(api):
    reply = ask(api, PREGNANT, area="thornmere", explain=True)
    answer = AnswerOut.model_validate(reply.json())
    assert answer.outcome == "answered"
    assert answer.considered
    cited = answer.citations[0]
    text = api.get(f"/v1/paragraphs/{cited.paragraph_id}?edition={cited.edition}").json()["text"]
    assert text[cited.start : cited.end] == cited.quote


def test_the_same_question_gets_the_same_answer_from_every_face(api, demo_settings):
    changing = ("id", "asked_at", "timings_ms")
    with Desk(demo_settings) as desk:
        direct = answer_json(desk.ask(Asked(text=PREGNANT, area="thornmere")))
    over_http = ask(api, PREGNANT, area="thornmere").json()
    assert {k: v for k, v in over_http.items() if k not in changing} == {
        k: v for k, v in direct.items() if k not in changing
    }


def test_a_follow_up_takes_its_history_as_strings_or_with_answer_ids(api):
    first = ask(api, PREGNANT, area="thornmere").json()
    for turn in (PREGNANT, {"question": first["question"], "answer_id": first["id"]}):
        assert ask(api, "And in Aldwater?", area="thornmere", history=[turn]).status_code == 200


@pytest.mark.parametrize(
    "rest", [{}, {"area": "no-such-area"}, {"nation": "atlantis"}, {"history": ["x"] * 30}], ids=str
)
@pytest.mark.parametrize("padding", ["", " and I do not know what to do" * 200], ids=["short", "long"])
def test_an_urgent_question_is_answered_whatever_else_is_wrong(bare, rest, padding):
    reply = ask(bare, OVERDOSE + padding, **rest)
    assert reply.status_code == 200
    answer = AnswerOut.model_validate(reply.json())
    assert answer.outcome == "urgent"
    assert "999" in [contact.phone for contact in answer.urgent.contacts]


@pytest.mark.parametrize(
    "body",
    [
        {"question": OVERDOSE, "date": "31/02/2025"},
        {"question": OVERDOSE, "tone": "kind", "area": 9},
        {"text": OVERDOSE},
        [OVERDOSE],
        f'{{"question": "{OVERDOSE}',
        OVERDOSE,
    ],
    ids=str,
)
def test_an_urgent_question_is_answered_though_the_request_is_malformed(bare, body):
    sent = {"json": body} if not isinstance(body, str) else {"content": body.encode()}
    reply = bare.post("/v1/ask", **sent, headers={"content-type": "application/json"})
    assert reply.status_code == 200
    assert AnswerOut.model_validate(reply.json()).outcome == "urgent"


def test_a_malformed_question_with_an_urgent_turn_before_it_is_refused(bare):
    is_problem(bare.post("/v1/ask", json={"question": PREGNANT, "history": [OVERDOSE], "date": "then"}), 400)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"question": PREGNANT, "tone": "kind"}, "tone"),
        ({"question": 7}, "question"),
        ({"question": PREGNANT, "date": 20250101}, "date"),
        ({"question": PREGNANT, "date": "yesterday"}, "date"),
        ({"question": PREGNANT, "explain": "yes"}, "explain"),
        ({"question": PREGNANT, "history": [{"answer": "x"}]}, "history"),
        ({}, "question"),
    ],
    ids=str,
)
def test_a_malformed_question_is_refused_with_the_field_and_without_what_was_sent(api, body, field):
    problem = is_problem(api.post("/v1/ask", json=body), 400)
    assert any(error["field"].startswith(field) for error in problem["errors"])
    assert PREGNANT not in str(problem)


def test_what_is_not_json_is_malformed(api):
    is_problem(api.post("/v1/ask", content=b'{"question": ', headers={"content-type": "application/json"}), 400)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_a_question_outside_the_limits_is_told_the_limit(api, text):
    assert "4,000" in is_problem(ask(api, text), 422)["detail"]


def test_a_body_that_is_too_large_is_refused(api):
    is_problem(ask(api, "x" * 2_100_000), 413)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/documents/none",
        "/v1/paragraphs/none:1",
        "/v1/paragraphs/thornmere-protocol:4.2?edition=1999",
        "/v1/nothing",
        "/nothing",
    ],
)
def test_what_is_not_there_is_a_404(api, path):
    is_problem(api.get(path), 404)


@pytest.mark.parametrize("scope", [{"area": "no-such-area"}, {"nation": "atlantis"}], ids=str)
def test_an_unknown_area_or_nation_is_a_404(api, scope):
    is_problem(ask(api, PREGNANT, **scope), 404)


def test_an_unknown_id_is_masked_where_it_is_repeated(api):
    detail = is_problem(ask(api, PREGNANT, area="Jayden Smith 07700 900123"), 404)["detail"]
    assert "thornmere" in detail
    assert "Jayden" not in detail
    assert "900123" not in detail


def test_the_wrong_method_is_a_405_that_says_the_right_one(api):
    reply = api.get("/v1/ask")
    is_problem(reply, 405)
    assert reply.headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/documents/x", "/v1/paragraphs/x", "/v1/areas"])
def test_without_a_library_every_reading_is_a_503(bare, path):
    is_problem(bare.get(path), 503)


def test_without_a_library_a_question_is_a_503_and_the_server_is_alive_but_not_ready(bare):
    is_problem(ask(bare, PREGNANT), 503)
    is_problem(bare.post("/v1/search", json={"query": "lock box"}), 503)
    assert bare.get("/healthz").json() == {"status": "ok"}
    assert bare.get("/readyz").status_code == 503


def test_a_library_that_is_not_one_is_a_fault_without_internals(demo_settings, tmp_path):
    (tmp_path / FILE).write_bytes(b"not a database" * 400)
    app = create_app(demo_settings.model_copy(update={"data": tmp_path}), chat=False)
    with TestClient(app, raise_server_exceptions=False) as client:
        reply = client.get("/v1/documents")
    assert reply.status_code in (500, 503)
    problem = is_problem(reply, reply.status_code)
    assert "sqlite" not in str(problem).lower().replace(FILE, "")


def test_documents_areas_and_paragraphs_have_the_fields_that_openapi_promises(api):
    documents = DocumentsOut.model_validate(api.get("/v1/documents").json()).documents
    protocol = [each for each in documents if each.id == "thornmere-protocol"]
    assert [each.state for each in protocol] == ["current", "superseded"]
    detail = DocumentDetailOut.model_validate(api.get("/v1/documents/thornmere-protocol").json())
    assert detail.paragraphs == len(detail.contents)
    assert [each.state for each in detail.editions] == ["superseded"]
    areas = AreasOut.model_validate(api.get("/v1/areas").json()).areas
    assert [area.id for area in areas] == ["aldwater", "thornmere"]


def test_a_paragraph_comes_with_its_neighbours_and_every_id_stands_in_a_path(api):
    contents = api.get("/v1/documents/thornmere-protocol").json()["contents"]
    for before, entry, after in zip(contents, contents[1:], contents[2:], strict=False):
        found = ParagraphDetailOut.model_validate(api.get(f"/v1/paragraphs/{entry['id']}").json())
        assert (found.previous.id, found.id, found.next.id) == (before["id"], entry["id"], after["id"])
        assert found.document.id == "thornmere-protocol"
    assert api.get(f"/v1/paragraphs/{contents[0]['id']}").json()["previous"] is None
    assert api.get(f"/v1/paragraphs/{contents[-1]['id']}").json()["next"] is None


def test_search_finds_paragraphs_best_first(api):
    found = SearchOut.model_validate(
        api.post("/v1/search", json={"query": "lockable box", "area": "thornmere", "k": 5}).json()
    )
    scores = [hit.score for hit in found.results]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("body", "status"), [({"query": "x", "k": 51}, 422), ({"query": ""}, 422), ({"query": "x", "k": "5"}, 400)]
)
def test_a_search_outside_its_limits_is_refused(api, body, status):
    is_problem(api.post("/v1/search", json=body), status)


def test_feedback_is_kept_beside_its_answer_and_masked(api):
    answer_id = ask(api, PREGNANT, area="thornmere").json()["id"]
    sent = {"answer_id": answer_id, "helpful": False, "comment": "Ring me on 07700 900123 about it"}
    assert api.post("/v1/feedback", json=sent).status_code == 201
    ((helpful, comment),) = api.app.state.desk.records().feedback(answer_id)
    assert not helpful
    assert "07700" not in comment
    assert "about it" in comment


def test_feedback_about_no_answer_is_a_404(api):
    is_problem(api.post("/v1/feedback", json={"answer_id": "none", "helpful": True}), 404)


def test_every_answer_is_kept_masked(api):
    answer_id = ask(api, "Her number is 07700 900123. Do I need consent to share it?", area="thornmere").json()["id"]
    assert "07700" not in str(api.app.state.desk.records().answer(answer_id))


def test_a_record_that_cannot_be_kept_costs_nobody_an_answer(demo_settings, tmp_path):
    shutil.copytree(demo_settings.data, tmp_path, dirs_exist_ok=True)
    for file in tmp_path.glob("records.sqlite*"):
        file.unlink()
    (tmp_path / "records.sqlite").mkdir()
    with TestClient(create_app(demo_settings.model_copy(update={"data": tmp_path}), chat=False)) as client:
        assert ask(client, PREGNANT, area="thornmere").status_code == 200


def test_ready_once_the_index_finds_itself(api):
    ready = api.get("/readyz")
    assert ready.status_code == 200
    assert set(ready.json()) == {"status", "library", "generation", "embedder"}


def test_openapi_lists_every_route_with_an_example_of_each_request(api):
    described = api.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/v1/ask",
        "/v1/search",
        "/v1/feedback",
        "/v1/answers/{answer_id}/note",
        "/v1/answers/{answer_id}/answered-by",
        "/v1/documents",
        "/v1/documents/{document_id}",
        "/v1/documents/{document_id}/diff",
        "/v1/paragraphs/{paragraph_id}",
        "/v1/areas",
        "/v1/quiz/sets",
        "/v1/quiz/sets/{set_id}",
        "/v1/quiz/sets/{set_id}/items/{item_id}",
        "/v1/quiz/sets/{set_id}/review",
        "/v1/quiz/sets/{set_id}/export",
        "/v1/quiz/sets/{set_id}/export/notes",
        "/v1/quiz/import",
        "/v1/quiz/stale",
        "/v1/evals/runs",
        "/v1/evals/runs/{run_id}",
        "/healthz",
        "/readyz",
    }
    schemas = described["components"]["schemas"]
    assert all(schemas[name]["examples"] for name in ("AskIn", "SearchIn", "FeedbackIn", "AnsweredByIn"))


def test_every_reply_says_that_nothing_may_be_loaded_for_it(api):
    for path in ("/v1/areas", "/v1/none", "/healthz"):
        assert api.get(path).headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
