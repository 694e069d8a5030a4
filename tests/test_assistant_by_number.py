"""Addresses that people use, from "318 bullet 3" to "chapter 3 paragraph 12", and what is cited for each."""

from collections.abc import Iterator

import pytest

from assistant.answer import Citation
from assistant.ask import ask
from assistant.board import Board
from assistant.lookup import asked_numbers
from assistant.question import Question
from corpus.settings import load_settings
from ingest.ingest import ingest

RULES = """# 10.3 Ferry crossings protocol

## 4. Before the crossing

### 4.1 Who is told

The harbour office is told a day before.

## 5. On board

A worker sits where the child can see them.

- Ask the purser for a quiet bench.
- Keep the tickets of the whole party.

Food is offered twice.

- Check for allergies first.
- Note what was eaten.

## 6. Afterwards

Each crossing is written up.
"""
REVIEW = """# Review of crossings

## Findings

10. Nobody rang the harbour office.

11. The purser was told too late:

    - once in March
    - twice in May

12. Tickets were lost.

## Recommendations

1. Ring the office.

2. Write it down.

## Steps

Step 1: Look for the ramp.

Step 2: Wait for the signal.
"""
MANUAL = """# Harbour manual

## Chapter 2: Ropes

1. Ropes are coiled by hand.

2. Wet ropes are hung up.

## Chapter 3: Ramps

1. Ramps are raised by two people.

2. Nobody walks under a ramp.

## Annex B: Signals

1. A white flag means wait.

2. A red flag means stop.

3. A green flag means go.
"""
ENTRY = '[[document]]\nfile = "{0}.md"\nid = "{0}"\ntitle = "{1}"\npublished = "2025-01"\nauthority = "national"\n'


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    folder = tmp_path_factory.mktemp("harbour")
    texts = {"crossings": RULES, "review": REVIEW, "manual": MANUAL}
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    entries = (ENTRY.format(name, text.splitlines()[0][2:]) for name, text in texts.items())
    (folder / "library.toml").write_text("\n".join(entries), encoding="utf-8")
    settings = load_settings().model_copy(update={"data": folder / "data"})
    report = ingest([folder], settings, lambda _: None)
    assert [file.error for file in report.files if file.error] == []
    opened = Board.open(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def two_areas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    folder = tmp_path_factory.mktemp("coasts")
    manifest = ""
    for area in ("north", "south"):
        (folder / f"{area}.md").write_text(
            f"# {area.title()} coast protocol\n\n" + RULES.split("\n", 2)[2], encoding="utf-8"
        )
        manifest += f'[[area]]\nid = "{area}"\nname = "{area.title()} coast"\nnation = "england"\n\n'
        manifest += (
            ENTRY.format(area, f"{area.title()} coast protocol").replace("national", "local") + f'area = "{area}"\n\n'
        )
    (folder / "library.toml").write_text(manifest, encoding="utf-8")
    settings = load_settings().model_copy(update={"data": folder / "data"})
    ingest([folder], settings, lambda _: None)
    opened = Board.open(settings)
    yield opened
    opened.close()


def cited(board: Board, text: str) -> list[Citation]:
    return list(ask(Question(text=text), board).citations)


@pytest.mark.parametrize(
    ("text", "paragraph", "quote", "label"),
    [
        ("11 bullet 2", "review:11", "twice in May", "finding 11, bullet 2"),
        ("finding 11(b)", "review:11", "twice in May", "finding 11, bullet 2"),
        ("the first bullet of finding 11", "review:11", "once in March", "finding 11, bullet 1"),
        ("finding 11 last bullet", "review:11", "twice in May", "finding 11, bullet 2"),
        ("section 5 bullet 2", "crossings:5", "Keep the tickets of the whole party.", "10.3, section 5, bullet 2"),
        ("section 5 bullet 4", "crossings:5~2", "Note what was eaten.", "10.3, section 5, bullet 4"),
        ("10.3 §6", "crossings:6", "Each crossing is written up.", "10.3, section 6"),
        ("para 4.1", "crossings:4.1", "The harbour office is told a day before.", "10.3, section 4.1"),
        ("recommendation 2", "review:2", "Write it down.", "recommendation 2"),
        ("step 2", "review:Step-2", "Wait for the signal.", "step 2"),
        ("chapter 3 paragraph 2", "manual:2~2", "Nobody walks under a ramp.", "chapter 3, paragraph 2"),
        ("paragraph 2 of chapter two", "manual:2", "Wet ropes are hung up.", "chapter 2, paragraph 2"),
        ("Annex B 3", "manual:3", "A green flag means go.", "annex B, paragraph 3"),
        ("annex B, paragraph 2", "manual:2~3", "A red flag means stop.", "annex B, paragraph 2"),
    ],
)
def test_what_an_address_names_is_quoted_and_nothing_else(
    board: Board, text: str, paragraph: str, quote: str, label: str
) -> None:
    found = cited(board, text)
    assert [(it.paragraph_id, it.quote, it.label) for it in found] == [(paragraph, quote, label)]
    (start, end) = (found[0].start, found[0].end)
    assert end - start == len(quote)


def test_a_bullet_is_shown_under_the_line_that_leads_to_it(board: Board) -> None:
    answer = ask(Question(text="finding 11 bullet 2"), board)
    assert answer.sections[0].statements[0].text == "The purser was told too late:\n- […]\n- twice in May"
    assert len(answer.citations[0].spans) == 2


def test_a_bullet_that_is_not_there_leaves_the_paragraph(board: Board) -> None:
    assert [(it.paragraph_id, it.label) for it in cited(board, "finding 11 bullet 9")] == [("review:11", "finding 11")]


def test_without_an_area_a_bare_number_is_shown_from_every_document_that_prints_it(two_areas: Board) -> None:
    answer = ask(Question(text="paragraph 4.1"), two_areas)
    assert {it.paragraph_id for it in answer.citations} == {"north:4.1", "south:4.1"}
    assert answer.questions
    assert not ask(Question(text="Who is told the day before a crossing?"), two_areas).citations
    assert [it.paragraph_id for it in ask(Question(text="paragraph 4.1", area="north"), two_areas).citations] == [
        "north:4.1"
    ]


def test_several_paragraphs_are_each_shown(board: Board) -> None:
    assert [it.paragraph_id for it in cited(board, "findings 10 to 12")] == ["review:10", "review:11", "review:12"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("paragraphs 313 to 315", ["313", "314", "315"]),
        ("paras 3, 4 and 7", ["3", "4", "7"]),
        ("paragraphs 3 to 90", ["3", "90"]),
        ("my 12 year old drinks", []),
        ("the child is 5, and bullet 2 is missing", []),
        ("there are no 2 ways about it", []),
        ("chapter three, paragraph 12", ["12"]),
        ("para4.1", ["4.1"]),
        ("paragraph B2.1", ["B2.1"]),
        ("paragraph A.1", ["A.1"]),
        ("what does 5.2 say?", ["5.2"]),
        ("And what's 12 about", ["12"]),
        ("What is 101?", []),
        ("What does 5 mg of diazepam do?", []),
    ],
)
def test_several_numbers_and_figures_that_are_none(text: str, numbers: list[str]) -> None:
    assert [asked.number for asked in asked_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("text", "bullet"),
    [("318 (c)", 3), ("318(iv)", 4), ("bullet point 2 in section 5", 2), ("318, 2nd bullet", 2), ("318(a)(ii)", None)],
)
def test_which_bullet_is_meant(text: str, bullet: int | None) -> None:
    assert [asked.bullet for asked in asked_numbers(f"paragraph {text}" if text[0] == "3" else text)] == [bullet]


def test_a_word_that_people_also_use_otherwise_is_no_missing_number() -> None:
    assert [asked.sure for asked in asked_numbers("a pupil in key stage 2")] == [False]
    assert [asked.sure for asked in asked_numbers("paragraph 2")] == [True]
