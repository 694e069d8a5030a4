"""Questions with what readers thought of the paragraphs found for them: well formed, about what exists, without text."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.board import Board
from corpus.errors import SuiteError
from evals.bank_grades import GRADES, read_grades
from evals.graded import FOLDER, Graded, read_graded
from evals.question_bank import bank_files, digest_of, read_bank


@pytest.mark.parametrize(
    ("documents", "areas"),
    [
        ("demo", {None, "aldwater", "thornmere"}),
        ("demo-unread", {"thornmere"}),
        ("demo-unread-confirm", {"thornmere"}),
    ],
)
def test_what_is_graded_of_the_demonstration_area_exists(
    demo_board: Board, documents: str, areas: set[str | None]
) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        there = {it.id for it in snapshot.paragraphs(np.arange(len(snapshot.generation.entries)))}
        services = {it.id for it in snapshot.library.services()}
    questions = read_graded(documents)
    assert len(questions) > 300
    assert {name for it in questions for name in it.grades} <= there
    assert {name for it in questions for name in it.services} <= services
    assert {it.area for it in questions} == areas


def test_a_question_is_for_the_directory_where_a_service_answers_and_no_paragraph() -> None:
    def for_directory(services: dict[str, int], **grades: int) -> bool:
        return Graded(id="1", area=None, question="who?", grades=grades, services=services).for_directory

    assert for_directory({"dads": 3}, a=2)
    assert not for_directory({"dads": 3}, a=3)
    assert not for_directory({"dads": 2})
    assert not for_directory({}, a=1)


@pytest.mark.parametrize("path", [*FOLDER.glob("*.jsonl"), GRADES], ids=lambda path: path.name)
def test_grades_carry_no_text(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        assert set(said) <= {"id", "area", "question", "grades", "services", "outcome"}
        graded = {**said["grades"], **said.get("services", {})}
        assert all(" " not in name and grade in range(4) for name, grade in graded.items())


def test_right_are_the_paragraphs_of_the_highest_grade_that_helps() -> None:
    def right(**grades: int) -> frozenset[str]:
        return Graded(id="1", area=None, question="who?", grades=grades).right

    assert right(a=3, b=2, c=3) == {"a", "c"}
    assert right(a=2, b=1) == {"a"}
    assert right(a=1, b=0) == right() == frozenset()


def test_grades_of_the_bank_are_of_its_questions() -> None:
    known = {digest_of(one.standalone) for entry in read_bank(bank_files()) for one in entry.questions}
    grades = read_grades()
    assert len(grades) > 1000
    assert set(grades) <= known


def test_a_damaged_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo.jsonl").write_text('{"id": "1", "area": null, "question": "who?", "grades": {"a:1": "high"}}\n')
    monkeypatch.setattr("evals.graded.FOLDER", tmp_path)
    with pytest.raises(SuiteError, match=r"line 1: expected a question with its grades"):
        read_graded("demo")
    (tmp_path / "bank.jsonl").write_text('{"question": "12"}\n')
    with pytest.raises(SuiteError, match=r"line 1: expected a question's grades"):
        read_grades(tmp_path / "bank.jsonl")
