"""Lines of a text that belong to its pages, told from figures and repeats that belong to the text."""

from pathlib import Path

from ingest.no_manifest import manifest_of
from ingest.page_line import page_lines, without_page_lines
from ingest.read_document import read_document


def test_page_numbers_by_name_are_pages_where_they_count_up() -> None:
    assert page_lines(["Boats", "Page 1 of 9", "Ropes", "Page 2 of 9"]) == {1, 3}
    assert page_lines(["Boats", "- 4 -", "Ropes", "- 5 -"]) == {1, 3}
    assert page_lines(["Boats", "Page 1 of 9", "Ropes", "Page 7 of 9"]) == frozenset()
    assert page_lines(["Boats", "Page 1", "Ropes"]) == frozenset()


def test_a_bare_figure_is_a_page_beside_a_form_feed_only() -> None:
    assert page_lines(["Boats", "1", "\fRopes", "2"]) == {1, 3}
    assert page_lines(["How many?", "1", "And ropes?", "2", "Many."]) == frozenset()


def test_the_line_after_a_form_feed_is_a_head_where_it_comes_back() -> None:
    assert page_lines(["A", "\fHarbour rules 2", "B", "\fHarbour rules 3", "C"]) == {1, 3}
    assert page_lines(["A", "\fRing first.", "B", "\fRing first.", "C"]) == frozenset()


def test_a_form_feed_stays_where_its_line_is_blank() -> None:
    assert without_page_lines(["A", "\fRules 2", "B", "\fRules 3"]) == ["A", "\f", "B", "\f"]


def test_a_sentence_that_a_page_cuts_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "rules.txt"
    rules = "1. Ring the office.\n\n2. The chair decides and writes down why it\n\n- 1 -\n\fwas decided so."
    path.write_text(f"Harbour rules\n\n{rules}\n\n3. Go home.\n\n- 2 -\n", encoding="utf-8")
    found = read_document(path, manifest_of([path]).entries[0]).paragraphs
    assert [(it.number, it.text) for it in found] == [
        ("1", "Ring the office."),
        ("2", "The chair decides and writes down why it was decided so."),
        ("3", "Go home."),
    ]
