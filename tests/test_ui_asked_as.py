"""Asked-as lines for people: the command line, the desk, and "this paragraph answered me"."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lido import LINE, OTHER, SECOND, put, put_down
from typer.testing import CliRunner

from corpus.asked_as import AskedAsSource, AskedAsState
from corpus.asked_as_store import FILE, AskedAsStore
from corpus.settings import Settings, load_settings
from ui.api import create_app
from ui.cli import app
from ui.wording import wording

OWN = {"origin": "http://localhost"}
MASKED = "What does paragraph 1.1 say, mum Tracey wants to know?"
"""Looked up by number, so that it is answered whatever the judge makes of a lido."""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ingested")
    put(home / "docs", load_settings().model_copy(update={"data": home / "data"}), SECOND)
    return home


@pytest.fixture
def settings(ingested: Path, tmp_path: Path) -> Settings:
    shutil.copytree(ingested / "data", tmp_path / "data")
    return load_settings().model_copy(update={"data": tmp_path / "data"})


@pytest.fixture
def desk(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings, chat=False), base_url="http://localhost") as client:
        yield client


def lines(settings: Settings) -> list[tuple[str, str, str, str]]:
    store = AskedAsStore.open(settings.data)
    try:
        return [(it.paragraph_id, it.state.value, it.source.value, it.question) for it in store.lines()]
    finally:
        store.close()


def answered(desk: TestClient, question: str = MASKED) -> tuple[str, str]:
    """The id of an answer and of a paragraph that it cites."""
    answer = desk.post("/v1/ask", json={"question": question, "area": "vale"}).json()
    return answer["id"], answer["citations"][0]["paragraph_id"]


def sent(desk: TestClient, step: str, **fields: str) -> Any:
    """The form of the first line of the page as it stands, sent with these fields."""
    page = desk.get("/asked-as").text
    (line, seen) = re.findall(r'name="line" value="(\d+)"><input type="hidden" name="seen" value="(\w*)"', page)[0]
    return desk.post("/asked-as", headers=OWN, data={"line": line, "seen": seen, "step": step, "by": "Ana", **fields})


def test_this_paragraph_answered_me_proposes_the_masked_question(desk: TestClient, settings: Settings) -> None:
    answer_id, paragraph_id = answered(desk)
    reply = desk.post(f"/v1/answers/{answer_id}/answered-by", json={"paragraph_id": paragraph_id})
    assert (reply.status_code, reply.json()["state"]) == (201, "proposed")
    ((there, state, source, question),) = lines(settings)
    assert (there, state, source) == (paragraph_id, "proposed", "chat")
    assert "paragraph 1.1" in question
    assert "Tracey" not in question


def test_only_a_paragraph_that_the_answer_cited_can_have_answered(desk: TestClient, settings: Settings) -> None:
    answer_id, paragraph_id = answered(desk)
    assert desk.post(f"/v1/answers/{answer_id}/answered-by", json={"paragraph_id": "rules:9.9"}).status_code == 404
    assert desk.post("/v1/answers/none/answered-by", json={"paragraph_id": paragraph_id}).status_code == 404
    own_words = {"paragraph_id": paragraph_id, "question": "x"}
    assert desk.post(f"/v1/answers/{answer_id}/answered-by", json=own_words).status_code == 400
    assert not (settings.data / FILE).exists() or lines(settings) == []


def test_a_reviewer_reads_a_line_beside_its_paragraph_and_decides(desk: TestClient, settings: Settings) -> None:
    assert wording("asked_as")["none"] in desk.get("/asked-as").text
    answer_id, paragraph_id = answered(desk)
    desk.post(f"/v1/answers/{answer_id}/answered-by", json={"paragraph_id": paragraph_id})
    page = desk.get("/asked-as")
    assert "The gate is locked at eight" in page.text
    assert "[mother" in page.text
    assert "script" not in page.headers["content-security-policy"]
    assert sent(desk, "accept", by=" ").status_code == 422
    assert sent(desk, "accept", seen="0" * 16).status_code == 409
    assert lines(settings)[0][1] == "proposed"
    assert wording("asked_as")["accepted"] in sent(desk, "accept").text
    assert lines(settings)[0][1] == "accepted"
    assert wording("asked_as")["dropped"] in sent(desk, "drop").text
    assert lines(settings)[0][1:] == ("dropped", "chat", "")
    assert "wants to know" not in desk.get("/asked-as").text


def test_whoever_looks_after_a_document_puts_a_question_forward_at_the_desk(
    desk: TestClient, settings: Settings
) -> None:
    form = {"step": "propose", "by": "Ana", "paragraph": "rules:1.2", "question": "does mum Tracey dip the paper strip"}
    assert wording("asked_as")["put_forward"] in desk.post("/asked-as", headers=OWN, data=form).text
    ((there, state, source, question),) = lines(settings)
    assert (there, state, source) == ("rules:1.2", "proposed", "owner")
    assert "Tracey" not in question
    for wrong in ({"paragraph": "rules:9"}, {"question": "x"}, {"by": ""}):
        assert desk.post("/asked-as", headers=OWN, data={**form, **wrong}).status_code == 422
    assert len(lines(settings)) == 1
    assert 'href="/asked-as"' in desk.get("/documents").text


@pytest.mark.parametrize("headers", [{}, {"origin": "http://elsewhere.example"}, {"host": "rebound.example", **OWN}])
def test_another_page_decides_nothing(desk: TestClient, headers: dict[str, str]) -> None:
    assert desk.post("/asked-as", headers=headers, data={"line": "1", "step": "drop", "by": "x"}).status_code == 403


def test_a_name_that_another_page_could_take_reads_nothing(desk: TestClient) -> None:
    assert desk.get("/asked-as", headers={"host": "rebound.example"}).status_code == 403


def test_every_state_and_source_has_its_words() -> None:
    words = wording("asked_as")
    assert set(words["state"]) == {it.value for it in AskedAsState}
    assert set(words["source"]) == {it.value for it in AskedAsSource}


def test_the_command_line_proposes_imports_accepts_lists_and_drops(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(settings.data))
    run = CliRunner().invoke
    assert run(app, ["asked-as", "propose", "rules:1.2", LINE, "--by", "Ana"]).exit_code == 0
    suite = tmp_path / "own.jsonl"
    cases = (
        {
            "id": "a",
            "question": "What becomes of a lost towel?",
            "outcome": "answered",
            "must_cite": [cites("towels that")],
        },
        {"id": "b", "question": "And then?", "history": ["x"], "outcome": "answered", "must_cite": [cites("Towels")]},
        {"id": "c", "question": "What is the fee?", "outcome": "not_in_guidance"},
        {"id": "d", "question": "Where is the office?", "outcome": "answered", "must_cite": [cites("no such words")]},
    )
    suite.write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    said = run(app, ["asked-as", "import", str(suite), "--accept", "--by", "Ana"])
    assert said.stdout.startswith("1 lines accepted from 4 cases")
    assert run(app, ["asked-as", "accept", "1"]).exit_code == 0
    rows = json.loads(run(app, ["asked-as", "list", "--json"]).stdout)
    assert [(it["paragraph_id"], it["state"], it["origin"]) for it in rows] == [
        ("rules:1.2", "accepted", ""),
        ("rules:1.3", "accepted", "own:a"),
    ]
    assert rows[0]["text"] == SECOND
    assert run(app, ["asked-as", "drop", "2"]).exit_code == 0
    assert [it[1] for it in lines(settings)] == ["accepted", "dropped"]


def cites(quote: str) -> dict[str, str]:
    return {"document": "rules", "quote": quote}


def test_a_retired_line_stands_beside_the_new_text_and_the_ingest_says_so(
    desk: TestClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_id, _ = answered(desk, "What does paragraph 1.2 say?")
    desk.post(f"/v1/answers/{answer_id}/answered-by", json={"paragraph_id": "rules:1.2"})
    sent(desk, "accept")
    put_down(tmp_path / "docs", OTHER, "2025-06")
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(settings.data))
    said = CliRunner().invoke(app, ["ingest", str(tmp_path / "docs")])
    assert wording("asked_as")["retired_report"].format(document="rules", count=1) in said.stdout.replace("\n", " ")
    page = desk.get("/asked-as").text
    assert wording("asked_as")["state"]["retired"] in page
    assert OTHER in page
    assert "text changed in edition 2025-06" in page
