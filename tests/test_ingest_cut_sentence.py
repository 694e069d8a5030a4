"""Sentences that a box cuts: rejoined where it is beyond doubt, else reported, and never quoted across the cut."""

import pytest

from corpus.document import Authority, Document
from corpus.finding import FindingKind
from corpus.paragraph import Paragraph
from ingest.block import Block, BlockKind
from ingest.check import check
from ingest.number import number
from ingest.repair import repair

TEXT, HEADING, BOX, BULLET = BlockKind.TEXT, BlockKind.HEADING, BlockKind.BOX, BlockKind.BULLET
DOCUMENT = Document(
    id="d",
    title="Protocol",
    publisher="",
    authority=Authority.PRACTICE,
    nation=None,
    area=None,
    licence="",
    source="",
    url="",
    supersedes=None,
)
HALF, REST = (
    (TEXT, "4.2 The worker who sees the parent first should explain their"),
    "worries to the parent in plain words.",
)
OPENER = (HEADING, "Practice example: the Barton hub")


def repaired(*pieces: tuple[BlockKind, str]) -> list[Block]:
    return list(repair([Block(kind=kind, text=text) for kind, text in pieces])[0])


def paragraphs(*pieces: tuple[BlockKind, str]) -> tuple[Paragraph, ...]:
    return number(repaired(*pieces), DOCUMENT, "1")


@pytest.mark.parametrize(
    "box",
    [
        [(BOX, "One hub keeps a diary.")],
        [OPENER, (BOX, "One hub keeps a diary.")],
        [OPENER, (TEXT, "One hub keeps a diary."), (TEXT, "Parents see it.")],
        [OPENER, (BOX, "One hub keeps:"), (BULLET, "a diary;"), (BULLET, "a plan.")],
        [OPENER, (TEXT, "One hub keeps:"), (BULLET, "a diary;"), (BULLET, "a plan.")],
        [(BlockKind.QUOTATION, "“They told me first, and I was glad of it.”")],
    ],
)
def test_a_sentence_goes_on_behind_a_box_of_any_make(box: list[tuple[BlockKind, str]]) -> None:
    found = repaired(HALF, *box, (TEXT, REST), (TEXT, "Then they write."))
    assert found[0].text == f"{HALF[1]} {REST}"
    assert [block.text for block in found[1:]] == [*(text for _, text in box), "Then they write."]


def test_a_sentence_goes_on_where_the_end_of_the_box_was_not_seen() -> None:
    found = repaired(HALF, OPENER, (BOX, "One hub keeps:"), (BULLET, "a diary."), (BOX, REST))
    assert [block.text for block in found] == [f"{HALF[1]} {REST}", OPENER[1], "One hub keeps:", "a diary."]


def test_a_bullet_that_a_box_cuts_goes_on_behind_it() -> None:
    found = repaired((TEXT, "Ask about:"), (BULLET, "how the"), OPENER, (BOX, "It works."), (TEXT, "child sleeps."))
    assert [block.text for block in found[:2]] == ["Ask about:", "how the child sleeps."]


@pytest.mark.parametrize(
    "pieces",
    [
        [(TEXT, "It ends here."), OPENER, (BOX, "One hub."), (TEXT, "it starts small.")],
        [(TEXT, "Contact details"), OPENER, (TEXT, "One hub rings."), (TEXT, "it starts small.")],
        [(TEXT, "It ends here without a stop at its end"), (BULLET, "and a list."), (TEXT, "it starts small.")],
        [HALF, OPENER, (BOX, "One hub keeps a diary."), (TEXT, "Barton's social workers then ring.")],
        [HALF, OPENER, (TEXT, "One hub keeps a diary and does not stop"), (BULLET, "a plan."), (TEXT, REST)],
    ],
)
def test_what_is_not_beyond_doubt_stays_apart(pieces: list[tuple[BlockKind, str]]) -> None:
    assert [block.text for block in repaired(*pieces)] == [text for _, text in pieces]


def test_what_stays_apart_is_reported_at_its_paragraph() -> None:
    apart = paragraphs(HALF, OPENER, (BOX, "One hub keeps a diary."), (TEXT, "Barton's social workers then ring."))
    cut = [finding for finding in check(apart) if finding.kind is FindingKind.CUT]
    assert [finding.paragraph_id for finding in cut] == [apart[0].id]
    assert "should explain their" in cut[0].message
    assert not any("their" in it.text and "Barton's" in it.text for it in apart)


def test_whole_and_rejoined_sentences_are_not_reported() -> None:
    whole = paragraphs(HALF, OPENER, (BOX, "One hub keeps a diary."), (TEXT, REST))
    assert [finding for finding in check(whole) if finding.kind is FindingKind.CUT] == []
