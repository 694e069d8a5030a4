"""The criteria map, its quick form and the services as the chat shows them."""

from dataclasses import replace

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from ui.chat_html import answer_html

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


def test_words_of_a_practitioner_never_become_markup(demo_board: Board) -> None:
    answer = answered(demo_board)
    assert answer.criteria is not None
    lines = tuple(replace(line, because="<script>") for line in answer.criteria.lines)
    shown = answer_html(replace(answer, criteria=replace(answer.criteria, lines=lines), view="<b>"), {})
    assert "<script>" not in shown
    assert "<b>" not in shown
