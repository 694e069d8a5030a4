"""Editions over time: what held on a day, and what a reader is told of an edition that is not simply current."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.edition_notes import edition_notes
from assistant.question import Question, Turn
from assistant.wording import load_wording
from corpus.document import Edition, EditionState
from corpus.settings import Settings, load_settings
from ingest.ingest import ingest

MANIFEST = """
[[area]]
id = "seaford-vale"
name = "Seaford Vale"
nation = "england"
"""
ENTRY = """
[[document]]
file = "{file}"
id = "vale-protocol"
title = "Seaford Vale protocol"
published = "{published}"
authority = "local"
area = "seaford-vale"
{more}
"""
TEXT = """# Protocol

1.1 A worker must ring the duty desk within {days} of finding needles near a child.

1.2 The landlord may join meetings about the tenancy.
"""
ASKED = "How soon must a worker ring the duty desk after finding needles near a child?"


def library(folder: Path, *editions: tuple[str, str, str]) -> Settings:
    """A library of one document whose editions are (published, days, more of the manifest)."""
    folder.mkdir()
    manifest = MANIFEST
    for published, days, more in editions:
        file = f"{published}.md"
        (folder / file).write_text(TEXT.format(days=days), encoding="utf-8")
        manifest += ENTRY.format(file=file, published=published, more=more)
    (folder / "library.toml").write_text(manifest, encoding="utf-8")
    settings = load_settings().model_copy(update={"data": folder / "data"})
    ingest([folder], settings, lambda _: None)
    return settings


def words_on(board: Board, on: date | None) -> str:
    citations = ask(Question(text=ASKED, area="seaford-vale", on=on), board).citations
    return citations[0].quote if citations else ""


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    folder = tmp_path_factory.mktemp("years") / "documents"
    found = Board.open(
        library(
            folder,
            ("2024-02", "nine days", ""),
            ("2025-03-10", "three days", ""),
            ("2025-09", "one day", 'effective = "2026-01-05"\nreview_due = "2026-06"'),
        )
    )
    yield found
    found.close()


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2023, 3, 1), ""),
        (date(2024, 3, 1), "nine days"),
        (date(2025, 3, 9), "nine days"),
        (date(2025, 3, 10), "three days"),
        (date(2025, 12, 1), "three days"),
        (date(2026, 1, 4), "three days"),
        (date(2026, 1, 5), "one day"),
        (date(2026, 3, 1), "one day"),
    ],
    ids=str,
)
def test_what_did_it_say_then(board: Board, on: date, said: str) -> None:
    assert said in words_on(board, on)
    assert bool(said) == bool(words_on(board, on))


def test_a_day_named_in_the_question_overrides_the_picker_visibly(board: Board) -> None:
    asked = ASKED.replace("How soon must a worker ring", "What did the protocol say a worker must do about ringing")
    question = Question(text=asked.replace("?", " in March 2024?"), area="seaford-vale", on=date(2025, 12, 1))
    answer = ask(question, board)
    assert answer.scope.date == date(2024, 3, 31)
    assert "nine days" in answer.citations[0].quote
    assert "31 March 2024" in answer.text


def test_a_follow_up_asks_what_it_said_then(board: Board) -> None:
    asked = Question(text="What did it say in March 2024?", history=(Turn(question=ASKED),), area="seaford-vale")
    assert "nine days" in ask(asked, board).citations[0].quote


def test_a_reader_is_told_what_takes_the_place_of_what_held_then(board: Board) -> None:
    cited = ask(Question(text=ASKED, area="seaford-vale", on=date(2025, 12, 1)), board).citations[0]
    assert cited.state is EditionState.SUPERSEDED
    assert "5 January 2026" in cited.notes[0]


def test_a_review_that_is_overdue_is_said_from_the_day_after_its_month(board: Board) -> None:
    notes = [
        ask(Question(text=ASKED, area="seaford-vale", on=on), board).citations[0].notes
        for on in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert notes[0] == ()
    assert "June 2026" in notes[1][0]


def edition(**fields: object) -> Edition:
    plain = Edition(
        document_id="vale-protocol",
        edition="2025-03",
        published="2025-03",
        state=EditionState.CURRENT,
        review_due=None,
        file="a.md",
        sha256="",
        manifest_sha256="",
        ingested_at="",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({}, None),
        ({"review_due": "2025-06-14"}, "review_due"),
        ({"review_due": "2025-06-15"}, None),
        ({"effective": "2025-07"}, "not_yet"),
        ({"state": EditionState.WITHDRAWN, "review_due": "2020"}, "withdrawn"),
        ({"state": EditionState.SUPERSEDED, "review_due": "2020"}, "superseded"),
    ],
    ids=str,
)
def test_notes_of_an_edition(fields: dict[str, object], note: str | None) -> None:
    it = edition(**fields)
    values = {"due": it.review_due or "", "effective": it.effective or ""}
    expected = (load_wording().edition_note(note, **values),) if note else ()
    assert edition_notes(it, (), (it,), load_wording(), date(2025, 6, 15)) == expected


def test_after_republishing_no_old_wording_speaks_and_old_citations_open_it(tmp_path: Path) -> None:
    """Sixty paragraphs, each with a word of its own that the new edition changes."""
    seeded = random.Random(11)
    old = [f"The {''.join(seeded.choices('bdfgklmnprstv', k=7))} desk keeps record {n} for a year." for n in range(60)]
    new = [text.replace("for a year", "until the child is grown") for text in old]
    folder = tmp_path / "docs"
    folder.mkdir()
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    entry = ENTRY.format(file="a.md", published="2025-01", more="")
    (folder / "library.toml").write_text(MANIFEST + entry, encoding="utf-8")
    for texts in (old, new):
        lines = "\n\n".join(f"1.{n} {text}" for n, text in enumerate(texts, 1))
        (folder / "a.md").write_text(f"# Protocol\n\n{lines}\n", encoding="utf-8")
        ingest([folder], settings, lambda _: None)
    found = Board.open(settings)
    with found.shelf.snapshot() as snapshot:
        for n, text in enumerate(old[:12], 1):
            shown = found.search(text, "seaford-vale", 5)
            assert not any("for a year" in hit.paragraph.text for hit in shown)
            assert snapshot.library.paragraph(f"vale-protocol:1.{n}", "2025-01").text == text
    found.close()
