from collections.abc import Sequence

from ingest.pdf_furniture import without_furniture
from ingest.pdf_sheet import Run, Sheet

Line = tuple[str, float, float]  # words, baseline, size
TEXT = [
    (f"The worker writes down what was agreed, line {letter}", 200.0 + 20 * n, 11.0)
    for n, letter in enumerate("abcdef")
]


def sheet(page: int, lines: Sequence[Line]) -> Sheet:
    runs = tuple(
        Run(text=text, left=60.0, right=300.0, baseline=baseline, size=size, bold=0.0) for text, baseline, size in lines
    )
    return Sheet(page=page, width=595.0, height=842.0, runs=runs, rules=(), shades=(), hidden=0, pictured=False)


def kept(*edges: Sequence[Line]) -> list[list[str]]:
    """What stays of pages that hold these lines and some text of their own."""
    pages = [
        sheet(n, [*lines, *((f"{text} {chr(96 + n)}", baseline, size) for text, baseline, size in TEXT)])
        for n, lines in enumerate(edges, start=1)
    ]
    return [[run.text for run in page.runs if "agreed" not in run.text] for page in without_furniture(pages)]


def test_a_heading_whose_figure_counts_up_with_the_pages_stays() -> None:
    found = kept(*([("Thornmere thresholds", 30.0, 8.0), (f"Level {n}", 70.0, 16.0)] for n in range(1, 5)))
    assert found == [["Level 1"], ["Level 2"], ["Level 3"], ["Level 4"]]


def test_lines_that_differ_in_figures_which_do_not_count_with_the_pages_stay() -> None:
    days = (2, 10, 5)
    found = kept(*([(f"Reply within {day} working days", 70.0, 11.0)] for day in days), [], [], [])
    assert found[:3] == [[f"Reply within {day} working days"] for day in days]


def test_a_foot_with_the_number_of_its_page_goes_in_every_form() -> None:
    feet = [(f"Thornmere protocol 2025, page {n + 4} of 9", 800.0, 8.0) for n in range(1, 6)]
    chapters = [(f"Chapter {1 + n // 3} | {n}", 30.0, 8.0) for n in range(1, 6)]
    assert kept(*([head, foot] for head, foot in zip(chapters, feet, strict=True))) == [[]] * 5


def test_page_numbers_that_start_again_go() -> None:
    assert kept(*([(number, 800.0, 11.0)] for number in ("1", "2", "1", "2", "1"))) == [[]] * 5
