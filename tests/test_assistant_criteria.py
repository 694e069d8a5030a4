"""The criteria map in an answer, on the demonstration area: what is said, asked, read from a reply, and never decided."""

import json

import pytest

from assistant.ages import ages_in
from assistant.answer import Answer, answer_json
from assistant.ask import ask
from assistant.board import Board
from assistant.criteria_match import NAMES, load_match_rule
from assistant.criteria_reply import LineStatus
from assistant.in_play import kinds_in_play
from assistant.outcome import Outcome
from assistant.people import role_names
from assistant.question import Question, Turn
from corpus.criteria import CriteriaKind

CARING = "Year 6 girl puts her mum to bed most nights and gets her brother up, attendance is 82%. Do I need to refer?"


def asked(board: Board, text: str, *history: str, think: bool = False) -> Answer:
    turns = tuple(Turn(question=turn) for turn in history)
    return ask(Question(text=text, history=turns, area="thornmere", think=think), board)


def statuses(answer: Answer) -> dict[str, LineStatus]:
    assert answer.criteria is not None
    return {line.id: line.status for line in answer.criteria.lines}


def test_every_line_is_laid_out_with_its_quote_and_the_practitioner_s_words(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert answer.criteria is not None
    assert len(answer.criteria.lines) == 9
    for line in answer.criteria.lines:
        citation = answer.citations[line.citation - 1]
        with demo_board.shelf.snapshot() as snapshot:
            text = snapshot.library.paragraph(citation.paragraph_id, citation.edition).text
        assert line.quote in [text[start:end] for start, end in citation.spans]
    said = [line for line in answer.criteria.lines if line.status is LineStatus.SAID]
    assert [line.id for line in said] == ["heavy-caring"]
    assert "puts her mum to bed" in (said[0].because or "")
    keys = [(it.paragraph_id, it.edition) for it in answer.citations]
    assert len(set(keys)) == len(keys)


def test_a_question_says_nothing_of_a_line(demo_board: Board) -> None:
    answer = asked(demo_board, "Do I need to refer? Do we know if he drives the kids after drinking?")
    assert statuses(answer)["driving"] is LineStatus.NOT_SAID


def test_at_most_three_questions_are_asked_each_of_a_line_not_said(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert answer.criteria is not None
    assert 1 <= len(answer.questions) <= 3
    assert [it.status for it in answer.criteria.lines if it.asked] == [LineStatus.NOT_SAID] * len(answer.questions)


@pytest.mark.parametrize(("reply", "turned"), [("yes, since March", False), ("no", True), ("don't know", None)])
def test_a_reply_is_read_as_an_answer_to_the_first_question(demo_board: Board, reply: str, turned: bool | None) -> None:
    first = asked(demo_board, CARING)
    assert first.criteria is not None
    with demo_board.shelf.snapshot() as snapshot:
        criteria = next(it for it in snapshot.library.criteria("thornmere") if it.kind is CriteriaKind.REFER)
    line = next(it for it in criteria.lines if it.ask == first.questions[0])
    meaning = {False: line.yes, True: {"said": "contradicted", "contradicted": "said"}.get(line.yes, ""), None: ""}
    answer = asked(demo_board, reply, CARING)
    assert statuses(answer)[line.id] == (meaning[turned] or "not_said")
    assert statuses(answer)["heavy-caring"] is LineStatus.SAID
    assert first.questions[0] not in answer.questions


def test_the_quick_form_is_read_line_by_line_and_later_words_win(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert answer.criteria is not None
    text = {line.id: line.text for line in answer.criteria.lines}
    form = f"{text['driving']} Yes.\n{text['heavy-caring']} No.\n{text['unborn']} Not known."
    found = statuses(asked(demo_board, form, CARING))
    assert (found["driving"], found["heavy-caring"], found["unborn"]) == ("said", "contradicted", "not_said")


def test_names_in_the_words_shown_are_masked(demo_board: Board) -> None:
    answer = asked(demo_board, "Mum Tracey drove them in smelling of vodka last month. Do I need to refer?")
    assert "Tracey" not in json.dumps(answer_json(answer))
    assert answer.criteria is not None
    assert any("[mother's name]" in (line.because or "") for line in answer.criteria.lines)


def test_another_topic_puts_the_map_away(demo_board: Board) -> None:
    assert asked(demo_board, "Which training does a new receptionist need?", CARING).criteria is None
    turns = (CARING, "and she drives them home", "Which training does a new receptionist need?")
    assert kinds_in_play(turns, (None, None, None)) == (CriteriaKind.REFER, CriteriaKind.REFER, None)


def test_services_fit_the_area_and_the_ages(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert "young-carers" in [it.id for it in answer.services]
    assert len(answer.services) <= 3
    assert not any(it.id.startswith("aldwater") for it in answer.services)
    assert ages_in("a baby of 7 months and her brother, year 2") == (6, 0)


def test_a_service_not_checked_for_a_year_is_marked(demo_board: Board) -> None:
    from datetime import date

    later = ask(Question(text=CARING, area="thornmere", on=date(2027, 6, 1)), demo_board)
    assert later.services
    assert all(it.old for it in later.services)
    now = ask(Question(text=CARING, area="thornmere", on=date(2026, 4, 1)), demo_board)
    assert not any(it.old for it in now.services)


def test_a_person_is_cited_only_where_a_quote_names_the_role(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert answer.criteria is not None
    assert answer.criteria.advice is not None
    quotes = {it.quote for it in answer.citations}
    roles = {name for it in answer.people for name in role_names(it.role)}
    assert not quotes & roles, "a role's name alone was quoted"
    lead = asked(demo_board, "Who leads the plan when two agencies know the family?")
    assert lead.criteria is not None
    assert lead.criteria.advice is None


def test_the_text_keeps_the_order_and_gives_no_verdict(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert answer.criteria is not None
    parts = [answer.criteria.title, answer.questions[0], answer.services[0].name, "Who to speak to"]
    places = [answer.text.index(it) for it in parts]
    assert places == sorted(places)


def test_think_it_through_asks_for_the_view_first_and_shows_it_back(demo_board: Board) -> None:
    first = asked(demo_board, "When must I refer an unborn baby?", think=True)
    assert (first.outcome, first.citations, len(first.questions)) == (Outcome.CLARIFY, (), 1)
    view = "I think it can wait until she has had her scan."
    back = Turn(question=first.question, answer_id=first.id, put_back=True)
    second = ask(Question(text=view, history=(back,), area="thornmere", think=True), demo_board)
    assert second.view == view
    plain = asked(demo_board, "When must I refer an unborn baby?")
    assert [it.paragraph_id for it in second.citations[:2]] == [it.paragraph_id for it in plain.citations[:2]]
    assert plain.view is None


def test_a_later_question_is_thought_through_as_well_and_is_no_view_of_the_one_before(demo_board: Board) -> None:
    earlier = "When must I refer an unborn baby?"
    later = asked(demo_board, "Who leads until a social worker is there?", earlier, think=True)
    assert (later.outcome, later.view) == (Outcome.CLARIFY, None)
    turns = (Turn(question=earlier), Turn(question=later.question, put_back=True))
    view = Question(text="Me, I suppose.", history=turns, area="thornmere", think=True)
    thought = ask(view, demo_board)
    assert thought.view == "Me, I suppose."
    plain = asked(demo_board, "Who leads until a social worker is there?", earlier)
    assert thought.citations[0].paragraph_id == plain.citations[0].paragraph_id


def test_the_text_quotes_every_line_of_the_map_and_says_not_said_once(demo_board: Board) -> None:
    answer = asked(demo_board, CARING)
    assert answer.criteria is not None
    assert {it.status for it in answer.criteria.lines} >= {LineStatus.SAID, LineStatus.NOT_SAID}
    assert all(f"“{it.quote}” [{it.citation}]" in answer.text for it in answer.criteria.lines)
    assert answer.text.count("Not said yet") == 1
    places = [answer.text.index(f"“{it.quote}” [") for it in answer.criteria.lines if it.status is LineStatus.SAID]
    assert max(places) < answer.text.index("Not said yet")


def test_the_rule_weighs_every_feature() -> None:
    rule = load_match_rule()
    assert set(rule.said_weights) == set(rule.contradicted_weights) == {"bias", *NAMES}


DRIVES = (
    "A dad told me at his last review that some mornings he drives the girls to school still over the limit. Do I ring this in "
    "myself, or does my manager have to?"
)


def test_a_line_that_was_said_comes_first_where_nothing_else_is_sure_to_help(demo_board: Board) -> None:
    answer = asked(demo_board, DRIVES)
    first = answer.sections[0].statements[0]
    assert answer.citations[first.citations[0] - 1].number == "4.2"
    line = "- a child is driven by a parent who has been drinking or taking drugs"
    assert first.text.splitlines()[1:] == ["- […]", line, "- […]"]
    assert first.text.startswith("A referral must be made")


def test_a_line_that_an_earlier_turn_said_does_not_come_first_again(demo_board: Board) -> None:
    answer = asked(demo_board, "Who is told of the decision, and do I have to refer again?", DRIVES)
    assert not any("is driven by a parent" in it.text for section in answer.sections for it in section.statements[:1])


@pytest.mark.parametrize(
    ("text", "line", "status"),
    [
        (
            "yr 4 girl does all the shopping and cooking and gets her brother up, mum drinks",
            "heavy-caring",
            LineStatus.SAID,
        ),
        ("dad does all the cooking so the kids dont have to", "heavy-caring", LineStatus.CONTRADICTED),
        ("shes drinking again, baby is 4 months. is that enough to refer", "unborn", LineStatus.CONTRADICTED),
        (
            "dad drives the kids to school after drinking the night before, is that a referral",
            "driving",
            LineStatus.SAID,
        ),
    ],
)
def test_a_line_is_not_read_as_its_opposite(text: str, line: str, status: LineStatus, demo_board: Board) -> None:
    assert statuses(asked(demo_board, text))[line] is status
