"""Questions that ask two things: what was not found is named, and what was found is not said to be missing."""

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.outcome import Outcome
from assistant.parts import parts_of
from assistant.question import Question

BOTH_THERE = [
    "How soon must written confirmation follow a call and who do I ring at the weekend?",
    "When must a lead professional be named and who chairs the meeting?",
    "What happens at Stage 2 of escalation and where is it recorded?",
]
ONE_THERE = [
    ("How often is the Level 3 plan reviewed, and what is the bus timetable to the hub?", "bus timetable"),
    ("When must the lockable box be offered and what colour is the padlock?", "padlock"),
    ("What training must a new starter do and which parking permit do trainers need?", "parking permit"),
]


@pytest.mark.parametrize("text", BOTH_THERE)
def test_nothing_is_said_to_be_missing_where_both_parts_are_answered(text: str, demo_board: Board) -> None:
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    assert answer.outcome is Outcome.ANSWERED
    assert not any("this part of your question" in line for line in answer.not_said)


def test_the_best_paragraph_for_each_part_is_quoted(demo_board: Board) -> None:
    text = "dad's out of prison on friday, how much notice should probation have given us and when is he most at risk of OD"
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    cited = [it.paragraph_id for it in answer.citations]
    assert {"thornmere-information-sharing:8.3", "thornmere-protocol:3.9"} <= set(cited), cited
    assert not any("this part of your question" in line for line in answer.not_said)


@pytest.mark.parametrize(("text", "missing"), ONE_THERE)
def test_the_part_that_was_not_found_is_named(text: str, missing: str, demo_board: Board) -> None:
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert [missing in line for line in answer.not_said if "this part of your question" in line] == [True]
    assert answer.citations


def test_a_story_before_a_question_is_no_part_of_it() -> None:
    assert parts_of("She has moved in with her nan and the school is worried. Who leads the plan?") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Which rehabs near here take mothers with their children, and how long is the wait?",
        "What does a place at the swimming club cost, and how many children can they have in a week?",
    ],
)
def test_a_part_that_leans_on_one_that_was_not_found_is_not_answered_alone(text: str, demo_board: Board) -> None:
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    assert answer.outcome is Outcome.NOT_IN_GUIDANCE
    assert not answer.citations
