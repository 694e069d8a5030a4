"""Surveys printed in reports: what only asks its reader does not answer, unless questions are what is wanted."""

from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.only_asks import only_asks
from assistant.question import Question
from corpus.settings import Settings
from ingest.ingest import ingest

SURVEY = "1. How well does information sharing with other local agencies work for you?\n\n"
REPORT = (
    "2. Information sharing with other agencies breaks down as soon as one local agency is missing.\n\n"
    "3. Training was valued most where several services learned together over a year.\n\n"
    "4. Managers were asked for time to build partnerships between services.\n"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, demo_settings: Settings) -> Board:
    folder: Path = tmp_path_factory.mktemp("report")
    (folder / "report.md").write_text("# What workers told us\n\n" + SURVEY + REPORT, encoding="utf-8")
    settings = demo_settings.model_copy(update={"data": tmp_path_factory.mktemp("data")})
    ingest([folder], settings, lambda _: None)
    return Board.open(settings)


def test_a_survey_question_never_comes_before_what_was_found(report: Board) -> None:
    answer = ask(Question(text="How does information sharing with other agencies go wrong?", explain=True), report)
    assert answer.considered[0].paragraph_id == "report:2"


def test_a_survey_question_is_found_where_questions_are_asked_for(report: Board) -> None:
    answer = ask(
        Question(text="What did the survey ask about information sharing with other local agencies?", explain=True),
        report,
    )
    assert answer.considered[0].paragraph_id == "report:1"


@pytest.mark.parametrize(
    "text",
    [
        "Every plan must answer these questions:\nWho rings whom when your client's labour begins?",
        'Adult workers ask about children in ordinary language: "Who lives with you?"',
        "Staff should ask themselves what your day is like for this child?",
        "Where do the children sleep?",
    ],
)
def test_questions_that_guidance_tells_people_to_ask_are_guidance(text: str) -> None:
    assert not only_asks(text)
