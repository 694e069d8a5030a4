import pytest

from ingest.contents_list import contents_list, headings_of
from ingest.flat_piece import bullet_lines, piece_blocks, trailing_heading
from ingest.inline_note import without_notes
from ingest.inline_number import inline_numbers
from ingest.inline_page import paged
from ingest.rising import rising_run

SUBJECTS = (
    "sleep",
    "school",
    "money",
    "health",
    "friends",
    "housing",
    "play",
    "work",
    "food",
    "travel",
    "rest",
    "music",
)


def page(n: int) -> str:
    subject = SUBJECTS[n % len(SUBJECTS)]
    return " ".join(
        f"They ask about {subject} within {k + 2} days of visit {k * n}, see section {n + 1} there." for k in range(20)
    )


def test_page_numbers_are_found_among_figures_that_count_and_point() -> None:
    text = "Cover " + " ".join(f"{n} {page(n)}" for n in range(2, 12))
    cut = paged(text)
    assert cut.numbers == tuple(range(2, 12))
    assert cut.texts[1].strip() == page(2)


def test_a_running_head_beside_the_page_numbers_is_taken_out() -> None:
    text = " ".join(f"{page(n)} County guide to joint visits {n}" for n in range(2, 12))
    assert not any("County guide" in text for text in paged(text).texts)


def test_a_text_without_page_numbers_stays_whole() -> None:
    text = "Visit 1 was short. Visit 2 was long. " * 40
    assert paged(text).texts == (text,)


def test_footnotes_leave_their_page_with_their_marks() -> None:
    pages = [
        f"{page(n)} It is known{n}. More follows about {SUBJECTS[n]} here. {n} See the {SUBJECTS[n]} handbook."
        for n in range(1, 6)
    ]
    noted = without_notes(pages)
    assert noted.notes == tuple((f"See the {SUBJECTS[n]} handbook.",) for n in range(1, 6))
    assert noted.texts[0].strip() == f"{page(1)} It is known. More follows about {SUBJECTS[1]} here."


def test_figures_without_a_mark_are_no_footnotes() -> None:
    pages = [f"{page(n)} {n} September is early." for n in range(1, 6)]
    assert without_notes(pages).texts == tuple(pages)


def test_dotted_numbers_run_through_chapters_and_references_are_left_out() -> None:
    text = "".join(f" {c}.{n}. The rule in paragraph 2.3 says so." for c in (1, 2, 3) for n in range(1, 5))
    assert [found.number for found in inline_numbers(text)] == [f"{c}.{n}" for c in (1, 2, 3) for n in range(1, 5)]


def test_whole_numbers_count_only_in_a_long_run_from_the_start() -> None:
    run = " ".join(f"{n}. They agree on it." for n in range(1, 8))
    assert [found.number for found in inline_numbers(run)] == [str(n) for n in range(1, 8)]
    assert inline_numbers("See 3. It is. See 9. It was. In 12. They go.") == ()
    assert inline_numbers(" ".join(f"{n}. They agree." for n in range(40, 48))) == ()


def test_a_contents_list_gives_headings_and_figures_in_titles_are_no_pages() -> None:
    titles = ("Purpose", "Young people aged 16 and 17", "Changes from 19 August", "Annex A: Forms")
    text = "Contents Purpose 3 Young people aged 16 and 17 4 Changes from 19 August 5 Annex A: Forms 6"
    spans = []
    for n, title in enumerate(titles, start=3):
        start = len(text)
        text += f" {title} They do what the {title.lower()} says."
        spans.append((n, start, len(text)))
    found = contents_list(text, spans)
    assert found is not None
    assert [(entry.title, entry.page) for entry in found.entries] == [
        (title, n) for n, title in enumerate(titles, start=3)
    ]
    assert [heading.title for heading in headings_of(found.entries, spans, text)] == list(titles)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("They act at once. What staff should know", "What staff should know"),
        ("• to help them all The role of the team", "The role of the team"),
        ("They act at once. (b) Young carers", "(b) Young carers"),
        ("They act at once. See the guidance: Working together", None),
        ("They act at once.", None),
        ("They ring the Front Door", None),
    ],
)
def test_a_heading_behind_the_last_sentence(text: str, heading: str | None) -> None:
    assert trailing_heading(text)[1] == heading


def test_bullets_inside_a_line_get_their_own_lines() -> None:
    assert bullet_lines("Ask: \uf0a7 who; \uf0a7 when") == ["Ask:", "who;", "when"]
    assert bullet_lines("such as: o sleep o school") == ["such as:", "sleep", "school"]
    assert bullet_lines("A plan o b") == ["A plan o b"]


def test_text_behind_a_list_stands_for_itself() -> None:
    blocks = list(piece_blocks("Ask:\n• who leads\n• who writes. Then they meet. They agree.", "4", heads_next=False))
    assert [(block.kind, block.text, block.number) for block in blocks] == [
        ("text", "Ask:", "4"),
        ("bullet", "who leads", None),
        ("bullet", "who writes.", None),
        ("text", "Then they meet. They agree.", ""),
    ]


def test_a_run_prefers_few_gaps() -> None:
    assert rising_run([1, 9, 2, 3, 10, 4, 11], step=3) == (0, 2, 3, 5)
    assert rising_run([], step=2) == ()
