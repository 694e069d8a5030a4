"""What a trainer decides about the items of a set, and a set that cannot be written."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from quiz_examples import BY_KIND, ITEMS

from corpus.errors import QuizError
from evals.quiz_export import QuizFormat, export
from evals.quiz_item import Choice, Difficulty, Item, ItemKind, ItemState, Source
from evals.quiz_read_gift import read_gift
from evals.quiz_read_moodle import read_moodle
from evals.quiz_review import accepted_by, decided
from evals.quiz_set import QuizSet, read_set, write_set
from evals.quiz_text import accepted_line, cited

SOURCE = Source(
    paragraph_id="quay:1",
    document_id="quay",
    title="Quay protocol",
    edition="2025-01",
    number="1",
    quote="The nurse must ring the desk.",
    digest="0" * 16,
)
ITEM = Item(
    id="q-1",
    kind=ItemKind.TRUE_FALSE,
    stem="“The nurse may ring the desk.”",
    source=SOURCE,
    feedback="",
    difficulty=Difficulty.EASY,
    choices=(
        Choice(text="True", right=False, feedback=""),
        Choice(text="False", right=True, feedback="", source=SOURCE),
    ),
)
QUIZ = QuizSet(title="Quay", library="abc", items=(ITEM, replace(ITEM, id="q-2", pairs=(("a", "b"),), tags=("time",))))


def test_a_set_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuizError, match="Expected to write"):
        write_set(QUIZ, tmp_path / "nowhere" / "set.json")


def test_nobody_stands_for_an_item_that_is_not_accepted_any_more() -> None:
    said = accepted_by(" The  training lead", date(2026, 3, 2))
    item = decided((ITEM,), ["q-1"], ItemState.ACCEPTED, said)[0]
    assert accepted_line(item) == "Accepted by The training lead on 2 March 2026."
    others = set(ItemState) - {ItemState.ACCEPTED}
    assert {item.put(it, said).acceptance for it in others} == {None}
    assert accepted_line(item.put(ItemState.ACCEPTED, accepted_by("", date(2026, 3, 2)))) == "Accepted on 2 March 2026."
    with pytest.raises(QuizError, match="at most 80"):
        accepted_by("x" * 81, date(2026, 3, 2))


@pytest.mark.parametrize("form", QuizFormat)
def test_every_export_says_who_accepted_an_item(form: QuizFormat) -> None:
    by = "The training lead"
    items = tuple(
        it.put(ItemState.ACCEPTED, accepted_by(by, date(2026, 3, 2))) for it in ITEMS if it.kind is not ItemKind.GAP
    )
    made = export(items, form).contents
    assert by in _words(made)
    assert by not in _words(export(ITEMS, form).contents)


def _words(contents: bytes) -> str:
    """All that stands in a file, or in the files of an archive, those of Anki's database among them."""
    if not zipfile.is_zipfile(BytesIO(contents)):
        return contents.decode("utf-8")
    with zipfile.ZipFile(BytesIO(contents)) as archive:
        return "\n".join(archive.read(it).decode("utf-8", "replace") for it in archive.namelist())


def test_who_accepted_an_item_does_not_come_back_with_a_bank(tmp_path: Path) -> None:
    item = BY_KIND[ItemKind.MULTIPLE_CHOICE].put(ItemState.ACCEPTED, accepted_by("Me", date(2026, 3, 2)))
    for name, form, read in (("b.xml", QuizFormat.MOODLE_XML, read_moodle), ("b.gift", QuizFormat.GIFT, read_gift)):
        (tmp_path / name).write_bytes(export((item,), form).contents)
        back = read(tmp_path / name).questions[0].keyed(item.source, "q-1")
        assert back.feedback.endswith(cited(item.source))
        assert back.acceptance is None


def test_a_set_is_read_back_with_who_accepted_what(tmp_path: Path) -> None:
    item = replace(ITEM, tags=("time",)).put(ItemState.ACCEPTED, accepted_by("Me", date(2026, 3, 2)))
    write_set(QuizSet(title="Quay", library="", items=(item,)), tmp_path / "set.json")
    assert read_set(tmp_path / "set.json").items == (item,)


def test_a_decision_changes_the_items_it_names_alone() -> None:
    first, second = decided(QUIZ.items, ["q-2"], ItemState.REJECTED)
    assert (first.state, second.state) == (ItemState.PROPOSED, ItemState.REJECTED)
    with pytest.raises(KeyError, match="q-9"):
        decided(QUIZ.items, ["q-9"], ItemState.REJECTED)
