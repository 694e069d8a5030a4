from pathlib import Path

import pytest

from corpus.document import Authority, Document
from corpus.errors import FileRefused
from corpus.paragraph import Paragraph, words
from ingest.block import BlockKind
from ingest.number import number
from ingest.read_text import read_text
from ingest.repair import repair

DOCUMENT = Document(
    id="doc",
    title="",
    publisher="",
    authority=Authority.LOCAL,
    nation=None,
    area=None,
    licence="",
    source="",
    url="",
    supersedes=None,
)

PLAIN = """10.2 Shared protocol for the county

This protocol was agreed in May.

  1. Purpose
  2. Who leads
  3. Review

1. Purpose

Workers meet:

  • once a month;
  • when a plan changes * When a family moves house.

2. Who leads

"The midwife leads until a social worker is named, and everyone knows her number."
A parent

The team lead signs the plan.

3. Review

  • Plans are read every six weeks.
  • Nobody waits longer.
"""

RUN = """A guide to visits

12. Visits are planned with the family.

13. The worker asks about:

  • sleep,
  • school.

Good visits

Short and kind

Planned in time

Written down the same day

14. The record is shared.

Practice example

Writing it down

One team writes its notes in the car.

15. Notes are kept for six years.
"""

WRAPPED = """ Introduction
Many families use more than one service, and
workers do not always know of each other. This
guide says who does what in our county.
A second paragraph starts here because the line
before it ended early.

Findings

1

Families want one number to ring. They tire of
telling their story again.
It helps when one person keeps the notes.

2

Workers want time to meet.
 They need a room 1 and a date 2 in the diary, said
most of them 3.
1

Smith (2010) Time to meet: a study of teams
Jones (2011) Rooms
3
Brown (2012) Diaries

 3 Managers plan both together.

Key points:
•
•

Rooms are booked for the whole year by the
office.
Dates are sent to each of the services in
January.

County guide to joint visits 4

Practice example: a shared diary

Two teams keep one diary. It saves them many
calls in a week and nobody is visited twice.

County guide to joint visits 5
Guidance goes on after the page with what the
teams should do next.
"""


def paragraphs(tmp_path: Path, text: str) -> tuple[Paragraph, ...]:
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    return number(repair(read_text(file).blocks)[0], DOCUMENT, "1")


def numbers(found: tuple[Paragraph, ...]) -> list[str | None]:
    return [p.number for p in found]


def test_numbers_on_headings_cover_their_sections_and_the_contents_list_is_not_counted(tmp_path: Path) -> None:
    found = paragraphs(tmp_path, PLAIN)
    assert numbers(found) == [None, "1", None, "2", "3"]
    assert found[1].text.split("\n") == [
        "Workers meet:",
        "once a month;",
        "when a plan changes",
        "When a family moves house.",
    ]
    assert (found[2].boxed, found[2].text.endswith("A parent")) == (True, True)


def test_the_documents_own_number_stands_in_its_title(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(PLAIN, encoding="utf-8")
    assert read_text(file).title == "10.2 Shared protocol for the county"


def test_a_run_of_numbers_goes_on_behind_boxes_and_lists(tmp_path: Path) -> None:
    found = paragraphs(tmp_path, RUN)
    assert numbers(found) == ["12", "13", None, "14", None, "15"]
    assert [found[2].text[a:b] for a, b in found[2].bullets] == [
        "Short and kind",
        "Planned in time",
        "Written down the same day",
    ]
    assert found[4].boxed
    assert found[4].headings[-2:] == ("Practice example", "Writing it down")
    assert not found[5].boxed


def test_lines_of_a_page_become_paragraphs_lists_and_boxes(tmp_path: Path) -> None:
    found = paragraphs(tmp_path, WRAPPED)
    assert numbers(found) == [None, None, "1", "2", "3", None, None, None]
    assert [p.label for p in found[2:5]] == ["finding 1", "finding 2", "finding 3"]
    assert found[0].text.startswith("Many families use")
    assert found[2].text.split("\n")[1] == "It helps when one person keeps the notes."
    assert found[3].text.endswith("in the diary, said most of them.")
    assert len(found[5].bullets) == 2
    assert [p.boxed for p in found] == [False] * 6 + [True, False]
    assert not any("County guide" in p.text or "Smith" in p.text for p in found)


def flat_text(pages: int = 12) -> str:
    """A text of one line: contents list, page numbers before each page, two numbered chapters, footnotes, a running count."""
    subjects = ("midwife", "teacher", "worker", "manager", "visitor", "nurse")
    titles = (
        "Chapter 1: Meeting families",
        "How visits are planned",
        "Chapter 2: Sharing what is known",
        "What is written down",
    )
    starts = {3: titles[0], 5: titles[1], 8: titles[2], 10: titles[3]}
    text = "County guide 2 Contents " + " ".join(f"{title} {page}" for page, title in starts.items())
    chapter, counted, note = 1, 0, 0
    for page in range(3, pages + 1):
        text += f" {page} {starts.get(page, '')}"
        if page == 8:
            chapter, counted = 2, 0
        for _ in range(3):
            counted += 1
            subject = subjects[(page + counted) % len(subjects)]
            last = counted % 3 == 0
            note += last and page % 3 > 0
            mark = str(note) if last and page % 3 > 0 else ""
            text += (
                f" {chapter}.{counted}. On page {page} the {subject} asks what the family wants."
                + " They talk it over at length." * 6
            )
            text += f" The {subject} writes it down{mark}."
        text += f" {note} See the {subjects[page % 6]} handbook." if page % 3 > 0 else ""
    return text


def test_running_text_is_cut_at_its_numbers_and_headings(tmp_path: Path) -> None:
    found = paragraphs(tmp_path, flat_text())
    assert [n for n in numbers(found) if n] == [f"1.{n}" for n in range(1, 16)] + [f"2.{n}" for n in range(1, 16)]
    assert {p.headings for p in found if p.number == "1.1"} == {("Chapter 1: Meeting families",)}
    assert {p.headings[-1] for p in found if p.number == "2.15"} == {"What is written down"}
    assert all(p.text.endswith("writes it down.") for p in found if p.number)
    assert not any("handbook" in p.text for p in found)


def test_running_text_without_numbers_is_cut_between_sentences(tmp_path: Path) -> None:
    text = " ".join(f"Sentence {n} says something else about the {n % 7} plans of a team." for n in range(300))
    found = paragraphs(tmp_path, text)
    assert max(words(p.text) for p in found) <= 150
    assert " ".join(p.text for p in found) == text
    assert numbers(found) == [None] * len(found)


def test_a_heading_behind_a_paragraph_heads_the_next(tmp_path: Path) -> None:
    bodies = [" ".join(f"In week {n} they do thing {k * n} in room {k}." for k in range(30)) for n in range(9)]
    things = ("", "Sleep", "School", "Money", "Health", "Friends", "Housing", "Play", "Work")
    text = "".join(
        f"{n}. {bodies[n]} {n + 40} {things[n - 1]} is discussed. {things[n]} and rest\n\n" for n in range(1, 9)
    )
    found = paragraphs(tmp_path, text)
    assert numbers(found) == [str(n) for n in range(1, 9)]
    assert all(p.text.endswith("is discussed.") for p in found[:-1])
    assert [p.headings for p in found[1:]] == [(f"{thing} and rest",) for thing in things[1:-1]]


def test_a_contents_list_with_sections_makes_no_paragraphs(tmp_path: Path) -> None:
    titles = ("1. Aim", "2. Leading", "2.1 Before birth", "3. Review")
    contents = "\n".join(f"{title} {page}" for page, title in enumerate(titles, start=3))
    text = contents + "\n\n" + "\n\n".join(f"{title}\n\nWorkers do what it says." for title in titles)
    found = paragraphs(tmp_path, text)
    assert numbers(found) == ["1", "2", "2.1", "3"]


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(" \n\n ", encoding="utf-8")
    with pytest.raises(FileRefused, match="no text"):
        read_text(tmp_path / "text.txt")


def test_a_contents_list_makes_no_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(flat_text(), encoding="utf-8")
    assert [b.kind for b in read_text(file).blocks].count(BlockKind.CONTENTS) == 1
