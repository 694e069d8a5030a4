"""Criteria reading, on the demonstration area: no line is marked with words that ask, suppose, or deny something else."""

import pytest

from assistant.answer import CriteriaShown
from assistant.ask import ask
from assistant.board import Board
from assistant.criteria_reply import LineStatus
from assistant.question import Question, Turn


def laid_out(board: Board, *turns: str) -> CriteriaShown:
    history = tuple(Turn(question=turn) for turn in turns[:-1])
    found = ask(Question(text=turns[-1], history=history, area="thornmere"), board).criteria
    assert found is not None
    return found


def shown(found: CriteriaShown, status: LineStatus) -> dict[str, str | None]:
    return {it.id: it.because for it in found.lines if it.status is status}


NO_DENIAL = "Foster carer noticed baby is jittery and won't feed, mum used crack in pregnancy. Do I need to refer?"


@pytest.mark.parametrize(
    "turns",
    [
        (
            "Can I share it with school? carers says dad turned up for contact smelling of drink. can she refuse to let him in",
        ),
        ("is a relapse a reason to refer",),
        ("Can I share mum's relapse with school without asking her?", "and if he says no?"),
        ("Can I share mum's relapse with school without asking her?", "and if he says no"),
        ("Should I refer?", "what if dad hits mum"),
        ("Should I refer? can dad drive them if hes had a drink",),
    ],
)
def test_what_asks_or_supposes_is_never_said_of_a_line(turns: tuple[str, ...], demo_board: Board) -> None:
    found = laid_out(demo_board, *turns)
    assert [it.id for it in found.lines if it.status is not LineStatus.NOT_SAID or it.because] == []


def test_a_question_that_follows_leaves_what_was_said_as_it_was(demo_board: Board) -> None:
    fact = "dad drives the kids to school after drinking the night before, is that a referral"
    before = laid_out(demo_board, fact)
    after = laid_out(demo_board, fact, "and what if she says he hits mum")
    assert shown(before, LineStatus.SAID) == {
        "driving": "dad drives the kids to school after drinking the night before"
    }
    assert [(it.id, it.status, it.because) for it in after.lines] == [
        (it.id, it.status, it.because) for it in before.lines
    ]


def test_a_negation_of_something_else_denies_no_line(demo_board: Board) -> None:
    found = laid_out(demo_board, NO_DENIAL)
    assert shown(found, LineStatus.CONTRADICTED) == {}
    assert shown(found, LineStatus.SAID) == {"unborn": "mum used crack in pregnancy."}
    assert not any("jittery" in (it.because or "") for it in found.lines)


def test_what_denies_a_line_in_its_own_words_still_does(demo_board: Board) -> None:
    found = laid_out(demo_board, "Dad drinks at home but they haven't got a car. Should I refer?")
    assert set(shown(found, LineStatus.CONTRADICTED)) == {"driving"}


def test_words_of_time_alone_touch_no_line(demo_board: Board) -> None:
    turns = ("who do i ring about a child living in a flat where drugs are used", "its nearly 7pm on a friday")
    assert not any("7pm" in (it.because or "") for it in laid_out(demo_board, *turns).lines)
