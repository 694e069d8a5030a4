"""Spreadsheets for classroom tools: where their templates want what, and the limits that they set."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from quiz_examples import BY_KIND, CHOICES, ITEMS, same
from test_evals_quiz_export import SETS

from evals.quiz_classroom import SECONDS
from evals.quiz_export import QuizFormat, export
from evals.quiz_item import Item, ItemKind

KAHOOT_SECONDS = (5, 10, 20, 30, 60, 90, 120, 240)
"""What Kahoot's template lists."""
Rows = list[tuple[object, ...]]


def sheets(items: tuple[Item, ...], form: QuizFormat) -> tuple[dict[str, Rows], tuple[str, ...]]:
    from openpyxl import load_workbook

    made = export(items, form)
    book = load_workbook(BytesIO(made.contents))
    assert all(cell.data_type != "f" for page in book.worksheets for row in page.iter_rows() for cell in row)
    return {
        page.title: [tuple(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets
    }, made.notes


def test_kahoot_gets_its_own_layout() -> None:
    pages, _ = sheets(ITEMS, QuizFormat.KAHOOT)
    rows = pages["Kahoot"]
    assert next(iter(pages)) == "Kahoot"
    assert [row[0] for row in rows[:8]] == [None] * 8
    assert rows[7][1] == "Question - max 120 characters"
    assert rows[7][-1] == "Correct answer(s) - choose at least one"
    assert [row[0] for row in rows[8:]] == list(range(1, len(rows) - 7))
    assert SECONDS in KAHOOT_SECONDS
    assert {row[6] for row in rows[8:]} == {SECONDS}


def test_kahoot_gets_a_row_for_each_question_and_says_what_is_left_out() -> None:
    pages, notes = sheets(ITEMS, QuizFormat.KAHOOT)
    rows = pages["Kahoot"][8:]
    assert len(rows) == 4 + 3 + 3
    assert rows[0][2] == "Within 2 hours"
    assert (rows[0][7], rows[1][7]) == ("1", "1,4")
    for row, step in zip(rows[3:6], BY_KIND[ItemKind.ORDERING].order, strict=True):
        assert row[int(str(row[7])) + 1] == step
    assert notes == ("harbour-gap: left out. Kahoot's spreadsheet has no gap to fill.",)


def test_what_kahoot_has_no_room_for_is_on_a_second_sheet() -> None:
    pages, _ = sheets(ITEMS, QuizFormat.KAHOOT)
    answers = pages["Answers"][1:]
    assert [row[0] for row in answers] == [row[0] for row in pages["Kahoot"][8:]]
    assert answers[1][3] == "Within 2 hours; %50% of the [team]"
    assert all(same(ITEMS[0].feedback) in str(row[4]) and "paragraph 4.7" in str(row[4]) for row in answers)


def test_kahoot_names_every_text_that_is_too_long_in_one_line_a_question() -> None:
    choices = (replace(CHOICES[0], text="Answer " * 12), replace(CHOICES[1], text="Other " * 13), CHOICES[2])
    asked = replace(ITEMS[0], stem="Long " * 30, choices=choices)
    _, notes = sheets((asked, replace(ITEMS[0], id="short")), QuizFormat.KAHOOT)
    assert notes == (
        "harbour-multiple_choice (number 1): the question has 149 characters; Kahoot takes 120, and 2 answers have up to 83 "
        "characters; Kahoot takes 75. Shorten it before or after the import.",
    )


def test_a_question_that_is_too_long_for_kahoot_leaves_out_where_it_stands() -> None:
    lead = f"“{ITEMS[0].source.title}”, section “At the desk by day and at night, and who may be called then”. "
    long, short = replace(ITEMS[0], stem=f"{lead}By when?"), replace(ITEMS[0], id="short", stem="“Log”. By when?")
    pages, notes = sheets((long, short), QuizFormat.KAHOOT)
    assert [row[1] for row in pages["Kahoot"][8:]] == ["By when?", "“Log”. By when?"]
    assert pages["Answers"][1][2] == f"{lead}By when?"
    assert notes == (
        "harbour-multiple_choice (number 1): the document and section before it are left out, so that it fits; the sheet Answers "
        "has them.",
    )
    _, notes = sheets((replace(long, stem=f"{lead}{'By when? ' * 20}"),), QuizFormat.KAHOOT)
    assert "left out" not in notes[0]


def test_quizizz_gets_every_kind() -> None:
    pages, notes = sheets(ITEMS, QuizFormat.QUIZIZZ)
    header, *rows = pages["Quizizz"]
    assert header[1] == "Question Type"
    assert [row[1] for row in rows[:4]] == ["Multiple Choice", "Checkbox", "Multiple Choice", "Fill-in-the-Blank"]
    assert rows[3][2:4] == BY_KIND[ItemKind.GAP].accepted
    assert notes == ()


@pytest.mark.parametrize("form", [QuizFormat.KAHOOT, QuizFormat.QUIZIZZ])
def test_right_answers_are_filled_cells_whatever_the_text(form: QuizFormat) -> None:
    @settings(max_examples=4, deadline=None, database=None)
    @given(SETS)
    def holds(items: tuple[Item, ...]) -> None:
        pages, _ = sheets(items, form)
        rows = pages["Kahoot"][8:] if form is QuizFormat.KAHOOT else pages["Quizizz"][1:]
        for row in rows:
            places = row[7]
            assert all(row[1 + int(at)] for at in str(places).split(",")) if places else row[1] == "Fill-in-the-Blank"

    holds()
