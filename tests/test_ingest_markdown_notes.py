"""Markdown as other programs write it: footnotes, front matter of two kinds, lists that count themselves, struck words."""

from pathlib import Path

import pytest

from ingest.block import BlockKind
from ingest.ledger import ledger
from ingest.no_manifest import manifest_of
from ingest.read import read
from ingest.read_document import read_document
from ingest.read_file import ReadFile


def found(folder: Path, text: str) -> ReadFile:
    path = folder / "guide.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def pairs(file: ReadFile) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in file.blocks]


def test_footnotes_stand_apart_and_their_marks_are_gone(tmp_path: Path) -> None:
    text = "Ring first.[^1] Then knock.[^door]\n\n[^1]: On the day\n    before.\n[^door]: Twice.\n\nGo home.\n"
    assert pairs(found(tmp_path, text)) == [
        ("text", "Ring first. Then knock."),
        ("footnote", "On the day before."),
        ("footnote", "Twice."),
        ("text", "Go home."),
    ]


def test_a_mark_without_its_footnote_stays(tmp_path: Path) -> None:
    assert pairs(found(tmp_path, "Ring first.[^9]\n")) == [("text", "Ring first.[^9]")]


@pytest.mark.parametrize("front", ['---\ntitle: "Boats"\n---\n', '+++\ntitle = "Boats"\n+++\n'])
def test_front_matter_gives_the_title_and_no_words(front: str, tmp_path: Path) -> None:
    file = found(tmp_path, f"{front}\nRing first.\n")
    assert (file.title, pairs(file)) == ("Boats", [("text", "Ring first.")])


def test_a_list_that_counts_itself_is_counted(tmp_path: Path) -> None:
    file = found(tmp_path, "1. Ring the office.\n1. Knock at the door.\n1. Go home.\n")
    assert [block.number for block in file.blocks] == ["1", "2", "3"]


def test_a_list_of_links_into_the_file_is_its_contents(tmp_path: Path) -> None:
    text = "## Contents\n\n- [Boats](#boats)\n- [Ropes](#ropes)\n\n## Boats {#boats}\n\nRing first.\n"
    file = found(tmp_path, text)
    assert pairs(file) == [
        ("contents", "Contents"),
        ("contents", "Boats Ropes"),
        ("heading", "Boats"),
        ("text", "Ring first."),
    ]
    assert file.blocks[2].anchor == "boats"


def test_bullets_that_only_set_out_printed_numbers_are_numbered_text(tmp_path: Path) -> None:
    assert pairs(found(tmp_path, "- 4.1 Boats are counted.\n- 4.2 Ropes are counted.\n")) == [
        ("text", "4.1 Boats are counted."),
        ("text", "4.2 Ropes are counted."),
    ]


def test_struck_words_and_boxes_to_tick_are_no_text(tmp_path: Path) -> None:
    text = "~~Old rule.~~ New rule.\n\n- [ ] Check the rope\n- [x] Check the light\n"
    assert [words for _, words in pairs(found(tmp_path, text))] == ["New rule.", "Check the rope", "Check the light"]


def test_letters_on_lines_of_their_own_are_bullets(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text(
        "1. Look around.\n2. They ring:\n\n   a. the skipper\n   b. the office\n3. They go.\n", encoding="utf-8"
    )
    paragraphs = read_document(path, manifest_of([path]).entries[0]).paragraphs
    assert [(it.number, it.text, len(it.bullets)) for it in paragraphs][1] == (
        "2",
        "They ring:\nthe skipper\nthe office",
        2,
    )


def test_no_word_of_such_a_file_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("# Boats {#b}\n\nRing.[^1] ~~Old.~~\n\n[^1]: See the harbour's own list.\n", encoding="utf-8")
    account = ledger(path, manifest_of([path]).entries[0])
    assert (account.lost, account.added) == ((), ())
    assert BlockKind.FOOTNOTE in {block.kind for block in read(path).blocks}


def test_the_check_report_lists_each_footnote_that_makes_no_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("# Records\n\nKeep it seven years.[^1]\n\n[^1]: Ten where the child has died.\n", encoding="utf-8")
    contents = read_document(path, manifest_of([path]).entries[0])
    assert [it.text for it in contents.paragraphs] == ["Keep it seven years."]
    assert ["Ten where the child has died."] in [[it.before for it in found.repairs] for found in contents.findings]
