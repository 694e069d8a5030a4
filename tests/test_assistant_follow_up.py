"""What a turn of a conversation asks, and which turns before it it leans on."""

import pytest

from assistant.alarm import tells_of_danger
from assistant.ask import ask
from assistant.board import Board
from assistant.follow_up import follow_up, is_thanks, only_place
from assistant.outcome import Outcome
from assistant.question import ANY_AREA, Question, Turn
from assistant.understand import understand
from assistant.urgent import danger_in

AREAS = ("Thornmere", "Aldwater")
REVIEW = "How often is a Level 3 plan reviewed?"


@pytest.mark.parametrize(
    "text",
    ["thanks", "ok ta", "got it, thank you", "cheers, I'll ring them now", "brilliant, that helps", "Bye!", "ok"],
)
def test_thanks_and_notes_taken_are_not_searched_for(text: str, demo_board: Board) -> None:
    answer = ask(Question(text=text, history=(Turn(question=REVIEW),), area="thornmere"), demo_board)
    assert (answer.outcome, answer.citations, len(answer.questions)) == (Outcome.CLARIFY, (), 1)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, and who leads?",
        "ok what about her sister",
        "thank you. she is pregnant too",
        "okay he drove them home drunk",
    ],
)
def test_thanks_before_something_else_is_read_on(text: str) -> None:
    assert not is_thanks(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("no, in Aldwater", True),
        ("and in Aldwater?", True),
        ("sorry, the family live in Aldwater", True),
        ("Who leads in Aldwater?", False),
        ("no, in Bradport", False),
    ],
)
def test_a_turn_that_only_names_an_area_asks_the_question_before_it_again(text: str, only: bool) -> None:
    assert only_place(text, AREAS) is only
    assert follow_up(text, [REVIEW], AREAS).again is only


@pytest.mark.parametrize(
    ("text", "nth"),
    [("show me the second one", 2), ("the last one you showed", -1), ("what is the first step?", 0), ("the 3rd", 3)],
)
def test_one_of_what_was_shown_is_picked(text: str, nth: int) -> None:
    turn = follow_up(text, [REVIEW], AREAS)
    assert (turn.nth, turn.whole) == (nth, bool(nth))


def test_a_later_turn_leans_on_the_question_that_stands_and_on_the_last() -> None:
    earlier = ["Who takes the minutes of a team around the family meeting?", "by when?", "and in writing?"]
    assert follow_up("and to whom?", earlier, AREAS).before == f"{earlier[0]} {earlier[2]}"
    new = "Which staff must repeat their training every two years?"
    assert follow_up(new, earlier, AREAS).before == ""
    assert follow_up("how long?", [*earlier, new], AREAS).before == new


def test_the_second_that_was_shown_is_quoted_whole(demo_board: Board) -> None:
    meeting = "How soon must the first team around the family meeting take place?"
    first = ask(Question(text=meeting, area="thornmere"), demo_board)
    history = (Turn(question=meeting),)
    second = ask(Question(text="show me the second one", history=history, area="thornmere"), demo_board)
    assert second.citations[0].paragraph_id == first.citations[1].paragraph_id
    with demo_board.shelf.snapshot() as snapshot:
        text = snapshot.library.paragraph(second.citations[0].paragraph_id, second.citations[0].edition).text
    assert (second.citations[0].start, second.citations[0].end) == (0, len(text))


def test_a_corrected_area_holds_until_another_is_picked(demo_board: Board) -> None:
    history = (Turn(question=REVIEW, picked="thornmere"), Turn(question="no, in Aldwater", picked="thornmere"))
    later = Question(text="What must a worker do when a child may be in danger?", history=history, area="thornmere")
    assert ask(later, demo_board).scope.area == "aldwater"
    picked = tuple(Turn(question=it.question, picked=ANY_AREA) for it in history)
    assert ask(Question(text=later.text, history=picked, area="thornmere"), demo_board).scope.area == "thornmere"


def test_a_turn_that_only_the_network_finds_urgent_is_left_out_of_the_conversation(demo_board: Board) -> None:
    danger = "a child here says he will go through with his plan once he is home"
    assert tells_of_danger(danger)
    assert danger_in(danger, demo_board.rules).score < demo_board.rules.threshold
    question = Question(text="who then?", history=(Turn(question=danger),), area="thornmere")
    with demo_board.shelf.snapshot() as snapshot:
        assert not understand(question, snapshot).before


def test_a_turn_that_finds_nothing_alone_is_read_with_the_turns_before_it(demo_board: Board) -> None:
    first = "Our Front Door referral was turned down and I think that is wrong. What can I do?"
    text = "he says the clerk mislaid the form, does that count?"
    alone = ask(Question(text=text, area="thornmere"), demo_board)
    after = ask(Question(text=text, history=(Turn(question=first),), area="thornmere"), demo_board)
    assert alone.outcome is Outcome.NOT_IN_GUIDANCE
    assert after.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
