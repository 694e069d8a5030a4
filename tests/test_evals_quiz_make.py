"""Items made from a small fictional protocol: what each kind asks, and what its key is."""

import random
from collections.abc import Iterator
from functools import cache

import pytest

from corpus.area import Area, Contact
from corpus.document import Authority, Document, Nation
from corpus.paragraph import Paragraph
from evals.quiz_checks import failures
from evals.quiz_ground import Ground
from evals.quiz_item import Item, ItemKind
from evals.quiz_make import candidates, chosen
from evals.quiz_rules import load_quiz_rules
from evals.quiz_times import other_times

TEXTS = (
    "A lead professional must be named within 5 working days of the decision."
    " The social worker must visit the child at home within 10 working days.",
    "If a parent refuses help, the health visitor must tell the duty manager within 2 working days.",
    "Consent is not needed for an urgent referral. The health visitor may ask the school nurse for advice about the child.",
    "The duty manager decides whether the child needs a plan."
    " The school nurse should see the child before each review of the plan.",
    "The social worker keeps the record of every visit. The lead professional must send the record to the family every 6 weeks.",
)


def document() -> Document:
    return Document(
        id="ferry",
        title="Ferrybridge protocol",
        publisher="Ferrybridge partnership",
        authority=Authority.LOCAL,
        nation=Nation.ENGLAND,
        area="ferrybridge",
        licence="",
        source="",
        url="",
        supersedes=None,
    )


def paragraph(number: int, text: str, bullets: tuple[tuple[int, int], ...] = (), boxed: bool = False) -> Paragraph:
    return Paragraph(
        id=f"ferry:{number}",
        document_id="ferry",
        edition="2025-01",
        position=number,
        number=str(number),
        printed=True,
        label=f"paragraph {number}",
        headings=("Who does what",),
        text=text,
        bullets=bullets,
        page=None,
        anchor=None,
        boxed=boxed,
    )


def bulleted(number: int, lead: str, *lines: str) -> Paragraph:
    spans, text = [], lead
    for line in lines:
        spans.append((len(text) + 1, len(text) + 1 + len(line)))
        text += "\n" + line
    return paragraph(number, text, tuple(spans))


def ground(*more: Paragraph) -> Ground:
    area = Area(
        id="ferrybridge",
        name="Ferrybridge",
        nation=Nation.ENGLAND,
        contacts=(Contact(name="Quay Desk", phone="01632 960001", when="always"),),
    )
    own = [paragraph(at, text) for at, text in enumerate(TEXTS, start=1)]
    return Ground([document()], [*own, *more], load_quiz_rules(), [area])


@cache
def made(*more: Paragraph) -> tuple[Item, ...]:
    own = ground(*more)
    return tuple(it for it in candidates(own, {"ferry"}, lambda: False, lambda *_: None) if not failures(it, own))


def of_kind(kind: ItemKind, *more: Paragraph) -> Iterator[Item]:
    return (it for it in made(*more) if it.kind is kind)


def test_a_time_is_asked_for_among_three_others_of_one_form() -> None:
    item = next(
        it for it in of_kind(ItemKind.MULTIPLE_CHOICE) if it.tags == ("time",) and "____ of the decision" in it.stem
    )
    assert item.key == ("within 5 working days",)
    assert len(item.choices) == 4
    assert all(it.text.startswith("within ") and "working day" in it.text for it in item.choices)


def test_what_another_paragraph_says_of_the_same_act_is_supported() -> None:
    also = "A lead professional must be named within 10 working days of the decision by the panel."
    printed = "A lead professional must be named within 5 working days of the decision."
    altered = printed.replace("5", "10")
    assert not ground().supports(printed, altered)
    assert ground(paragraph(6, also)).supports(printed, altered)


def test_a_false_statement_is_the_paragraph_with_one_thing_altered() -> None:
    for item in of_kind(ItemKind.TRUE_FALSE):
        assert (item.source.quote in item.stem) == item.choices[0].right
        assert [it.text for it in item.choices] == ["True", "False"]
    assert {it.choices[0].right for it in of_kind(ItemKind.TRUE_FALSE)} == {True, False}


def test_a_gap_takes_a_number_in_figures_and_in_words() -> None:
    assert ("5", "five") in {it.accepted for it in of_kind(ItemKind.GAP)}
    assert all(it.stem.count("____") == 1 for it in of_kind(ItemKind.GAP))


def test_no_gap_asks_who_may_and_a_level_is_asked_for_by_its_number() -> None:
    may = paragraph(6, "The duty manager may ask the school nurse for a note about the child.")
    assert not [it for it in of_kind(ItemKind.GAP, may) if it.source.paragraph_id == "ferry:6"]
    levels = " ".join(f"Help at Level {at} begins when the family agrees." for at in (1, 2, 3, 5))
    one = paragraph(7, "At Level 4 the social worker must lead the plan for every child.")
    (level,) = [it for it in of_kind(ItemKind.GAP, paragraph(6, levels), one) if "label" in it.tags]
    assert (level.accepted, "At Level ____ the" in level.stem) == (("4", "Level 4"), True)


def test_a_time_that_a_rule_is_for_is_no_statement_to_judge() -> None:
    rule = paragraph(6, "Two refusals about one child inside six months must be read together by the duty manager.")
    assert not [it for it in of_kind(ItemKind.TRUE_FALSE, rule) if "time" in it.tags and "refusals" in it.stem]


def test_a_false_duty_is_none_that_the_printed_one_implies() -> None:
    duties = [it for it in made() if it.kind is ItemKind.TRUE_FALSE and "duty" in it.tags and it.choices[1].right]
    assert duties
    assert not [it for it in duties if "must" in it.source.quote and (" should " in it.stem or " may " in it.stem)]


def test_an_act_that_is_no_requirement_is_not_asked_for_its_duty_word() -> None:
    said = "The social worker should write a letter to every family on the island."
    assert any("duty" in it.tags for it in made(paragraph(6, said)) if it.source.paragraph_id == "ferry:6")
    free = paragraph(6, f"{said} This is not a legal requirement.")
    assert not any("duty" in it.tags for it in made(free) if it.source.paragraph_id == "ferry:6")


def test_a_unit_in_the_singular_gives_no_gap_away() -> None:
    one = paragraph(6, "The duty manager must ring the school nurse within 1 working day of the meeting.")
    assert not [it for it in of_kind(ItemKind.GAP, one) if it.accepted[0] == "1"]
    assert [it for it in of_kind(ItemKind.MULTIPLE_CHOICE, one) if it.key == ("within 1 working day",)]


def test_a_condition_becomes_a_situation() -> None:
    item = next(of_kind(ItemKind.SCENARIO))
    assert item.scenario == "This is the situation: a parent refuses help."
    assert item.key == ("The health visitor must tell the duty manager within 2 working days.",)


def test_roles_are_matched_with_what_is_said_of_them() -> None:
    item = next(it for it in of_kind(ItemKind.MATCHING) if it.tags == ("roles",))
    assert ("The duty manager", "… decides whether the child needs a plan.") in item.pairs
    assert len({left for left, _ in item.pairs}) == len(item.pairs) >= 3


def test_stages_are_put_in_order() -> None:
    stages = [
        paragraph(10, "Stage 2 brings in the line managers."),
        paragraph(11, "Stage 1 is a conversation between the two workers."),
        paragraph(12, "Stage 3 is for the heads of service."),
    ]
    item = next(it for it in of_kind(ItemKind.ORDERING, *stages) if it.tags == ("stages",))
    assert item.order == (
        "… is a conversation between the two workers",
        "… brings in the line managers",
        "… is for the heads of service",
    )


def test_a_list_is_asked_for_among_lines_of_other_lists() -> None:
    one = bulleted(
        20,
        "The note of a visit says each time:",
        "the date of the visit",
        "the names of those at home",
        "the words of the child",
    )
    other = bulleted(
        21,
        "A safe cot needs in any house:",
        "the firm flat mattress",
        "the clear space around",
        "the wall beside no cord",
    )
    item = next(it for it in of_kind(ItemKind.MULTIPLE_RESPONSE, one, other) if it.source.paragraph_id == "ferry:20")
    assert set(item.key) == {"the date of the visit", "the names of those at home", "the words of the child"}
    assert {it.text for it in item.choices if not it.right} <= {
        "the firm flat mattress",
        "the clear space around",
        "the wall beside no cord",
    }


def test_a_case_study_asks_who_acts_next() -> None:
    story = (
        "Practice example\nSam, aged six, is alone at home again. The neighbour is worried and knocks."
        " The landlord calls the hub the same evening."
    )
    roles = [
        paragraph(30 + at, f"The {role} reads the file. The {role} signs the file.")
        for at, role in enumerate(("landlord", "pharmacist", "hub worker"))
    ]
    found = [
        it for it in of_kind(ItemKind.SCENARIO, paragraph(40, story, boxed=True), *roles) if it.tags == ("example",)
    ]
    assert [it.key for it in found] == [("The landlord",)]
    assert "knocks" in found[0].scenario


def test_key_and_feedback_quote_the_paragraph_with_number_and_edition() -> None:
    own = ground()
    for item in made():
        assert item.source.quote in own.by_paragraph[item.source.paragraph_id][0].paragraph.text
        assert item.source.number
        assert item.source.edition == "2025-01"
        assert all(part in item.feedback for part in (item.source.quote, "Paragraph ", "2025-01"))
        assert all(it.source and it.source.quote in it.feedback for it in item.choices)


def test_choosing_takes_kinds_by_their_shares_and_no_quote_twice_for_a_kind() -> None:
    items = made()
    few = chosen(items, 6, load_quiz_rules())
    assert len(few) == 6
    assert len({it.kind for it in few}) >= 3
    every = chosen(items, None, load_quiz_rules())
    assert len({(it.source.quote, it.kind) for it in every}) == len(every)


def test_the_same_paragraphs_make_the_same_items() -> None:
    assert made.__wrapped__() == made()


def test_nothing_is_read_once_there_is_enough() -> None:
    assert not [
        it
        for it in candidates(ground(), {"ferry"}, lambda: True, lambda *_: None)
        if it.source.paragraph_id == "ferry:2"
    ]


@pytest.mark.parametrize(
    ("said", "never"),
    [("Reviews take place every 2 years.", "every 1 year"), ("Visit in the first two weeks.", "in the first one week")],
)
def test_a_wrong_time_reads_as_english(said: str, never: str) -> None:
    found = list(other_times(said, load_quiz_rules().time, random.Random(1)))
    assert found
    assert never not in found[0][1]
