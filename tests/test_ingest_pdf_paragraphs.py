"""How lines of a PDF become passages, headings and whole words: each rule on lines set by hand."""

from collections import Counter
from dataclasses import replace

import pytest

from ingest.pdf_footnotes import footnote_lines, text_end
from ingest.pdf_headings import is_heading, levels
from ingest.pdf_lines import Line
from ingest.pdf_paragraphs import Passage, passages
from ingest.pdf_sheet import Area, Sheet
from ingest.pdf_table import table_lines
from ingest.pdf_type import Type, joined, measured

KNOWN = Type(size=10.0, leading=1.3, bold=False, words=Counter(), divides=False)
COLUMN = Area(left=50, top=0, right=350, bottom=700)


def line(text: str, place: int, left: float = 50, right: float = 350, region: int = 0) -> Line:
    """A line of running text, the `place`-th of its column at the usual distance."""
    return Line(
        page=region + 1,
        region=region,
        text=text,
        cells=(text,),
        starts=(left,),
        left=left,
        right=right,
        baseline=100 + 13.0 * place,
        size=10.0,
        bold=0.0,
        column=COLUMN,
    )


def read(*lines: Line) -> list[str]:
    return [" ".join(part.text for part in passage.lines) for passage in passages(lines, KNOWN)]


def test_lines_at_the_usual_distance_are_one_passage_and_a_larger_gap_parts() -> None:
    assert read(line("A worker who is", 0), line("worried rings.", 1), line("Then they write.", 2.6)) == [
        "A worker who is worried rings.",
        "Then they write.",
    ]


def test_a_short_line_is_the_last_of_its_paragraph() -> None:
    assert read(line("They ring.", 0, right=90), line("Then they write.", 1)) == ["They ring.", "Then they write."]
    assert read(line("They ring.", 0, right=345), line("Then they write.", 1)) == ["They ring. Then they write."]


def test_a_printed_number_opens_a_paragraph_only_where_no_sentence_goes_on() -> None:
    assert read(line("They ring as paragraph", 0), line("4.2 The guide says so.", 1)) == [
        "They ring as paragraph 4.2 The guide says so."
    ]
    assert read(line("They ring at once.", 0), line("4.2 The worker writes.", 1)) == [
        "They ring at once.",
        "4.2 The worker writes.",
    ]
    assert read(line("of those who ring", 0, left=75), line("4.2 The worker writes.", 1)) == [
        "of those who ring",
        "4.2 The worker writes.",
    ]


def test_first_line_and_hanging_indents() -> None:
    first = (
        line("A worker who", 0, left=65),
        line("is worried", 1),
        line("rings at once", 2),
        line("A worker who", 3, left=65),
    )
    assert read(*first) == ["A worker who is worried rings at once", "A worker who"]
    hanging = (
        line("4.2 A worker who", 0),
        line("is worried", 1, left=75),
        line("rings", 2, left=75),
        line("The next one", 3),
    )
    assert read(*hanging) == ["4.2 A worker who is worried rings", "The next one"]


def test_a_sentence_goes_on_over_a_page() -> None:
    assert read(line("A worker who is", 0), line("worried rings.", 0, region=1)) == ["A worker who is worried rings."]
    assert read(line("They ring the Front", 0), line("Door at once.", 0, region=1)) == [
        "They ring the Front Door at once."
    ]
    assert read(line("They ring at once.", 0), line("Then they write.", 0, region=1)) == [
        "They ring at once.",
        "Then they write.",
    ]
    assert read(line("They do this:", 0), line("Ring at once.", 0, region=1)) == ["They do this:", "Ring at once."]


def test_a_paragraph_with_a_hanging_number_goes_on_over_a_page_after_a_full_stop() -> None:
    held = (line("4.2 They ring at", 0), line("once.", 1, left=75))
    assert read(*held, line("Then they write.", 0, left=75, region=1)) == ["4.2 They ring at once. Then they write."]
    assert read(*held, line("Then they write.", 0, left=50, region=1)) == ["4.2 They ring at once.", "Then they write."]
    assert read(*held, line("4.3 They write.", 0, left=75, region=1)) == ["4.2 They ring at once.", "4.3 They write."]


def test_a_change_of_type_parts_but_bold_words_that_run_on_do_not() -> None:
    bold = replace(line("The lead professional is named", 0), bold=1.0)
    assert read(bold, line("within five working days.", 1)) == [
        "The lead professional is named within five working days."
    ]
    assert read(replace(bold, right=150), line("Within five working days.", 1)) == [
        "The lead professional is named",
        "Within five working days.",
    ]
    assert read(replace(bold, size=14.0), line("within five days", 1)) == [
        "The lead professional is named",
        "within five days",
    ]


@pytest.mark.parametrize(
    ("words", "divides", "expected"),
    [
        (Counter({"wellbeing": 2}), False, "their wellbeing first"),
        (Counter({"well-being": 2, "wellbeing": 1}), True, "their well-being first"),
        (Counter(), True, "their wellbeing first"),
        (Counter(), False, "their well-being first"),
    ],
)
def test_a_divided_word_is_made_whole_by_how_the_document_writes_it(
    words: Counter[str], divides: bool, expected: str
) -> None:
    assert joined(["their well-", "being first"], replace(KNOWN, words=words, divides=divides)) == expected


def test_hyphens_that_join_names_and_figures_and_dashes_stay() -> None:
    divided = replace(KNOWN, divides=True)
    assert joined(["Anglo-", "Saxon"], divided) == "Anglo-Saxon"
    assert joined(["in 2024-", "25 it rose"], divided) == "in 2024-25 it rose"
    assert joined(["they ring -", "at once"], divided) == "they ring - at once"


def test_type_is_measured_from_most_of_the_letters() -> None:
    heading = replace(line("Making a referral", 0), size=16.0, bold=1.0)
    known = measured([heading, *(line("a worker who is worried rings the Front Door", place) for place in range(2, 9))])
    assert (known.size, known.leading, known.bold, known.divides) == (10.0, 1.3, False, False)


def passage(text: str, size: float = 10.0, bold: float = 0.0) -> Passage:
    return Passage(lines=(replace(line(text, 0), size=size, bold=bold),))


def test_headings_are_larger_bolder_or_in_the_outline() -> None:
    assert is_heading(passage("Making a referral", size=12), KNOWN, {})
    assert is_heading(passage("Making a referral", bold=1), KNOWN, {})
    assert is_heading(passage("Making a referral"), KNOWN, {"makingareferral": 2})
    assert not is_heading(passage("Making a referral"), KNOWN, {})
    assert not is_heading(passage("You must ring at once.", bold=1), KNOWN, {})
    assert not is_heading(passage("• Making a referral", size=12), KNOWN, {})
    assert not is_heading(passage("word " * 26, size=12), KNOWN, {})


def test_levels_follow_the_size_or_the_outline_below_a_title_that_it_leaves_out() -> None:
    found = [passage("The guide", size=20), passage("Part one", size=14, bold=1), passage("First", size=12)]
    assert levels(found, {}) == [1, 2, 3]
    assert levels(found, {"partone": 1, "first": 2}) == [1, 2, 3]
    assert levels(found, {"theguide": 1, "partone": 2, "first": 2}) == [1, 2, 2]


def sheet(rules: tuple[Area, ...]) -> Sheet:
    return Sheet(page=1, width=400, height=800, runs=(), rules=rules, shades=(), hidden=0, pictured=False)


def test_a_short_line_low_on_the_page_ends_its_text_unless_it_is_part_of_a_table() -> None:
    short = Area(left=50, top=500, right=150, bottom=500.5)
    assert text_end(sheet((short,)), []) == 500
    assert text_end(sheet((short,)), [Area(left=50, top=450, right=350, bottom=500)]) == 800
    assert text_end(sheet((replace(short, right=350),)), []) == 800


def test_footnotes_are_small_or_below_the_line_and_start_with_a_mark() -> None:
    page = (line("Ring at once.", 0), line("1 By phone.", 1), line("and go on", 2))
    assert footnote_lines(page, KNOWN, 800) == frozenset()
    assert footnote_lines(page, KNOWN, 105) == {1, 2}
    small = tuple(replace(found, size=8.0) if place else found for place, found in enumerate(page))
    assert footnote_lines(small, KNOWN, 800) == {1, 2}
    assert footnote_lines((page[0], replace(small[1], text="1.2 Not a note")), KNOWN, 800) == frozenset()


def test_three_aligned_rows_without_lines_are_a_table_and_hanging_numbers_are_not() -> None:
    def row(cells: tuple[str, ...], place: int) -> Line:
        return replace(line(" ".join(cells), place), cells=cells, starts=(50.0, 150.0))

    assert table_lines([row(("Level", "Who"), 0), row(("One", "School"), 1), row(("Two", "Hub"), 2)]) == {0, 1, 2}
    assert table_lines([row(("Level", "Who"), 0), row(("One", "School"), 1)]) == frozenset()
    assert table_lines([row((f"{number}.", "Somebody rings"), number) for number in (1, 2, 3)]) == frozenset()
