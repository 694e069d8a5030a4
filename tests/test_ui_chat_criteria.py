"""The criteria map, its quick form and the services as the chat shows them."""

from dataclasses import replace
from html import escape

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.criteria_reply import LineStatus
from assistant.question import Question, Turn
from ui.chat_html import answer_html
from ui.wording import wording

CARING = "Year 6 girl puts her mum to bed most nights and gets her brother up, attendance is 82%. Do I need to refer?"


def answered(board: Board) -> Answer:
    return ask(Question(text=CARING, area="thornmere"), board)


def test_the_chat_asks_one_question_and_offers_every_line_as_a_form(demo_board: Board) -> None:
    answer = answered(demo_board)
    shown = answer_html(answer, {"thornmere": "Thornmere"})
    assert answer.criteria is not None
    assert answer.questions[0] in shown
    assert not any(it in shown for it in answer.questions[1:])
    assert shown.count("<fieldset>") == len(answer.criteria.lines)
    assert shown.count('type="radio"') == 3 * len(answer.criteria.lines)
    assert answer.services[0].name in shown


def test_advice_has_a_heading_of_its_own_and_a_service_a_day_in_words(demo_board: Board) -> None:
    answer = answered(demo_board)
    service = replace(answer.services[0], last_checked="2026-03-04")
    shown = answer_html(replace(answer, services=(service,)), {})
    assert "<h3>Asking for advice</h3>" in shown
    assert "checked on 4 March 2026" in shown


def test_words_of_a_practitioner_never_become_markup(demo_board: Board) -> None:
    answer = answered(demo_board)
    assert answer.criteria is not None
    lines = tuple(replace(line, because="<script>") for line in answer.criteria.lines)
    changed = replace(answer, criteria=replace(answer.criteria, lines=lines), view="<b>", question="<b>")
    shown = answer_html(changed, {})
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_what_was_said_stands_open_and_the_rest_in_a_fold(demo_board: Board) -> None:
    answer = answered(demo_board)
    assert answer.criteria is not None
    shown = answer_html(answer, {})
    before, _, folded = shown.partition("sb-open-lines")
    folded = folded.partition("</details>")[0]
    rest = [it for it in answer.criteria.lines if it.status is LineStatus.NOT_SAID]
    assert f"{len(rest)} things not said yet" in folded
    for line in answer.criteria.lines:
        quoted = f"<q>{escape(line.quote)}</q>"
        assert (quoted in before, quoted in folded) == (line not in rest, line in rest)
    assert folded.count("sb-cite-label") == len({it.citation for it in rest})
    assert "puts her mum to bed" in before


def test_the_view_stands_once_and_a_question_put_back_says_so(demo_board: Board) -> None:
    first = ask(Question(text="When must I refer?", area="thornmere", think=True), demo_board)
    assert wording("chat")["think_outcome"] in answer_html(first, {})
    turn = Turn(question=first.question, put_back=True)
    second = ask(Question(text="Blue, I suppose.", history=(turn,), area="thornmere", think=True), demo_board)
    shown = answer_html(second, {})
    assert shown.count("Blue, I suppose.") == 1
    assert "sb-view" not in shown
    assert wording("chat")["you_think"] in shown
    assert wording("chat")["you_asked"] not in shown


def test_an_answer_offers_its_note_with_the_answers_before_it(demo_board: Board) -> None:
    shown = answer_html(answered(demo_board), {}, earlier=["first", "a&b"])
    assert shown.count("/note?format=") == 2
    assert "earlier=first&amp;earlier=a%26b" in shown
