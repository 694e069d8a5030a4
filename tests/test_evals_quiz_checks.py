"""Every item check: an item that passes, and one that fails it by a single change."""

from dataclasses import replace

import pytest

from corpus.area import Area
from corpus.document import Authority, Document, Nation
from corpus.paragraph import Paragraph
from evals.quiz_checks import CHECKS, Check, duplicates, failures, reading_age, stale
from evals.quiz_ground import Ground, source_of
from evals.quiz_item import Choice, Difficulty, Item, ItemKind
from evals.quiz_rules import load_quiz_rules

QUOTE = "The harbour nurse must tell the duty manager within 2 working days of the visit."
OTHER = "The duty manager keeps a list of visits."
TWICE = "A harbour nurse must tell the duty manager within 4 working days of the visit to the quay."
HARD = "Notwithstanding extraordinarily comprehensive interdepartmental responsibilities "
PUBLISHED = "It was published in May."
DOCUMENT = Document(
    id="quay",
    title="Quay protocol",
    publisher="Quay partnership",
    authority=Authority.LOCAL,
    nation=Nation.ENGLAND,
    area="quay",
    licence="",
    source="",
    url="",
    supersedes=None,
)


def paragraph(number: int, text: str) -> Paragraph:
    return Paragraph(
        id=f"quay:{number}",
        document_id="quay",
        edition="2025-01",
        position=number,
        number=str(number),
        printed=True,
        label=f"paragraph {number}",
        headings=(),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )


ONE = paragraph(1, f"{QUOTE} {OTHER}")
GROUND = Ground(
    [DOCUMENT], [ONE, paragraph(2, TWICE)], load_quiz_rules(), [Area(id="quay", name="Quay", nation=Nation.ENGLAND)]
)


def choice(text: str, *, right: bool = False) -> Choice:
    return Choice(text=text, right=right, feedback="")


ITEM = Item(
    id="q-1",
    kind=ItemKind.MULTIPLE_CHOICE,
    stem="“The harbour nurse must tell the duty manager ____ of the visit.”",
    source=source_of(ONE, DOCUMENT, QUOTE),
    feedback="",
    difficulty=Difficulty.MEDIUM,
    choices=(
        choice("within 1 working day"),
        choice("within 2 working days", right=True),
        choice("within 3 working days"),
        choice("within 5 working days"),
    ),
)
KEY = ITEM.choices[1]


def with_choices(*texts: str, key: str) -> Item:
    return replace(ITEM, choices=tuple(choice(it, right=it == key) for it in texts))


FAILING = {
    Check.QUOTE: replace(ITEM, source=replace(ITEM.source, quote=QUOTE.replace("must", "should"))),
    Check.ONE_KEY: replace(ITEM, choices=(*ITEM.choices[:3], choice("within 4 working days"))),
    Check.LENGTH_TELL: with_choices(
        "within 1 day", "within 2 working days, counted from the end of it", "within 3 days", "within 5 days",
        key="within 2 working days, counted from the end of it",
    ),
    Check.GRAMMAR_TELL: replace(ITEM, choices=(*ITEM.choices[:3], choice("Within 5 working days."))),
    Check.ABSOLUTE_TELL: with_choices(
        "within 2 working days", "always within a day", "only within a week", "never within a month", key="within 2 working days"
    ),
    Check.MIDDLE_TELL: with_choices(
        QUOTE,
        QUOTE.replace("nurse", "master"),
        QUOTE.replace("tell", "visit"),
        QUOTE.replace("2", "9"),
        key=QUOTE,
    ),
    Check.READING_AGE: replace(ITEM, scenario=HARD * 12),
    Check.TRIVIAL: replace(ITEM, source=source_of(paragraph(1, PUBLISHED), DOCUMENT, PUBLISHED)),
    Check.ECHO: replace(ITEM, scenario="Say within 2 working days."),
}  # fmt: skip


def test_an_item_without_a_fault_passes_every_check() -> None:
    assert failures(ITEM, GROUND) == ()


@pytest.mark.parametrize("check", list(CHECKS))
def test_each_check_names_itself_when_it_fails(check: Check) -> None:
    found = [it for it in failures(FAILING[check], GROUND) if it.check is check]
    assert [it.item for it in found] == ["q-1"]
    assert check.value in str(found[0])


def test_two_right_choices_or_none_are_no_key() -> None:
    both = replace(ITEM, choices=(*ITEM.choices[:3], replace(ITEM.choices[3], right=True)))
    none = replace(ITEM, choices=tuple(replace(it, right=False) for it in ITEM.choices))
    twice = replace(ITEM, choices=(*ITEM.choices[:3], replace(KEY, right=False)))
    for wrong in (both, none, twice):
        assert Check.ONE_KEY in {it.check for it in failures(wrong, GROUND)}


def test_a_false_statement_that_another_paragraph_makes_has_no_key() -> None:
    answers = (choice("True"), choice("False", right=True))
    supported = replace(ITEM, kind=ItemKind.TRUE_FALSE, stem=f"“{TWICE}”", choices=answers)
    altered = replace(supported, stem=f"“{QUOTE.replace('2', '7')}”")
    assert Check.ONE_KEY in {it.check for it in failures(supported, GROUND)}
    assert Check.ONE_KEY not in {it.check for it in failures(altered, GROUND)}


def test_a_duplicate_is_the_later_of_two_that_ask_the_same() -> None:
    again = replace(ITEM, id="q-2", stem=ITEM.stem.upper())
    other = replace(ITEM, id="q-3", stem="“____ must tell the duty manager.”")
    assert [(it.check, it.item) for it in duplicates([ITEM, again, other])] == [(Check.DUPLICATE_STEM, "q-2")]


def test_an_item_is_stale_when_its_paragraph_has_another_text_or_is_gone() -> None:
    same = {"quay:1": ONE}
    assert stale([ITEM], same) == ()
    for changed in ({"quay:1": replace(ONE, text=ONE.text + " And more.")}, {}):
        assert [(it.check, it.item) for it in stale([ITEM], changed)] == [(Check.STALE, "q-1")]


def test_longer_words_and_sentences_are_for_older_readers() -> None:
    easy, hard = (
        "Ring the desk that day. Tell the nurse.",
        "Interdepartmental responsibilities notwithstanding, practitioners " * 3,
    )
    assert reading_age(easy) < 12 < reading_age(hard)
