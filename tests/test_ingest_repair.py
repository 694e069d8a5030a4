import pytest

from corpus.finding import FindingKind
from ingest.block import Block, BlockKind
from ingest.footnote_mark import footnote_marks, without
from ingest.repair import repair
from ingest.repair_character import tidied
from ingest.repair_line import PARAGRAPH_BREAK, LineJoiner
from ingest.repair_overprint import Overprint

CLEAN = "This guide is about how services share information when children need support from a team in Barton town"


def mended(*lines: str) -> list[str]:
    return list(Overprint([CLEAN, *lines]).mended()[0][1:])


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("1.1 AAbout tthis gguide", "1.1 About this guide"),
        ("BBaarrttoonn TTeeaamm ((BBTT)) meets weekly", "Barton Team (BT) meets weekly"),
        ("BBAARRTTOONN 1100 is a service", "BARTON 10 is a service"),
        ("33.. SSuuppppoorrtt", "3. Support"),
        ("Example: AA sservices tteam", "Example: A services team"),
        ("2.3 IInformation", "2.3 Information"),
        ("mmulti-aagency", "multi-agency"),
        ("FFoorr cchhiillddrreenn:: nneeeeddss", "For children: needs"),
    ],
)
def test_overprinted_letters_are_printed_once(damaged: str, right: str) -> None:
    assert mended(damaged) == [right]


@pytest.mark.parametrize(
    "line",
    [
        "Aaron and Lloyd rang at 11 or 22 hours",
        "PPE and CCGs are explained in Annex II",
        "The llama farm opened an eerie aardvark house",
        "see www.example.org for AAs and OOH numbers",
        "Room 1100, 44 steps, 2233 people",
        "iii. a bookkeeper keeps committee minutes",
    ],
)
def test_a_right_word_is_never_changed(line: str) -> None:
    assert mended(line) == [line]


def test_characters_without_a_place_in_text_are_replaced() -> None:
    assert tidied("o\ufb03ce\u00a0hours\u200b, co\u00adoperate \u2003 now") == "office hours, cooperate now"


def test_a_hyphen_at_a_line_end_goes_where_the_document_writes_the_word_whole() -> None:
    joiner = LineJoiner(["information and multi-agency work", "a support-\nive team"])
    assert joiner.joined("share infor-\nmation in multi-\nagency teams") == "share information in multi-agency teams"
    assert joiner.joined("a support-\nive team") == "a supportive team"
    assert joiner.joined("pre- and post-natal care") == "pre- and post-natal care"
    assert joiner.joined("one line\nand the next" + PARAGRAPH_BREAK + "New.") == "one line and the next\nNew."


def blocks(*pieces: tuple[BlockKind, str]) -> list[Block]:
    return [Block(kind=kind, text=text) for kind, text in pieces]


def test_a_sentence_goes_on_behind_a_box() -> None:
    given = blocks(
        (BlockKind.TEXT, "The worker explains their"),
        (BlockKind.HEADING, "Practice example"),
        (BlockKind.BOX, "One team does it so."),
        (BlockKind.TEXT, "concerns to the parent."),
        (BlockKind.TEXT, "Then they write."),
    )
    repaired, findings = repair(given)
    assert [b.text for b in repaired] == [
        "The worker explains their concerns to the parent.",
        "Practice example",
        "One team does it so.",
        "Then they write.",
    ]
    assert [f.kind for f in findings] == [FindingKind.REPAIRED]


def test_whole_sentences_and_bullets_stay_apart() -> None:
    given = blocks(
        (BlockKind.TEXT, "It ends here."),
        (BlockKind.TEXT, "it starts small."),
        (BlockKind.BULLET, "plans"),
        (BlockKind.BULLET, "reviews and"),
        (BlockKind.BULLET, "meetings"),
    )
    assert [b.text for b in repair(given)[0]] == [b.text for b in given]


def test_footnote_marks_leave_sentences_and_counts_stay() -> None:
    text = "Harm is known 1, and aged 7 they cope 2. See page 3 of it.3 Help works’4 too. Then [5] is kept."
    marks = footnote_marks(text)
    assert [mark.number for mark in marks] == [1, 2, 3, 4]
    assert without(text, [(m.start, m.end) for m in marks]) == (
        "Harm is known, and aged 7 they cope. See page 3 of it. Help works’ too. Then [5] is kept."
    )


def test_bracketed_marks_are_taken_out_and_years_are_not() -> None:
    given = blocks(
        (BlockKind.TEXT, "The framework[30] came first. In 2017[31], families [32]said so. Section [a] stays.")
    )
    assert repair(given)[0][0].text == "The framework came first. In 2017, families said so. Section [a] stays."


def test_repair_changes_nothing_that_is_right() -> None:
    given = blocks(
        (BlockKind.TEXT, "12. A sound paragraph - with a dash; it stays."), (BlockKind.BULLET, "and its bullet")
    )
    assert repair(given) == (tuple(given), ())
