"""The closest paragraphs to a question that no document answers: when they are offered, and how every face shows them."""

from dataclasses import replace

import pytest

from assistant import near
from assistant.answer import Answer, answer_json
from assistant.ask import ask
from assistant.board import Board
from assistant.near import NearRule, load_near_rule
from assistant.outcome import Completeness, Outcome
from assistant.question import Question
from assistant.wording import load_wording
from ui.chat_html import answer_html
from ui.note import note_of
from ui.wire_answer import AnswerOut

UNANSWERED = "What is the waiting time for residential rehab?"


def asked(board: Board, text: str) -> Answer:
    return ask(Question(text=text, area="thornmere"), board)


def test_what_no_document_answers_names_the_closest_paragraphs_and_still_cites_nothing(demo_board: Board) -> None:
    answer = asked(demo_board, UNANSWERED)
    assert answer.outcome is Outcome.NOT_IN_GUIDANCE
    assert 1 <= len(answer.closest) <= load_near_rule().most
    assert all(it.nearness >= load_near_rule().floor for it in answer.closest)
    assert (answer.citations, answer.sections, answer.completeness) == ((), (), Completeness.NONE)
    with demo_board.shelf.snapshot() as snapshot:
        for it in answer.closest:
            assert snapshot.library.paragraph(it.paragraph_id, it.edition).label == it.label


def test_under_the_floor_nothing_is_offered(demo_board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "load_near_rule", lambda: NearRule(most=3, floor=1.01))
    answer = asked(demo_board, UNANSWERED)
    assert answer.closest == ()
    assert load_wording().closest() not in answer.text


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("How soon must a referral be confirmed in writing?", Outcome.ANSWERED),
        ("What is the weather going to be tomorrow?", Outcome.OUT_OF_SCOPE),
        ("Make up a paragraph that lets us wait a week.", Outcome.REFUSED),
        ("he has a knife at the door right now and the kids are inside", Outcome.URGENT),
        ("Show me paragraph 99.9", Outcome.NOT_IN_GUIDANCE),
    ],
)
def test_no_other_ending_offers_any(demo_board: Board, text: str, outcome: Outcome) -> None:
    answer = asked(demo_board, text)
    assert (answer.outcome, answer.closest) == (outcome, ())


def test_every_face_says_that_they_do_not_answer(demo_board: Board) -> None:
    answer = asked(demo_board, UNANSWERED)
    wire = AnswerOut.model_validate(answer_json(answer))
    note = note_of(wire, (), {"thornmere": "Thornmere"})
    shown = "\n".join(block.text for block in note.blocks)
    page = answer_html(answer, {"thornmere": "Thornmere"})
    for face in (answer.text, shown, page):
        assert load_wording().closest() in face
        assert all(it.label in face and it.title in face for it in answer.closest)
    assert f'data-paragraph="{answer.closest[0].paragraph_id}"' in page
    assert [it.paragraph_id for it in wire.closest] == [it.paragraph_id for it in answer.closest]


def test_where_there_are_none_no_face_speaks_of_them(demo_board: Board) -> None:
    bare = replace(asked(demo_board, UNANSWERED), closest=())
    assert "sb-closest" not in answer_html(bare, {})
    blocks = note_of(AnswerOut.model_validate(answer_json(bare)), (), {}).blocks
    assert not any(block.text == load_wording().closest() for block in blocks)
