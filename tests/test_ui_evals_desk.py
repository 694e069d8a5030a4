"""The Evals desk without a browser: who may use it, what is refused, and that nothing is lost."""

import json

import pytest
from evals_desk import FIVE, vale_settings, workbook
from fastapi.testclient import TestClient

from corpus.library import Library
from evals.comparison import Turn
from evals.run_progress import RunStage
from evals.suite_file import read_entries
from ui.api import LARGEST_BODY, create_app
from ui.evals_door import MEGABYTES
from ui.suite_shelf import arguments_for, find_suite
from ui.wording import wording

HERE = "http://127.0.0.1:8000"
FROM_HERE = {"origin": HERE}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return vale_settings(tmp_path_factory.mktemp("vale"))


@pytest.fixture(scope="module")
def client(settings):
    with TestClient(create_app(settings, chat=False), base_url=HERE, headers=FROM_HERE) as client:
        yield client


def upload(client, path, **fields):
    with path.open("rb") as file:
        return client.post("/evals/suites", files={"file": (path.name, file)}, data=fields)


def test_every_stage_and_turn_has_its_words():
    assert set(wording("evals")["stage"]) == set(RunStage)
    assert set(wording("evals")["turn"]) == set(Turn)
    assert MEGABYTES * 1_000_000 == LARGEST_BODY


def test_a_closed_desk_is_not_there_and_no_page_leads_to_it(settings):
    with TestClient(create_app(settings, chat=False, desks=False)) as client:
        assert client.get("/evals").status_code == 404
        assert "/evals" not in client.get("/documents").text
        assert "/evals" not in client.get("/documents/vale-guide").text


@pytest.mark.parametrize("path", ["suites", "going", "case", "suites/refer/decide", "suites/refer/draft"])
def test_a_form_of_another_page_is_refused(client, settings, path):
    assert client.post(f"/evals/{path}", headers={"origin": "https://example.org"}).status_code == 403
    assert not (settings.data / "going").exists()


def test_a_file_that_is_too_large_is_refused_in_words(client, tmp_path):
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (LARGEST_BODY + 1))
    refused = upload(client, large)
    assert refused.status_code == 413
    assert "at most 2 MB" in refused.text


def test_a_suite_is_replaced_only_when_that_is_wanted_and_what_was_made_here_stays(client, settings, tmp_path):
    file = workbook(tmp_path / "stay.xlsx", FIVE)
    assert "Saved: 5 cases." in upload(client, file).text
    made = {
        "question": "Who rings?",
        "outcome": "clarify",
        "suite": "stay",
        "state": "accepted",
        "note": "",
        "area": "vale",
    }
    assert "counts from the next run" in client.post("/evals/case", data=made).text
    assert upload(client, workbook(tmp_path / "stay.xlsx", FIVE[:2])).status_code == 409
    path = settings.data / "suites" / "stay.jsonl"
    assert len(read_entries(path)) == 6
    assert "stay in the suite" in upload(client, file, replace="yes").text
    assert [it.case.question for it in read_entries(path)] == [
        "Who leads for the unborn baby?",
        FIVE[1][0],
        "Who rings?",
    ]
    assert len(list((path.parent / "former").iterdir())) == 1
    assert (path.parent / "uploaded" / "stay.xlsx").exists()


def test_wrong_lines_and_files_of_another_kind_are_told(client, tmp_path):
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "a", "question": "Who?", "outcome": "maybe"}\n{"id": "b"\n', encoding="utf-8")
    told = upload(client, lines)
    assert told.status_code == 422
    assert [f'<th scope="row">{at}</th>' in told.text for at in (1, 2, 3)] == [True, True, False]
    (tmp_path / "suite.docx").write_bytes(b"PK")
    assert "ends in .xlsx, .csv or .jsonl" in upload(client, tmp_path / "suite.docx").text


def test_what_a_person_wrote_is_escaped_and_masked_before_it_is_kept(client, settings):
    said = "Ring 01632 960123 <b>now</b>?"
    sent = {"question": said, "outcome": "clarify", "new suite": "masked", "state": "proposed"}
    shown = client.post("/evals/case", data=sent)
    assert "was taken out of it first" in shown.text
    assert "&lt;b&gt;now" in shown.text
    kept = (settings.data / "suites" / "masked.jsonl").read_text(encoding="utf-8")
    assert "01632" not in kept
    assert json.loads(kept)["state"] == "proposed"


def test_an_uploaded_question_stays_as_it_was_written_and_is_listed_masked(client, settings, tmp_path):
    asked = "Zebedee Quillfeather rings from 01632 960123: who leads?"
    uploaded = upload(client, workbook(tmp_path / "names.xlsx", [(asked, "Vale", "answered", "Vale guide 1.1", "")]))
    assert "01632" not in uploaded.text
    (it,) = read_entries(settings.data / "suites" / "names.jsonl")
    assert it.case.question == asked
    sent = {"id": it.case.id, "suite": "names", "question": asked, "area": "vale", "outcome": "answered"}
    assert "It counts from the next run" in client.post("/evals/case", data=sent | {"note": "Seen"}).text
    (it,) = read_entries(settings.data / "suites" / "names.jsonl")
    assert (it.case.question, it.case.note, it.case.must_cite) == (asked, "Seen", ())


@pytest.mark.parametrize(
    "path", ["suites/none", "runs/..%2Frecords", "going/none", "case?answer=none", "template/suite.exe"]
)
def test_what_is_not_there_is_a_404_in_words(client, path):
    reply = client.get(f"/evals/{path}")
    assert reply.status_code == 404
    assert "Expected" in reply.text


def test_the_templates_can_be_taken_and_uploaded_names_what_is_not_of_this_library(client, tmp_path):
    for kind in ("xlsx", "csv"):
        (tmp_path / f"t.{kind}").write_bytes(client.get(f"/evals/template/suite.{kind}").content)
        told = upload(client, tmp_path / f"t.{kind}")
        assert told.status_code == 422
        assert "Expected an area of the library, found &quot;Thornmere&quot;" in told.text


def test_only_a_suite_that_is_there_and_ones_own_is_decided_on(client, settings):
    sent = {"do": "drop", "id": "demo-a01"}
    assert client.post("/evals/suites/none/decide", data=sent).status_code == 404
    assert client.post("/evals/suites/demo/decide", data=sent).status_code == 422
    assert not (settings.data / "suites" / "none.jsonl").exists()


def test_the_demonstration_suite_is_not_asked_of_a_library_without_its_documents(settings):
    library = Library.open(settings.data)
    assert arguments_for(find_suite(settings, "demo"), library) == []
    library.close()


def test_without_a_library_the_desk_is_there(tmp_path, settings):
    empty = settings.model_copy(update={"data": tmp_path})
    with TestClient(create_app(empty, chat=False), base_url=HERE, headers=FROM_HERE) as client:
        assert client.get("/evals").status_code == 200
        assert client.get("/evals/case?paragraph=x").status_code == 503
