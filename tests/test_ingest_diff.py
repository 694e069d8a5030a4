"""What a new edition changes: each paragraph is accounted for once, and so is each word of an edited one."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.paragraph import Paragraph
from ingest.diff import Change, ChangeKind, EditionDiff, MarkKind, diff, word_marks

WORDS = [
    "worker",
    "family",
    "child",
    "plan",
    "visit",
    "meeting",
    "record",
    "agree",
    "review",
    "duty",
    "harm",
    "school",
    "nurse",
    "home",
    "safe",
]


def paragraph(number: str, text: str, position: int = 0) -> Paragraph:
    return Paragraph(
        id=f"vale:{number}",
        document_id="vale",
        edition="2025-01",
        position=position,
        number=number,
        printed=True,
        label=f"paragraph {number}",
        headings=(),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )


def edition(*texts: str, first: int = 1) -> list[Paragraph]:
    return [paragraph(f"1.{place}", text, place) for place, text in enumerate(texts, first)]


def kinds(found: EditionDiff) -> list[list[str]]:
    return [[kind.value for kind in change.kinds] for change in found.changes]


REFER = "A worker must ring the duty desk within three days of finding needles near a child."
LANDLORD = "The landlord may join meetings about the tenancy when the family agrees."
RECORD = "Write down who was told, when, and what they said they would do next."
VISIT = "Health visitors see the home at times when few other people do."


def test_nothing_changed() -> None:
    assert kinds(diff(edition(REFER, LANDLORD), edition(REFER, LANDLORD))) == [["unchanged"], ["unchanged"]]


def test_an_edited_paragraph_shows_its_words() -> None:
    changed = REFER.replace("three days", "one day")
    found = diff(edition(REFER, LANDLORD), edition(changed, LANDLORD))
    assert kinds(found) == [["edited"], ["unchanged"]]
    marks = [(mark.kind, mark.text.strip()) for mark in found.changes[0].words if mark.kind is not MarkKind.SAME]
    assert marks == [(MarkKind.GONE, "three days"), (MarkKind.NEW, "one day")]


def test_a_paragraph_put_in_renumbers_the_rest_without_editing_it() -> None:
    found = diff(edition(REFER, LANDLORD, RECORD), edition(VISIT, REFER, LANDLORD, RECORD))
    assert kinds(found) == [["added"], ["renumbered"], ["renumbered"], ["renumbered"]]


def test_a_removed_paragraph_stands_where_it_stood() -> None:
    found = diff(edition(REFER, LANDLORD, RECORD), [*edition(REFER), paragraph("1.3", RECORD)])
    assert kinds(found) == [["unchanged"], ["removed"], ["unchanged"]]
    assert found.changes[1].new is None


def test_edited_and_renumbered_at_once() -> None:
    old = edition(REFER, LANDLORD)
    found = diff(old, [paragraph("4.1", LANDLORD), paragraph("4.2", REFER.replace("three", "two"))])
    assert sorted(kinds(found)) == [["edited", "renumbered"], ["renumbered", "moved"]]


def test_a_paragraph_that_only_moved() -> None:
    numbered = [paragraph("A1", REFER), paragraph("A2", LANDLORD), paragraph("A3", RECORD)]
    found = diff(numbered, [numbered[2], numbered[0], numbered[1]])
    assert kinds(found) == [["moved"], ["unchanged"], ["unchanged"]]


def test_the_same_words_twice_are_two_paragraphs() -> None:
    found = diff(edition(REFER, LANDLORD, REFER), edition(REFER, LANDLORD, REFER))
    assert kinds(found) == [["unchanged"]] * 3
    assert found.counts[ChangeKind.UNCHANGED] == 3


def test_the_same_number_with_other_words_is_another_paragraph() -> None:
    assert kinds(diff(edition(REFER), edition(VISIT))) == [["added"], ["removed"]]


SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@given(st.lists(SENTENCE, max_size=8), st.lists(SENTENCE, max_size=8))
def test_every_paragraph_of_both_editions_is_there_once(old_texts: list[str], new_texts: list[str]) -> None:
    old, new = edition(*old_texts), edition(*new_texts)
    changes = diff(old, new).changes
    assert [change.new for change in changes if change.new] == new
    assert sorted((it.old for it in changes if it.old), key=lambda it: it.position) == old
    assert all(has_kinds_that_hold(change) for change in changes)


def has_kinds_that_hold(change: Change) -> bool:
    if change.old is None or change.new is None:
        return len(change.kinds) == 1 and not change.words
    edited = change.old.text != change.new.text
    return (ChangeKind.EDITED in change.kinds) == edited == bool(change.words)


@given(SENTENCE, SENTENCE)
def test_the_marks_make_up_both_texts(old: str, new: str) -> None:
    marks = word_marks(old, new)
    assert "".join(mark.text for mark in marks if mark.kind is not MarkKind.GONE).split() == new.split()
    assert "".join(mark.text for mark in marks if mark.kind is not MarkKind.NEW).split() == old.split()


def test_a_thousand_paragraphs_each_edited_find_their_partner() -> None:
    seeded = random.Random(7)
    vocabulary = [f"{word}{n}" for word in WORDS for n in range(40)]
    old = edition(*(" ".join(seeded.choices(vocabulary, k=60)) for _ in range(1000)))
    new = [replace(it, text=it.text + " added words", number=f"2.{it.position}") for it in old]
    found = diff(old, new)
    assert found.counts[ChangeKind.EDITED] == 1000
    assert all(it.old and it.new and it.old.position == it.new.position for it in found.changes)
