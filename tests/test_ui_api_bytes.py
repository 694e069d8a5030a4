"""Bodies that are no text, or half a character of one."""

import pytest
from api_problem import is_problem
from fastapi.testclient import TestClient

from ui.api import create_app


@pytest.fixture(scope="module")
def api(demo_settings):
    with TestClient(create_app(demo_settings, chat=False)) as client:
        yield client


@pytest.fixture
def bare(demo_settings, tmp_path):
    """The API on a data folder in which there is nothing."""
    with TestClient(create_app(demo_settings.model_copy(update={"data": tmp_path}), chat=False)) as client:
        yield client


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/search"])
def test_half_a_character_is_replaced_and_never_a_fault(api, path):
    bodies = {
        "/v1/ask": b'{"question": "When do I refer an unborn baby? \\ud83d", "history": ["Who leads? \\ude00"]}',
        "/v1/search": b'{"query": "unborn baby \\ud83d"}',
    }
    reply = api.post(path, content=bodies[path], headers={"content-type": "application/json"})
    assert reply.status_code == 200
    if path == "/v1/ask":
        assert reply.json()["question"].endswith("\ufffd")


def test_an_urgent_question_with_half_a_character_is_urgent(bare):
    body = b'{"question": "She has taken an overdose and she is not breathing. \\ud83d"}'
    reply = bare.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert reply.json()["outcome"] == "urgent"


@pytest.mark.parametrize("body", [b'{"question": "\xff"}', b"[" * 100_000, b'{"explain": ' + b"9" * 5000 + b"}"])
def test_a_body_that_cannot_be_read_is_malformed_and_says_what_was_expected(api, body):
    reply = api.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert "JSON" in is_problem(reply, 400)["detail"]
