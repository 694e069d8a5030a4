import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import SuiteError
from ui.cli import app

CASE = {
    "id": "a-1",
    "question": "Who leads for the unborn baby?",
    "outcome": "answered",
    "must_cite": [{"document": "guide", "quote": "The community midwife leads", "number": "1.1"}],
}


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
