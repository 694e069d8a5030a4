"""What pages and proxies of an intranet owner send: other methods, days in other forms, no content type, no library yet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from api_problem import is_problem
from fastapi.testclient import TestClient

from corpus.settings import load_settings
from ui.api import create_app
from ui.problems import MEDIA_TYPE

QUESTION = '{"question": "Who leads the plan?"}'
JSON = {"content-type": "application/json"}


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[TestClient]:
    """The API on a data folder in which there is nothing."""
    settings = load_settings().model_copy(update={"data": tmp_path})
    with TestClient(create_app(settings, chat=False), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/readyz", 503), ("/documents", 503), ("/v1/ask", 405)]
)
def test_head_has_the_status_and_headers_of_get(bare: TestClient, path: str, status: int) -> None:
    got, asked = bare.get(path), bare.head(path)
    assert (asked.status_code, asked.headers) == (status, got.headers)


@pytest.mark.parametrize("day", ["1735689600", "0", "2025-01-01T00:00:00", "20250101", "٢٠٢٥-٠١-٠١"])
def test_a_day_in_another_form_is_refused_and_never_taken_for_another_day(bare: TestClient, day: str) -> None:
    problem = is_problem(bare.post("/v1/ask", json={"question": "Who leads the plan?", "date": day}), 400)
    assert problem["errors"] == [{"field": "date", "message": "Value error, Expected a day written like 2025-11-03."}]


def test_a_request_without_its_content_type_is_told_which(bare: TestClient) -> None:
    assert "Content-Type: application/json" in is_problem(bare.post("/v1/ask", content=QUESTION), 400)["detail"]


def test_the_name_of_an_unknown_field_is_masked(bare: TestClient) -> None:
    body = QUESTION.replace("}", ', "Jayden Smith 07700 900123": 1}')
    (error,) = is_problem(bare.post("/v1/ask", content=body, headers=JSON), 400)["errors"]
    assert error["message"] == "Extra inputs are not permitted"
    assert "Jayden" not in error["field"]
    assert "900123" not in error["field"]


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/evals/runs/last"])
def test_no_problem_names_a_folder_of_the_server(bare: TestClient, tmp_path: Path, path: str) -> None:
    reply = bare.get(path)
    assert str(tmp_path) not in is_problem(reply, reply.status_code)["detail"]


def test_the_log_names_the_folder_in_which_a_library_is_missing(
    bare: TestClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bare.get("/v1/documents")
    assert str(tmp_path) in caplog.text


def test_openapi_describes_every_problem_as_it_is_sent(bare: TestClient) -> None:
    paths = bare.get("/openapi.json").json()["paths"]
    refused: list[dict[str, Any]] = [
        reply
        for path, operations in paths.items()
        if path.startswith("/v1/")
        for operation in operations.values()
        for status, reply in operation["responses"].items()
        if status >= "400"
    ]
    assert len(refused) > 100
    for reply in refused:
        assert reply["content"] == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    assert "413" in paths["/v1/ask"]["post"]["responses"]
