"""Whose rules speak: areas, nations, dates, and what a question names."""

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.lookup import asked_numbers
from assistant.outcome import Outcome
from assistant.places import named_in
from assistant.question import Question
from corpus.document import Nation
from corpus.errors import UnknownArea


def asked(board: Board, text: str, area: str | None = None, on: date | None = None) -> Answer:
    return ask(Question(text=text, area=area, on=on), board)


def areas_of(answer: Answer) -> set[str | None]:
    return {citation.area for citation in answer.citations}


PREGNANCY = "By which week of pregnancy must a referral be made before the birth?"


def test_a_picked_area_hears_only_its_own_protocol(demo_board: Board) -> None:
    assert "aldwater" not in areas_of(asked(demo_board, PREGNANCY, "thornmere"))
    assert "thornmere" not in areas_of(asked(demo_board, PREGNANCY, "aldwater"))


def test_without_an_area_no_local_document_speaks_in_a_library_of_two(demo_board: Board) -> None:
    assert areas_of(asked(demo_board, PREGNANCY)) <= {None}


def test_an_area_named_in_the_question_overrides_the_picker_and_says_so(demo_board: Board) -> None:
    answer = asked(demo_board, "In Aldwater, " + PREGNANCY.lower(), "thornmere")
    assert answer.scope.area == "aldwater"
    assert "Aldwater" in answer.scope_notes[0]
    assert "thornmere" not in areas_of(answer)


def test_a_place_without_documents_is_not_answered_from_elsewhere(demo_board: Board) -> None:
    for text in ("Who takes referrals in Leeds?", "what is the out of hours number for glasgow children's services?"):
        answer = asked(demo_board, text, "thornmere")
        assert answer.outcome is Outcome.NOT_IN_GUIDANCE
        assert answer.citations == ()


def test_a_nation_without_documents_is_not_answered_from_another(demo_board: Board) -> None:
    answer = asked(demo_board, "What does Welsh guidance say about parents who drink?")
    assert answer.outcome is Outcome.NOT_IN_GUIDANCE
    assert "Wales" in answer.message


def test_of_several_nations_those_with_documents_answer_and_the_others_are_said(demo_board: Board) -> None:
    for text in (
        "What must every service ask adults about children in England and Wales?",
        "In Wales and England, what must every service ask adults about children?",
    ):
        answer = asked(demo_board, text)
        assert answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
        assert answer.scope.nation is Nation.ENGLAND
        assert "There is no document here for Wales." in answer.scope_notes


def test_a_place_named_beside_an_area_of_the_library_is_answered_for_that_area(demo_board: Board) -> None:
    answer = asked(demo_board, "A family has moved from Leeds to Thornmere. By which week of pregnancy must we refer?")
    assert answer.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    assert answer.scope.area == "thornmere"
    assert "There is no document here for Leeds." in answer.scope_notes


def test_an_unknown_area_is_an_error_that_lists_the_known_ones(demo_board: Board) -> None:
    with pytest.raises(UnknownArea, match="aldwater, thornmere"):
        asked(demo_board, PREGNANCY, "atlantis")


def test_the_date_decides_which_edition_speaks(demo_board: Board) -> None:
    text = "When does the Thornmere protocol ask for a referral in pregnancy?"
    now = asked(demo_board, text, "thornmere")
    then = asked(demo_board, text, "thornmere", date(2022, 3, 1))
    assert {it.edition for it in now.citations if it.document_id == "thornmere-protocol"} <= {"2025-04"}
    assert {it.edition for it in then.citations if it.document_id == "thornmere-protocol"} == {"2021-06"}
    assert all(it.published <= "2022-03" for it in then.citations)
    old = next(it for it in then.citations if it.document_id == "thornmere-protocol")
    assert "April 2025" in old.notes[0]


def test_a_number_is_looked_up_in_the_area_s_own_documents(demo_board: Board) -> None:
    ours, theirs = (asked(demo_board, "Show me paragraph 4.3", area) for area in ("thornmere", "aldwater"))
    assert {it.area for it in ours.citations} == {"thornmere"}
    assert {it.area for it in theirs.citations} == {"aldwater"}
    assert {it.number for it in (*ours.citations, *theirs.citations)} == {"4.3"}


def test_a_number_that_a_named_document_prints_is_shown_whole(demo_board: Board) -> None:
    answer = asked(demo_board, "paragraph 4.3 of the Thornmere joint protocol", "thornmere")
    assert [it.paragraph_id for it in answer.citations] == ["thornmere-protocol:4.3"]
    assert answer.outcome is Outcome.ANSWERED


def test_a_number_in_several_documents_gives_each_and_asks_back(demo_board: Board) -> None:
    answer = asked(demo_board, "What does paragraph 4.3 say?", "thornmere")
    assert len({it.document_id for it in answer.citations}) == len(answer.citations) > 1
    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert "?" in answer.questions[0]


def test_a_number_that_nobody_prints_is_not_in_the_guidance(demo_board: Board) -> None:
    assert asked(demo_board, "Show me paragraph 99.9").outcome is Outcome.NOT_IN_GUIDANCE


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Show me paragraph 313.", ["313"]),
        ("10.3 §5", ["5"]),
        ("finding 11", ["11"]),
        ("Recommendation 4 please", ["4"]),
        ("para 4.7 and section 5", ["4.7", "5"]),
        ("4.7?", ["4.7"]),
        ("she is 16 weeks and has 3 children", []),
        ("section 17 years ago", []),
        ("level 4 referral", []),
        ("is a section 47 enquiry the same thing", []),
        ("section 5 of the Solihull protocol", ["5"]),
        ("section 17 of the thresholds guide", ["17"]),
    ],
)
def test_numbers_that_are_asked_for(text: str, numbers: list[str]) -> None:
    assert [it.number for it in asked_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("text", "elsewhere", "nations"),
    [
        ("what do they do in Leeds", ("Leeds",), ()),
        ("reading with the child in bath time", (), ()),
        ("the duty desk in Reading", ("Reading",), ()),
        ("Northern Ireland's guidance", (), (Nation.NORTHERN_IRELAND,)),
        ("an English teacher", (), ()),
        ("English guidance", (), (Nation.ENGLAND,)),
        ("over the border in Scotland", (), (Nation.SCOTLAND,)),
    ],
)
def test_places_that_are_named(text: str, elsewhere: tuple[str, ...], nations: tuple[Nation, ...]) -> None:
    named = named_in(text, {})
    assert (named.elsewhere, named.nations) == (elsewhere, nations)
