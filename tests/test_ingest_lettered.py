"""Lists that count with letters, Roman numerals or figures in brackets, whatever stands in their way."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ingest.block import Block, BlockKind
from ingest.lettered import LETTERS, ROMAN, with_letters

TEXT, BULLET, HEADING = BlockKind.TEXT, BlockKind.BULLET, BlockKind.HEADING


def shown(*texts: str) -> list[tuple[str, str, int | None]]:
    return [(it.kind.value, it.text, it.level) for it in with_letters([Block(kind=TEXT, text=text) for text in texts])]


def test_a_list_inside_a_list_stands_deeper_and_the_outer_one_goes_on() -> None:
    assert shown("They check:", "(a) the rope", "(b) the light:", "(i) by day", "(ii) by night", "(c) the gate") == [
        ("text", "They check:", None),
        ("bullet", "the rope", 0),
        ("bullet", "the light:", 0),
        ("bullet", "by day", 1),
        ("bullet", "by night", 1),
        ("bullet", "the gate", 0),
    ]


def test_i_after_h_is_a_letter_and_i_before_ii_is_a_numeral() -> None:
    letters = shown("They check:", *(f"({letter}) the rope" for letter in "abcdefghij"))
    assert [level for kind, _, level in letters if kind == "bullet"] == [0] * 10
    inner = shown("(g) the rope", "(h) the light:", "(i) by day", "(ii) by night")
    assert [kind for kind, _, _ in inner] == ["text", "text", "bullet", "bullet"]


def test_one_letter_alone_is_no_list() -> None:
    assert shown("a) Ring first.", "Then knock.") == [("text", "a) Ring first.", None), ("text", "Then knock.", None)]
    assert shown("e.g. a rope", "i.e. a light") == [("text", "e.g. a rope", None), ("text", "i.e. a light", None)]


def test_lines_of_one_block_are_items_too() -> None:
    assert shown("They check:\n(a) the rope\n(b) the light\nand go.") == [
        ("text", "They check:", None),
        ("bullet", "the rope", 0),
        ("bullet", "the light\nand go.", 0),
    ]


def test_figures_in_brackets_are_items_only_below_a_colon() -> None:
    assert [kind for kind, _, _ in shown("They check:", "(1) the rope", "(2) the light")] == [
        "text",
        "bullet",
        "bullet",
    ]
    assert [kind for kind, _, _ in shown("They check.", "(1) Rope.", "(2) Light.")] == ["text", "text", "text"]


def test_a_heading_ends_every_list() -> None:
    blocks = [
        Block(kind=kind, text=text) for kind, text in [(TEXT, "(a) rope"), (HEADING, "Next"), (TEXT, "(b) light")]
    ]
    assert [block.text for block in with_letters(blocks)] == ["(a) rope", "Next", "(b) light"]


@given(st.sampled_from([LETTERS, ROMAN]), st.integers(2, 20), st.sampled_from(["({})", "{})", "{}."]))
def test_every_item_of_any_such_list_is_a_bullet(counts: Sequence[str], length: int, printed: str) -> None:
    items = [f"{printed.format(mark)} the rope number {place}" for place, mark in enumerate(counts[:length])]
    found = with_letters([Block(kind=TEXT, text=text) for text in ["They check:", *items]])
    assert [(it.kind, it.text) for it in found][1:] == [(BULLET, f"the rope number {place}") for place in range(length)]


@given(
    st.lists(st.sampled_from(["(a) rope", "(b) light", "i. day", "ii. night", "Plain words.", "(1) gate", "h) ramp"]))
)
def test_no_word_is_ever_lost(texts: list[str]) -> None:
    found = with_letters([Block(kind=TEXT, text=text) for text in texts])
    assert len(found) == len(texts)
    assert all(before.endswith(after.text) for before, after in zip(texts, found, strict=True))
