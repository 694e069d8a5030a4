import json
from pathlib import Path

import pytest

from assistant.outcome import Outcome
from corpus.errors import SuiteError
from evals.case import Case, MustCite
from evals.suite import read_suite

GOOD = {
    "id": "a-1",
    "tags": ["refer"],
    "question": "Who leads?",
    "history": ["What is a plan?"],
    "area": "thornmere",
    "outcome": "answered",
    "must_cite": [{"document": "protocol", "quote": "the midwife leads", "number": "4.2"}],
}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "suite.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    assert read_suite(written(tmp_path, GOOD, "", {"id": "a-2", "question": "Q?", "outcome": "out_of_scope"})) == (
        Case(
            id="a-1",
            question="Who leads?",
            outcome=Outcome.ANSWERED,
            tags=("refer",),
            history=("What is a plan?",),
            area="thornmere",
            must_cite=(MustCite(document="protocol", quote="the midwife leads", number="4.2"),),
        ),
        Case(id="a-2", question="Q?", outcome=Outcome.OUT_OF_SCOPE),
    )


def test_a_case_becomes_a_question_with_its_turns(tmp_path: Path) -> None:
    asked = read_suite(written(tmp_path, GOOD))[0].asked()
    assert (asked.text, asked.area, [turn.question for turn in asked.history]) == (
        "Who leads?",
        "thornmere",
        ["What is a plan?"],
    )


def test_every_mistake_is_listed_at_once_by_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        GOOD,
        "{not json",
        GOOD,
        {"id": "a-3", "question": "", "outcome": "maybe", "notes": "x"},
        {**GOOD, "id": "a-4", "outcome": "urgent"},
        {**GOOD, "id": "a-5", "must_cite": [{"document": "protocol", "quote": "…"}]},
    )
    with pytest.raises(SuiteError) as caught:
        read_suite(path)
    message = str(caught.value)
    for expected in (
        "line 2: not JSON",
        "line 3: id 'a-1' was used on line 1",
        "line 4: question",
        "line 4: outcome",
        "line 4: notes",
        "line 5: must_cite given",
        "line 6: the quote",
    ):
        assert expected in message
    assert "7 mistake(s)" in message


def test_a_file_without_cases_and_a_missing_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no case found"):
        read_suite(written(tmp_path, ""))
    with pytest.raises(SuiteError, match="could not read"):
        read_suite(tmp_path / "none.jsonl")
