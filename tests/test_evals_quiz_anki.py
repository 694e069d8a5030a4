"""The Anki package in Anki's own engine: notes, tags and feedback, and what a second import does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from quiz_examples import ITEMS, same

from evals.quiz_anki import anki_package
from evals.quiz_item import Item


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """A new collection."""
    from anki.collection import Collection

    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def brought_in(collection: Any, items: tuple[Item, ...], folder: Path, written: float | None = None) -> Any:
    """What Anki says of the import of these items, written at this moment."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = folder / "quiz.apkg"
    path.write_bytes(anki_package(items, written))
    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def notes_of(collection: Any) -> dict[str, Any]:
    return {note["Item"]: note for note in map(collection.get_note, collection.find_notes(""))}


def test_every_note_has_its_tags_its_feedback_and_one_card_that_can_be_asked(collection: Any, tmp_path: Path) -> None:
    brought_in(collection, ITEMS, tmp_path)
    found = notes_of(collection)
    assert set(found) == {it.id for it in ITEMS}
    for item in ITEMS:
        note = found[item.id]
        assert set(note.tags) == {item.kind.value, item.difficulty.value, "duty_desk"}
        assert same(item.feedback) in same(note["Feedback"].replace("&#x27;", "'"))
        (card,) = note.cards()
        assert "paragraph 4.7" in card.answer()
        assert "paragraph 4.7" not in card.question()
    assert collection.fix_integrity()[1]
    assert collection.card_count() == len(ITEMS)


def test_a_second_import_updates_notes_and_keeps_what_was_learnt(collection: Any, tmp_path: Path) -> None:
    brought_in(collection, ITEMS, tmp_path, 1_790_000_000.0)
    card = notes_of(collection)[ITEMS[0].id].cards()[0]
    card.ivl, card.type, card.queue, card.reps = 40, 2, 2, 7
    collection.update_card(card)
    changed = replace(ITEMS[0], feedback="Now it says 3 hours.")
    told = brought_in(collection, (changed, *ITEMS[1:]), tmp_path, 1_790_000_060.0)
    assert (len(told.new), len(told.updated)) == (0, len(ITEMS))
    note = notes_of(collection)[changed.id]
    assert note["Feedback"].startswith("Now it says 3 hours.")
    assert (note.cards()[0].ivl, note.cards()[0].reps) == (40, 7)
