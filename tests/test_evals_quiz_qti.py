"""QTI 2.1 items and tests: the order of their parts, their attributes, and that every reference leads to something."""

import pytest
from hypothesis import given, settings
from lxml import etree
from qti_written import schema_mistakes
from quiz_examples import ITEMS
from test_evals_quiz_export import SETS

from evals.quiz_archive import zipped
from evals.quiz_export import QuizFormat, export
from evals.quiz_item import Item
from evals.quiz_qti import QTI, qti_item


def test_every_kind_has_its_parts_in_order() -> None:
    assert schema_mistakes(export(ITEMS, QuizFormat.QTI).contents) == []


def test_any_text_leaves_the_parts_in_order() -> None:
    @settings(max_examples=4, deadline=None, database=None)
    @given(SETS)
    def holds(items: tuple[Item, ...]) -> None:
        assert schema_mistakes(export(items, QuizFormat.QTI).contents) == []

    holds()


@pytest.mark.parametrize("item", ITEMS, ids=lambda it: it.kind.value)
def test_everything_that_an_item_points_to_is_declared(item: Item) -> None:
    root = etree.fromstring(qti_item(item, "item-0001"))
    declared = {
        it.get("identifier")
        for name in ("responseDeclaration", "outcomeDeclaration")
        for it in root.iter(f"{{{QTI}}}{name}")
    }
    used = {it.get(name) for it in root.iter() for name in ("responseIdentifier", "outcomeIdentifier") if it.get(name)}
    named = {
        it.get("identifier")
        for name in ("variable", "correct", "mapResponse", "setOutcomeValue")
        for it in root.iter(f"{{{QTI}}}{name}")
    }
    assert used | named <= declared
    choices = {
        it.get("identifier")
        for it in root.iter()
        if etree.QName(it).localname.startswith("simple") and it.get("identifier")
    }
    (right,) = root.iter(f"{{{QTI}}}correctResponse")
    if choices:
        assert {part for it in right for part in str(it.text).split()} <= choices


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (b' shuffle="true"', b"", "shuffle"),
        (b' identifier="C1"', b' identifier="1 C"', "pattern"),
        (b'cardinality="single"', b'cardinality="one"', "cardinality"),
        (b"<prompt>", b"<hint>", "hint"),
        (b"itemBody>", b"body>", "body"),
    ],
)
def test_the_schema_finds_what_is_wrong(was: bytes, becomes: bytes, said: str) -> None:
    written = qti_item(ITEMS[0], "item-0001")
    spoilt = written.replace(was, becomes).replace(b"</prompt>", b"</hint>" if b"hint" in becomes else b"</prompt>")
    assert spoilt != written
    assert any(said in it for it in schema_mistakes(zipped({"items/item-0001.xml": spoilt})))


def test_a_part_out_of_its_place_is_found() -> None:
    root = etree.fromstring(qti_item(ITEMS[0], "item-0001"))
    root.insert(0, root[-1])
    assert schema_mistakes(zipped({"items/item-0001.xml": etree.tostring(root)}))
