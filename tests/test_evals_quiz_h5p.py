"""The H5P question set against the fields of its content types, and what a platform would cut."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from h5p_fields import FIELDS, field_mistakes
from hypothesis import given, settings
from quiz_examples import BY_KIND, ITEMS
from test_evals_quiz_export import SETS

from evals.quiz_archive import zipped
from evals.quiz_export import QuizFormat, export
from evals.quiz_h5p import VERSIONS, h5p
from evals.quiz_item import Item, ItemKind


def test_every_kind_has_only_fields_that_its_content_type_takes_as_they_are() -> None:
    assert {f"{name} {major}.{minor}" for name, (major, minor) in VERSIONS.items()} == set(FIELDS)
    assert field_mistakes(export(ITEMS, QuizFormat.H5P).contents) == []


def test_no_text_becomes_markup_that_a_content_type_takes_away() -> None:
    @settings(max_examples=4, deadline=None, database=None)
    @given(SETS)
    def holds(items: tuple[Item, ...]) -> None:
        assert field_mistakes(export(items, QuizFormat.H5P).contents) == []

    holds()


def test_feedback_that_a_platform_would_cut_is_said() -> None:
    long = replace(BY_KIND[ItemKind.TRUE_FALSE], feedback="Log it. " * 300)
    made = export((long,), QuizFormat.H5P)
    assert made.notes == (
        "harbour-true_false: its feedback has 2731 characters; H5P shows the first 2048 of a true or false question.",
    )
    assert any("cut behind 2048" in it for it in field_mistakes(made.contents))


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('"dots"', '"dashes"', "progressType: expected one of"),
        ('"passPercentage": 50', '"passPercentage": 101', "expected number 0 100, found 101"),
        ('"randomQuestions": false', '"randomQuestions": "no"', "found 'no'"),
        ("By when must", "<table>By when must", "tags that are taken away"),
        ('"endGame"', '"theEnd"', "theEnd.showResultPage: no such field"),
        ('"correct": "false"', '"right": "false"', "correct is missing"),
    ],
)
def test_the_check_finds_what_is_wrong(was: str, becomes: str, said: str) -> None:
    text = ZipFile(BytesIO(h5p(ITEMS)[0])).read("content/content.json").decode()
    spoilt = text.replace(was, becomes, 1)
    assert spoilt != text
    package = zipped({"content/content.json": spoilt.encode()})
    assert any(said in it for it in field_mistakes(package))
