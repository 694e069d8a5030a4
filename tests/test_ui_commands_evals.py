import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import SuiteError
from ui import commands_judge
from ui.cli import app

CASE = {
    "id": "a-1",
    "question": "Who leads for the unborn baby?",
    "outcome": "answered",
    "must_cite": [{"document": "guide", "quote": "The community midwife leads", "number": "1.1"}],
}


@pytest.fixture(autouse=True)
def _runs_go_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(tmp_path / "data"))


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "suite.jsonl"
    path.write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    text = (
        "# Guide\n\n## 1 Leading\n\n1.1 The community midwife leads for the unborn baby until a social worker is allocated.\n\n"
        "1.2 Write down every call that you make, with its time.\n\n1.3 Training is repeated every two years.\n"
    )
    (folder / "guide.md").write_text(text, encoding="utf-8")
    return folder


def test_a_suite_is_asked_of_a_temporary_library(suite: Path, documents: Path) -> None:
    done = CliRunner().invoke(app, ["evals", "run", str(suite), "--library-from", str(documents), "--json"])
    assert done.exit_code == 0, done.output
    run = json.loads(done.stdout)[0]
    assert run["suite"] == "suite"
    assert run["cases"][0]["cited"][0] == "guide:1.1"
    assert run["figures"]["evidence"]["1"]["mean"] == 1.0


def test_misses_are_listed_when_asked_for(suite: Path, documents: Path) -> None:
    suite.write_text(json.dumps({**CASE, "outcome": "urgent", "must_cite": []}), encoding="utf-8")
    done = CliRunner().invoke(app, ["evals", "run", str(suite), "--library-from", str(documents), "--misses"])
    assert "To look at: 1" in done.output


def test_a_wrong_suite_is_refused_before_anything_is_ingested(suite: Path, documents: Path) -> None:
    suite.write_text('{"id": 1}\n', encoding="utf-8")
    done = CliRunner().invoke(app, ["evals", "run", str(suite), "--library-from", str(documents)])
    assert isinstance(done.exception, SuiteError)


def test_cited_paragraphs_go_to_a_reader_and_come_back_as_precision(
    suite: Path, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands_judge, "WORKSHEETS", tmp_path / "to-judge")
    kept = tmp_path / "kept.jsonl"
    asked = [str(suite), "--library-from", str(documents), "--judgements", str(kept)]
    done = CliRunner().invoke(app, ["evals", "judge", *asked])
    assert done.exit_code == 0, done.output
    sheet = tmp_path / "to-judge" / "suite.jsonl"
    lines = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert f"{len(lines)} cited paragraphs to judge" in done.output
    lines[0]["verdict"] = "yes"
    sheet.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = CliRunner().invoke(app, ["evals", "judged", str(sheet), "--judgements", str(kept)])
    assert "1 verdicts taken, 1 in" in done.output
    assert lines[0]["paragraph"] not in kept.read_text(encoding="utf-8")
    done = CliRunner().invoke(app, ["evals", "run", *asked, "--json"])
    precision = json.loads(done.stdout)[0]["figures"]["citation_precision"]["every"]
    assert (precision["share"]["mean"], precision["share"]["n"], precision["unjudged"]) == (1.0, 1, len(lines) - 1)
    assert "Citation precision" in CliRunner().invoke(app, ["evals", "run", *asked]).output


def test_the_guards_and_the_conversations_are_commands_too() -> None:
    listed = CliRunner().invoke(app, ["evals", "--help"]).output
    assert all(name in listed for name in ("guards", "conversations", "answers", "judge"))
