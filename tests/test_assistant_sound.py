"""What stands beside the quotes in both demonstration areas: the map, one question back at a time, help, people, advice."""

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.criteria_reply import REVERSE, LineStatus
from assistant.question import Question, Turn

ASKED = {
    "refer": "Do I need to refer? Dad uses heroin and I have not seen much of the home.",
    "lead": "Who leads the plan when two agencies know the family?",
    "share": "Can I share what I know about mum with the school without asking her?",
}


def asked(board: Board, area: str, text: str, *history: str) -> Answer:
    return ask(Question(text=text, area=area, history=tuple(Turn(question=it) for it in history)), board)


@pytest.mark.parametrize("area", ["thornmere", "aldwater"])
@pytest.mark.parametrize("kind", ASKED)
def test_every_map_comes_with_questions_people_and_help(demo_board: Board, area: str, kind: str) -> None:
    answer = asked(demo_board, area, ASKED[kind])
    assert answer.criteria is not None
    assert answer.criteria.map == f"{area}-{kind}"
    assert 1 <= len(answer.questions) <= 3
    assert answer.people
    assert all(it.who and it.last_checked for it in answer.services)
    assert all(it.id.startswith("aldwater") is (area == "aldwater") for it in answer.services)
    says_so = area == "thornmere" and kind != "lead"
    assert (answer.criteria.advice is not None) is says_so


@pytest.mark.parametrize("area", ["thornmere", "aldwater"])
@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize(
    ("reply", "taken"), [("yes but only at weekends", "yes"), ("no", "no"), ("not sure", "neither"), ("Yes", "yes")]
)
def test_a_reply_marks_the_line_that_was_asked_about(
    demo_board: Board, area: str, kind: str, reply: str, taken: str
) -> None:
    first = asked(demo_board, area, ASKED[kind])
    with demo_board.shelf.snapshot() as snapshot:
        criteria = next(it for it in snapshot.library.criteria(area) if it.id == f"{area}-{kind}")
    line = next(it for it in criteria.lines if it.ask == first.questions[0])
    yes = LineStatus(line.yes) if line.yes else LineStatus.NOT_SAID
    second = asked(demo_board, area, reply, ASKED[kind])
    assert second.criteria is not None
    shown = next(it for it in second.criteria.lines if it.id == line.id)
    assert shown.status == {"yes": yes, "no": REVERSE[yes]}.get(taken, LineStatus.NOT_SAID)
    assert shown.because == reply
    assert first.questions[0] not in second.questions


def test_help_is_looked_for_for_whom_it_is_asked_now(demo_board: Board) -> None:
    first = "The threshold was not met. What else can help this family? Boy aged 9 who looks after his mum."
    assert asked(demo_board, "thornmere", "anything for his dad?", first).services[0].id == "fathers-group"
