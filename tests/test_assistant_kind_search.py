"""Who disagrees with a decision is shown how to take it further, in whatever words they say so."""

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.kind_search import kind_searches
from assistant.question import Question

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
