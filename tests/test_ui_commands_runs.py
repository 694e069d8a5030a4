import json

import pytest
from made_runs import made_case, made_run
from typer.testing import CliRunner

from corpus.errors import RunError, WrongUse
from evals.run_store import RunStore
from ui.cli import app

CASE = {
    "id": "a-1",
    "question": "Who leads for the unborn baby?",
    "outcome": "answered",
    "must_cite": [{"document": "guide", "quote": "The community midwife leads", "number": "1.1"}],
}
TEXT = (
    "# Guide\n\n## 1 Leading\n\n1.1 The community midwife leads for the unborn baby until a social worker is allocated.\n\n"
    "1.2 Write down every call that you make, with its time.\n\n1.3 Training is repeated every two years.\n"
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def asked(tmp_path, data):
    """The arguments that ask a suite of one question of a temporary library."""
    suite, documents = tmp_path / "suite.jsonl", tmp_path / "documents"
    suite.write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    documents.mkdir()
    (documents / "guide.md").write_text(TEXT, encoding="utf-8")
    return ["evals", "run", str(suite), "--library-from", str(documents)]


def done(*arguments):
    return CliRunner().invoke(app, [str(it) for it in arguments])


def test_a_run_is_stored_listed_compared_reported_and_held_to_a_baseline(asked, data, tmp_path):
    first = done(*asked)
    assert first.exit_code == 0, first.output
    [listed] = json.loads(done("evals", "runs", "--json").stdout)
    assert f"Stored as {listed['id']}." in first.output
    assert (listed["suite"], listed["questions"]) == ("suite", 1)
    file = tmp_path / "suite.baseline.toml"
    assert "figures of suite" in done("evals", "baseline", "last", file).output
    page = tmp_path / "report.html"
    second = done(*asked, "--baseline", file, "--html", page)
    assert second.exit_code == 0, second.output
    assert "0 fell" in second.output
    assert listed["id"] in page.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("value = 0.0000", "value = -1.0"), encoding="utf-8")
    fell = done(*asked, "--baseline", file)
    assert fell.exit_code == 1
    assert "FELL" in fell.output
    newest = json.loads(done("evals", "runs", "--json").stdout)[0]["id"]
    compared = json.loads(done("evals", "compare", listed["id"], newest, "--json").stdout)
    assert (compared["same"], compared["same_library"]) == (1, True)


def test_a_run_need_not_be_stored(asked, data):
    assert "Not stored" in done(*asked, "--no-keep").output
    assert not (data / "evals.sqlite").exists()


def test_the_table_names_what_got_worse(data):
    store = RunStore(data)
    store.keep(made_run(made_case("first", outcome=1.0), name="20260301T000000Z-made-0001"))
    store.keep(made_run(made_case("first", outcome=0.0), name="20260302T000000Z-made-0002"))
    shown = done("evals", "compare", "20260301", "20260302").output
    assert "-1.000 (-1.000 to -1.000)" in shown
    assert "worse" in shown
    assert done("evals", "report", "last", data / "r.html").exit_code == 0
    assert "Got worse: 1" in (data / "r.html").read_text(encoding="utf-8")


def test_a_baseline_of_another_suite_is_wrong_use(asked, tmp_path):
    file = tmp_path / "other.toml"
    figure = '[[figure]]\nscore = "outcome"\nvalue = 1.0\nquestions = 1\ntolerance = 0.0\nreason = "r"\n'
    file.write_text(f'schema = 1\nsuite = "other"\n{figure}', encoding="utf-8")
    found = done(*asked, "--baseline", file)
    assert isinstance(found.exception, RunError)
    assert "'other'" in str(found.exception)


def test_one_report_is_of_one_suite(asked, tmp_path):
    found = done(*asked, asked[2], "--html", tmp_path / "r.html")
    assert isinstance(found.exception, WrongUse)
