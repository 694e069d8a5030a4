"""What is known of a paragraph is what the steps would work out anew, and belongs to that paragraph alone."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.board import Board
from assistant.parsed import MOST_KEPT, parsed
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.terms import terms

PIECES = st.sampled_from(
    [
        "The co-ordinator rings.",
        "Mum's plan!",
        "e.g. by noon",
        "Who leads? ",
        "\n",
        " ",
        "(a) £20 a week.",
        "- co-",
        "o’clock",
        "8",
    ]
)


def made(text: str, headings: tuple[str, ...] = ("First contact",)) -> Paragraph:
    return Paragraph(
        id="p:1",
        document_id="p",
        edition="1",
        position=0,
        number="1",
        printed=True,
        label="paragraph 1",
        headings=headings,
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )


@given(st.lists(PIECES).map(" ".join))
def test_the_stems_of_a_paragraph_are_those_of_its_sentences_and_headings(text: str) -> None:
    paragraph = made(text)
    assert parsed(paragraph).spans == sentence_spans(text)
    assert parsed(paragraph).stems == frozenset(terms(" ".join([*paragraph.headings, text])))


def test_the_stems_of_every_paragraph_of_the_demonstration_area(demo_board: Board) -> None:
    with demo_board.shelf.snapshot() as snapshot:
        found = snapshot.library.every_paragraph()
    assert all(parsed(it).stems == frozenset(terms(" ".join([*it.headings, it.text]))) for it in found)


def test_sentences_that_give_a_value_are_told_from_those_that_do_not() -> None:
    read = parsed(made("Ring by noon. Write within 3 days. Keep a note."))
    assert read.giving(re.compile(r"\d+ days")) == {1}
    assert read.giving(re.compile(r"noon|note")) == {0, 2}


def test_a_paragraph_of_a_new_edition_is_not_taken_for_the_old_one() -> None:
    old = made("Ring the hub.")
    new = replace(old, text="Write to the hub.")
    assert parsed(old) is parsed(made("Ring the hub."))
    assert parsed(new).stems != parsed(old).stems
    assert parsed(replace(old, headings=())).stems != parsed(old).stems


def test_what_is_kept_is_bounded() -> None:
    assert parsed.cache_parameters()["maxsize"] == MOST_KEPT
