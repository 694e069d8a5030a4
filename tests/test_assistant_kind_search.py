"""Who disagrees with a decision is shown how to take it further, in whatever words they say so."""

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.kind_search import kind_searches, kinds_apart
from assistant.question import Question, Turn

DISAGREE = [
    "social worker closed it and I think that's wrong",
    "they've said no further action and I disagree",
    "They told us it doesn't meet threshold but I'm not happy with that",
    "children's services closed the case too early",
    "Duty said it's not serious enough. I think it is.",
    "how do i take it further when they say no",
]
ELSEWHERE = [
    "Who leads when she is pregnant?",
    "The case is closed. Where is the file kept?",
    "Is it wrong to use a text?",
]


@pytest.mark.parametrize("text", DISAGREE)
def test_the_way_to_disagree_is_among_the_first_three(text: str, demo_board: Board) -> None:
    assert [str(it.kind) for it in kind_searches(text)] == ["disagreement"]
    answer = ask(Question(text=text, area="thornmere"), demo_board)
    first = [it.paragraph_id for it in answer.citations[:3]]
    assert any(it.startswith("thornmere-escalation:") or it == "thornmere-protocol:10.3" for it in first), first


@pytest.mark.parametrize("text", ELSEWHERE)
def test_other_questions_are_searched_with_their_own_words(text: str) -> None:
    assert kind_searches(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "my manager says dont refer but i really think we should",
        "our head says not to refer him",
        "boss wont let me refer",
    ],
)
def test_whom_the_own_manager_stops_is_shown_that_no_permission_is_needed(text: str, demo_board: Board) -> None:
    assert kind_searches(text) == ()
    assert ask(Question(text=text, area="thornmere"), demo_board).citations[0].paragraph_id == "thornmere-protocol:4.4"


def test_rules_for_pregnancy_stand_behind_where_nobody_speaks_of_one(demo_board: Board) -> None:
    first = [
        ask(Question(text=text, area="thornmere"), demo_board).citations[0].paragraph_id
        for text in ("Is a relapse on its own enough to refer?", "She is 22 weeks and relapsed. By when do we refer?")
    ]
    assert not first[0].startswith("thornmere-pre-birth:")
    assert first[1] in ("thornmere-protocol:8.1", "thornmere-pre-birth:3.1", "thornmere-pre-birth:3.2"), first


def test_a_pregnancy_that_was_spoken_of_before_is_still_one(demo_board: Board) -> None:
    before = Turn(question="She is 20 weeks pregnant and has begun to drink again.")
    answer = ask(Question(text="who leads now?", area="thornmere", history=(before,)), demo_board)
    assert "thornmere-protocol:8.2" in [it.paragraph_id for it in answer.citations[:3]]


def test_what_a_question_says_nothing_of_is_known() -> None:
    assert [
        len(kinds_apart(text)) for text in ("Who leads for a boy of ten?", "Who leads? The baby is due in May.")
    ] == [1, 0]
