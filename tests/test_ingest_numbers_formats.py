"""One grammar of printed numbers, the same in every format: what each document prints, and what only looks like a number."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from five_formats import FORMATS, Line, written

from corpus.paragraph import Paragraph
from ingest.no_manifest import manifest_of
from ingest.read_document import read_document

TITLE = ("title", "Ferry guidance for workers")
OPENING = ("text", "This guidance is for workers who cross the bay with children.")
RULES = (
    "Workers ring the harbour office before they board the ferry with a child, and they write down who answered.",
    "The purser keeps a bench free near the stairs, where a tired family can sit without being looked at by everyone.",
    "Nobody crosses alone with more than two children, unless the second worker waits for them on the other shore.",
    "If the wind is too strong the visit is put off, and the family hears about it from the worker and not from a board.",
    "Each ticket is paid by the office, so that a mother who has no money on her can travel with her children all the same.",
    "What a child says on the water is written down on the same day, in the words that the child used and in no others.",
)
THINGS = ("state", "width", "light", "slope", "paint", "noise", "rope", "chain", "gate", "lock")


def texts(*numbers: str) -> list[Line]:
    return [("text", f"{number} {rule}") for number, rule in zip(numbers, RULES, strict=False)]


def headings(*headed: str, each: int = 1) -> list[Line]:
    rules = iter(RULES)
    return [line for it in headed for line in (("heading", it), *(("text", next(rules)) for _ in range(each)))]


def listed(marks: Sequence[str]) -> list[Line]:
    items = [("text", f"{mark} the {thing} of the ramp, in full") for mark, thing in zip(marks, THINGS, strict=False)]
    return [
        ("heading", "Rules"),
        ("text", f"1. {RULES[0]}"),
        ("text", "2. They check:"),
        *items,
        ("text", f"3. {RULES[1]}"),
    ]


NUMBERED: dict[str, tuple[list[Line], list[str]]] = {
    "1.": ([("heading", "Rules"), *texts("1.", "2.", "3.")], ["1", "2", "3"]),
    "1)": ([("heading", "Rules"), *texts("1)", "2)", "3)")], ["1", "2", "3"]),
    "(1)": ([("heading", "Rules"), *texts("(1)", "(2)", "(3)")], ["1", "2", "3"]),
    "1.1": (
        [("heading", "1 Boarding"), *texts("1.1", "1.2"), ("heading", "2 Leaving"), *texts("2.1", "2.2")],
        ["1.1", "1.2", "2.1", "2.2"],
    ),
    "1.1.1.1": (
        [("heading", "1 Boarding"), *texts("1.1", "1.1.1", "1.1.2", "1.1.2.1", "1.1.2.2", "1.2")],
        ["1.1", "1.1.1", "1.1.2", "1.1.2.1", "1.1.2.2", "1.2"],
    ),
    "A1": ([("heading", "Rules"), *texts("A1", "A2", "B1", "B2")], ["A1", "A2", "B1", "B2"]),
    "A.1": ([("heading", "Rules"), *texts("A.1", "A.2", "B.1", "B.2")], ["A.1", "A.2", "B.1", "B.2"]),
    "Annex B 1": ([("heading", "Flags"), *texts("Annex B 1:", "Annex B 2:")], ["Annex B 1", "Annex B 2"]),
    "Annex B": (
        [("heading", "Rules"), *texts("1.", "2.", "3."), ("heading", "Annex B: Flags"), *texts("1.", "2.", "3.")],
        ["1", "2", "3", "1", "2", "3"],
    ),
    "Recommendation 4": (texts("Recommendation 3:", "Recommendation 4:"), ["Recommendation 3", "Recommendation 4"]),
    "Recommendation": (headings("Recommendation 1", "Recommendation 2"), ["Recommendation 1", "Recommendation 2"]),
    "Step 2": (headings("Step 1: Look", "Step 2: Wait"), ["Step 1", "Step 2"]),
    "Finding 3": (texts("Finding 1.", "Finding 2.", "Finding 3."), ["Finding 1", "Finding 2", "Finding 3"]),
    "Principle 2": (headings("Principle 1 – Calm", "Principle 2 – Care"), ["Principle 1", "Principle 2"]),
    "Standard 2": (headings("Standard 1: Calm", "Standard 2: Care"), ["Standard 1", "Standard 2"]),
    "Part 3": (headings("Part 1: Calm", "Part 2: Care", "Part 3: Rest"), ["Part 1", "Part 2", "Part 3"]),
    "Chapter 4": (headings("Chapter 3", "Chapter 4", each=2), ["Chapter 3", "Chapter 3", "Chapter 4", "Chapter 4"]),
    "Chapter 4 of numbers": (
        [("heading", "Chapter 1: Boats"), *texts("1.", "2."), ("heading", "Chapter 2: Ramps"), *texts("1.", "2.")],
        ["1", "2", "1", "2"],
    ),
    "Section 12": (headings("Section 11", "Section 12"), ["Section 11", "Section 12"]),
}


def paragraphs(lines: Sequence[Line], form: str, folder: Path) -> tuple[Paragraph, ...]:
    entry = manifest_of([written([TITLE, OPENING, *lines], form, folder)]).entries[0]
    return read_document(entry.path, entry).paragraphs


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("printed", NUMBERED)
def test_every_printed_number_comes_out_alike(printed: str, form: str, tmp_path: Path) -> None:
    lines, expected = NUMBERED[printed]
    found = paragraphs(lines, form, tmp_path)
    assert [it.number for it in found if it.number is not None] == expected
    assert all(it.text in RULES for it in found if it.number is not None)
    assert all(it.printed == (it.number is not None) for it in found)


LISTS = {
    "(a)": [f"({letter})" for letter in "abcdefghij"],
    "a)": [f"{letter})" for letter in "abcd"],
    "(iv)": ["(i)", "(ii)", "(iii)", "(iv)", "(v)"],
    "iv.": ["i.", "ii.", "iii.", "iv."],
    "(1) in a paragraph": ["(1)", "(2)", "(3)"],
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("marks", LISTS)
def test_letters_and_roman_numerals_count_bullets_of_their_paragraph(marks: str, form: str, tmp_path: Path) -> None:
    found = paragraphs(listed(LISTS[marks]), form, tmp_path)
    assert [it.number for it in found if it.number is not None] == ["1", "2", "3"]
    second = next(it for it in found if it.number == "2")
    items = [second.text[start:end] for start, end in second.bullets]
    assert items == [f"the {thing} of the ramp, in full" for thing, _ in zip(THINGS, LISTS[marks], strict=False)]


LOOK_ALIKES = (
    "2014. This was the year in which the harbour was built anew.",
    "47. of the Harbour Act applies to every ramp that is in use.",
    "£250. That is what it costs to board the ferry.",
    "3.5% of all passengers are children under the age of five.",
    "3.5 per cent of all passengers are children under five.",
    "10.30 The ferry leaves and the ramp is raised by two people.",
    "10.45 am is when the second ferry leaves the harbour.",
    "01632 960123 Ring the harbour office at any time of the day.",
    "14 Harbour Road is where the office stands.",
    "5 September is the first day of the winter timetable.",
    "1989 Act duties are set out elsewhere and are not repeated.",
    "12 months later nothing had changed at the harbour.",
    "2.5 million people use the ferry in each year.",
)


@pytest.mark.parametrize("form", FORMATS)
def test_years_amounts_times_and_addresses_are_no_numbers_and_stay_whole(form: str, tmp_path: Path) -> None:
    found = paragraphs([("heading", "Background"), *(("text", line) for line in LOOK_ALIKES)], form, tmp_path)
    assert [it.number for it in found] == [None] * len(found)
    whole = " ".join(" ".join(it.text.split()) for it in found)
    assert all(line in whole for line in LOOK_ALIKES)


@pytest.mark.parametrize("form", FORMATS)
def test_the_documents_own_number_stands_before_its_sections(form: str, tmp_path: Path) -> None:
    own = [("title", "10.3 Ferry protocol"), *headings("10.3.1 Boarding", "10.3.2 Leaving")]
    entry = manifest_of([written(own, form, tmp_path)]).entries[0]
    found = read_document(entry.path, entry)
    assert found.document.title == "10.3 Ferry protocol"
    assert [(it.number, it.label) for it in found.paragraphs] == [("1", "10.3, section 1"), ("2", "10.3, section 2")]
