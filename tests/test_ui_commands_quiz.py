"""`soundingboard quiz`: a set made from the demonstration area, listed, reviewed, and its wrong uses."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from h5p_fields import field_mistakes
from qti_written import schema_mistakes
from test_evals_quiz_export import READERS, assert_survived
from test_evals_quiz_independent import assert_moodle_read, assert_qti_read
from test_evals_quiz_read import READERS as OWN_READERS
from test_evals_quiz_read import assert_read
from typer.testing import CliRunner

from evals.quiz_export import QuizFormat, export
from evals.quiz_set import read_items
from ui.cli import app

if TYPE_CHECKING:
    from corpus.settings import Settings

RUN = CliRunner()


@pytest.fixture(scope="module")
def made(demo_settings: "Settings", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of every item of the demonstration area."""
    out = tmp_path_factory.mktemp("quiz") / "set.json"
    asked = RUN.invoke(app, ["quiz", "make", "--out", str(out)], env={"SOUNDINGBOARD_DATA": str(demo_settings.data)})
    assert asked.exit_code == 0, asked.output
    return out


def test_the_demonstration_area_gives_at_least_300_items_of_every_kind(made: Path) -> None:
    items = json.loads(made.read_text(encoding="utf-8"))["items"]
    assert len(items) >= 300
    assert len({it["id"] for it in items}) == len(items)
    kinds = Counter(it["kind"] for it in items)
    assert set(kinds) == {
        "multiple_choice",
        "multiple_response",
        "true_false",
        "gap",
        "ordering",
        "matching",
        "scenario",
    }
    truths = Counter(it["choices"][0]["right"] for it in items if it["kind"] == "true_false")
    assert 0.35 < truths[True] / truths.total() < 0.65


@pytest.mark.parametrize("form", READERS)
def test_every_item_of_the_demonstration_is_read_elsewhere(form: QuizFormat, made: Path, tmp_path: Path) -> None:
    assert_survived(read_items(made), form, tmp_path)


def test_every_item_of_the_demonstration_is_read_by_the_further_readers(made: Path, tmp_path: Path) -> None:
    items = read_items(made)
    assert_moodle_read(items)
    assert_qti_read(items, tmp_path)
    assert field_mistakes(export(items, QuizFormat.H5P).contents) == []
    assert schema_mistakes(export(items, QuizFormat.QTI).contents) == []


@pytest.mark.parametrize("form", OWN_READERS)
def test_every_item_of_the_demonstration_comes_back(form: QuizFormat, made: Path, tmp_path: Path) -> None:
    assert_read(read_items(made), form, tmp_path)


def test_review_passes_what_was_made_and_marks_what_has_changed(
    made: Path, demo_settings: "Settings", tmp_path: Path
) -> None:
    environment = {"SOUNDINGBOARD_DATA": str(demo_settings.data)}
    value = json.loads(made.read_text(encoding="utf-8"))
    value["items"] = value["items"][:6]
    path = tmp_path / "set.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    first = value["items"][0]["id"]
    passed = RUN.invoke(app, ["quiz", "review", str(path), "--accept", first, "--json"], env=environment)
    assert passed.exit_code == 0, passed.output
    assert json.loads(passed.stdout)["states"] == {"proposed": 5, "accepted": 1}
    value["items"][1]["source"]["digest"] = "0" * 16
    path.write_text(json.dumps(value), encoding="utf-8")
    changed = RUN.invoke(app, ["quiz", "review", str(path)], env=environment)
    assert changed.exit_code == 1
    assert f"{value['items'][1]['id']}: stale" in changed.output
    rows = json.loads(RUN.invoke(app, ["quiz", "list", str(path), "--json"]).stdout)
    assert [it["state"] for it in rows] == ["proposed", "stale", *["proposed"] * 4]


def test_only_what_was_asked_for_is_made(demo_settings: "Settings", tmp_path: Path) -> None:
    out = tmp_path / "few.json"
    words = "--kind gap --number 4 --difficulty medium --document thornmere-escalation --json"
    asked = RUN.invoke(
        app, ["quiz", "make", "--out", str(out), *words.split()], env={"SOUNDINGBOARD_DATA": str(demo_settings.data)}
    )
    assert asked.exit_code == 0, asked.output
    items = json.loads(out.read_text(encoding="utf-8"))["items"]
    assert len(items) == 4
    assert {(it["kind"], it["source"]["document_id"]) for it in items} == {("gap", "thornmere-escalation")}


def test_an_item_that_is_not_in_the_set_is_named(made: Path, demo_settings: "Settings") -> None:
    environment = {"SOUNDINGBOARD_DATA": str(demo_settings.data)}
    wrong = RUN.invoke(app, ["quiz", "review", str(made), "--accept", "q-none"], env=environment)
    assert "q-none" in str(wrong.exception)
