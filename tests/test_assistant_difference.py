"""Where sources differ on one matter, it is shown side by side and never resolved; what does not differ is never shown so."""

import re
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.claim import claim_of
from assistant.difference import differing
from assistant.likeness import load_likeness_rule
from assistant.question import Question
from evals.differences import found_in, is_right, read_pairs
from evals.halves import Half, half_of

NAMES: frozenset[str] = frozenset()


def kinds(one: str, other: str) -> list[str]:
    return [str(it.what) for it in differing(claim_of(one, NAMES), claim_of(other, NAMES))]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The ward must hold a meeting.", "The ward should hold a meeting.", ["duty"]),
        ("The ward must hold a meeting.", "A ward has to hold a meeting.", []),
        ("Staff need not ask first.", "Staff must ask first.", ["duty"]),
        ("Write within 1 working day.", "Write within two working days.", ["number"]),
        ("Write within 5 working days.", "Write within a week.", []),
        ("Write within 24 hours.", "Write within one day.", []),
        ("Review it every six weeks.", "Review it every 8 weeks.", ["number"]),
        ("Refer by 16 weeks.", "Refer within 16 weeks.", []),
        ("Children under 16 are seen.", "Children under the age of 18 are seen.", ["number"]),
        ("Boys aged 4 to 17 are seen.", "Boys aged 4 to 16 are seen.", ["number"]),
        ("The midwife leads.", "The health visitor leads.", ["role"]),
        ("The lead practitioner keeps the notes.", "The lead professional keeps the notes.", []),
        ("The lead professional or social worker keeps it.", "The social worker keeps it.", []),
        ("The key worker never leads.", "The midwife leads.", []),
        ("Parents may ring the hub.", "The midwife rings the hub.", []),
        ("A carer may need help.", "A carer must need help.", []),
        ("The police must record it.", "The midwife may record it.", []),
    ],
)
def test_in_what_two_sentences_differ(one: str, other: str, expected: list[str]) -> None:
    assert kinds(one, other) == expected
    assert kinds(other, one) == expected


def test_pairs_of_the_demonstration_area_that_are_shown_do_differ(demo_board: Board) -> None:
    """Precision on both halves together at least .9, and recall at the figure that the threshold gave when it was set."""
    pairs = read_pairs()
    assert len(pairs) >= 90
    assert {half_of(it.id) for it in pairs} == set(Half)
    with demo_board.shelf.snapshot() as snapshot:
        found = [(it, shown) for it in pairs if (shown := found_in(it, snapshot, load_likeness_rule()))]
    right = sum(is_right(pair, shown) for pair, shown in found)
    assert right / len(found) >= 0.9
    assert right >= 10


def test_a_local_and_a_practice_time_limit_stand_side_by_side(demo_board: Board) -> None:
    answer = ask(
        Question(text="How soon must the first team around the family meeting be held?", area="thornmere"), demo_board
    )
    words = {it.words for shown in answer.differences for side in shown.sides for it in side.words}
    assert {"within 10 working days", "within 15 working days", "must", "should"} <= words
    assert "Where the documents differ" in answer.text
    titles = {answer.citations[side.citation - 1].title for shown in answer.differences for side in shown.sides}
    assert len(titles) >= 2
    assert_sound(answer, demo_board)


def test_two_areas_that_are_both_named_both_speak(demo_board: Board) -> None:
    text = "A mother lives in Aldwater and is treated in Thornmere. By how many weeks of pregnancy must I refer?"
    answer = ask(Question(text=text), demo_board)
    assert {citation.area for citation in answer.citations} >= {"thornmere", "aldwater"}
    assert {it.words for side in answer.differences[0].sides for it in side.words} == {"by 16 weeks", "by 22 weeks"}
    assert "Aldwater and Thornmere" in answer.scope_notes[0]
    assert_sound(answer, demo_board)


def test_asked_of_an_older_day_and_now_both_stand_side_by_side(demo_board: Board) -> None:
    text = "How soon must I confirm a referral in writing after the phone call?"
    then = date(2023, 5, 1)
    assert ask(Question(text=text, area="thornmere", on=then), demo_board).differences == ()
    answer = ask(Question(text=f"{text} Has that changed since?", area="thornmere", on=then), demo_board)
    sides = [side for shown in answer.differences for side in shown.sides]
    assert {it.words for side in sides for it in side.words} == {"within 2 working days", "within 1 working day"}
    assert {answer.citations[side.citation - 1].edition for side in sides} == {"2021-06", "2025-04"}
    assert_sound(answer, demo_board)


@pytest.mark.parametrize(
    "text",
    [
        "Who leads at Level 4?",
        "When must the Front Door tell me what happened to my referral?",
        "Do I need consent for a Level 4 referral?",
    ],
)
def test_documents_that_agree_are_not_said_to_differ(text: str, demo_board: Board) -> None:
    assert ask(Question(text=text, area="thornmere"), demo_board).differences == ()


def assert_sound(answer: Answer, board: Board) -> None:
    """Every side is a piece of its paragraph and holds its words; no side is called the right one."""
    with board.shelf.snapshot() as snapshot:
        for shown in answer.differences:
            assert len(shown.sides) >= 2
            assert [side.citation for side in shown.sides] == sorted({side.citation for side in shown.sides})
            for side in shown.sides:
                cited = answer.citations[side.citation - 1]
                text = snapshot.library.paragraph(cited.paragraph_id, cited.edition).text
                assert side.quote == text[side.start : side.end]
                assert all(text[it.start : it.end] == it.words and it.words in side.quote for it in side.words)
                assert {it.what for it in side.words} <= set(shown.what)
    assert not re.search(r"\b(?:applies|prevails|correct|takes precedence)\b", answer.text.split("###")[0])
