"""What is not read, and what goes on answering though no file says it any more, is reported; withdrawing needs no file."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.board import Board
from corpus.document import EditionState
from corpus.library import Library
from corpus.settings import Settings, load_settings
from ingest.check_report import check_report
from ingest.ingest import dry_run, ingest
from ingest.report import FileOutcome, IngestReport
from ui.check_page import check_page

AREA = '[[area]]\nid = "marram"\nname = "Marram"\nnation = "england"\n'
ENTRY = """
[[document]]
file = "{file}"
id = "{id}"
title = "Marram {id}"
published = "{published}"
authority = "local"
area = "marram"
{more}
"""
TEXT = "# Marram\n\n1. The harbour {who} unlocks the drying room within {days} days.\n"
ASKED = "Within how many days does the harbour warden unlock the drying room?"
Row = tuple[str | None, str | None, FileOutcome]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings().model_copy(update={"data": tmp_path / "data"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    write(folder, "rooms.md", "two")
    write(folder, "boats.md", "nine", who="clerk")
    listed(folder, ("rooms.md", "rooms", "2025-01", ""), ("boats.md", "boats", "2025-01", ""))
    return folder


def write(folder: Path, name: str, days: str, who: str = "warden") -> None:
    (folder / name).write_text(TEXT.format(days=days, who=who), encoding="utf-8")


def listed(folder: Path, *entries: tuple[str, str, str, str]) -> None:
    """Write the manifest: (file, id, published, more) of each document."""
    tables = [ENTRY.format(file=file, id=id_, published=day, more=more) for file, id_, day, more in entries]
    (folder / "library.toml").write_text(AREA + "".join(tables), encoding="utf-8")


def run(source: Path, settings: Settings) -> IngestReport:
    return ingest([source], settings, lambda _: None)


def rows(report: IngestReport, *outcomes: FileOutcome) -> list[Row]:
    return [(it.document_id or it.file, it.edition, it.outcome) for it in report.files if it.outcome in outcomes]


def said(settings: Settings) -> str:
    """Everything that may speak today, '' for nothing."""
    board = Board.open(settings)
    found = board.search(ASKED, "marram", 10)
    board.close()
    return " ".join(hit.paragraph.text for hit in found)


def test_a_document_that_is_no_longer_listed_is_reported_each_time_until_it_is_withdrawn(
    folder: Path, settings: Settings
) -> None:
    run(folder, settings)
    listed(folder, ("boats.md", "boats", "2025-01", ""))
    gone = [("rooms", "2025-01", FileOutcome.ABSENT)]
    assert rows(dry_run([folder], settings, lambda _: None), FileOutcome.ABSENT) == gone
    for _ in range(2):
        report = run(folder, settings)
        assert rows(report, FileOutcome.ABSENT) == gone
        assert not report.refused
    (absent,) = [it for it in report.files if it.outcome is FileOutcome.ABSENT]
    assert 'published = "2025-01" and state = "withdrawn"' in absent.findings[0].message
    assert "two days" in said(settings)

    (folder / "rooms.md").unlink()
    boats, rooms = ("boats.md", "boats", "2025-01", ""), ("rooms.md", "rooms", "2025-01", 'state = "withdrawn"')
    listed(folder, boats, rooms)
    assert rows(run(folder, settings), FileOutcome.INGESTED, FileOutcome.ABSENT) == [
        ("rooms", "2025-01", FileOutcome.INGESTED)
    ]
    assert "two days" not in said(settings)
    library = Library.open(settings.data)
    assert library.editions("rooms")[0].state is EditionState.WITHDRAWN
    assert "two days" in library.paragraph("rooms:1", "2025-01").text
    library.close()
    assert [it.outcome for it in run(folder, settings).files] == [FileOutcome.UNCHANGED] * 2


def test_the_check_report_shows_it(folder: Path, settings: Settings) -> None:
    run(folder, settings)
    listed(folder, ("boats.md", "boats", "2025-01", ""))
    with check_report([folder], settings, lambda _: None) as files:
        page = check_page(files)
    assert "No longer given here, and still answering" in page
    assert "its file need not be there any more" in page


def test_of_a_folder_that_is_new_here_its_areas_own_documents_are_expected(
    folder: Path, settings: Settings, tmp_path: Path
) -> None:
    run(folder, settings)
    moved = folder.rename(tmp_path / "moved")
    (settings.data / "folders.json").unlink()
    listed(moved, ("boats.md", "boats", "2025-01", ""))
    for _ in range(2):
        assert rows(run(moved, settings), FileOutcome.ABSENT) == [("rooms", "2025-01", FileOutcome.ABSENT)]


def test_a_file_alone_and_another_folder_miss_nothing(folder: Path, settings: Settings, tmp_path: Path) -> None:
    run(folder, settings)
    other = tmp_path / "other"
    other.mkdir()
    write(other, "ropes.md", "six")
    listed(other, ("ropes.md", "ropes", "2025-01", ""))
    assert rows(run(folder / "boats.md", settings), FileOutcome.ABSENT) == []
    assert rows(run(other, settings), FileOutcome.ABSENT) == []
    assert rows(run(folder, settings), FileOutcome.ABSENT) == []


def test_a_renamed_file_and_one_taken_away_are_seen_without_a_manifest(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    write(folder, "rooms.md", "two")
    write(folder, "boats.md", "nine", who="clerk")
    run(folder, settings)
    (folder / "rooms.md").rename(folder / "drying-rooms.md")
    (folder / "boats.md").unlink()
    assert rows(run(folder, settings), FileOutcome.ABSENT) == [
        ("boats", "undated", FileOutcome.ABSENT),
        ("rooms", "undated", FileOutcome.ABSENT),
    ]


def test_an_archive_goes_by_its_own_name(folder: Path, settings: Settings, tmp_path: Path) -> None:
    packed = tmp_path / "docs.zip"

    def pack() -> None:
        with ZipFile(packed, "w") as archive:
            for file in folder.iterdir():
                archive.write(file, file.name)

    pack()
    run(packed, settings)
    assert list(json.loads((settings.data / "folders.json").read_text())) == [str(packed.resolve())]
    listed(folder, ("boats.md", "boats", "2025-01", ""))
    pack()
    assert rows(run(packed, settings), FileOutcome.ABSENT) == [("rooms", "2025-01", FileOutcome.ABSENT)]


def test_kinds_that_nothing_reads_are_named_and_fail_nothing(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "loose"
    (folder / "sub").mkdir(parents=True)
    write(folder, "rooms.md", "two")
    for name in ("rota.xlsx", "sub/old.doc", "README", ".hidden", "~$rooms.docx", "half.tmp", "Thumbs.db"):
        (folder / name).write_text("x", encoding="utf-8")
    inside = settings.model_copy(update={"data": folder / "data"})
    for _ in range(2):
        report = run(folder, inside)
        assert [it.file for it in report.files if it.outcome is FileOutcome.UNREAD] == [
            "README",
            "rota.xlsx",
            "old.doc",
        ]
        assert not report.refused
    assert "(.xlsx)" in report.files[2].findings[0].message


def test_an_edit_that_is_undone_speaks_again(folder: Path, settings: Settings) -> None:
    for days, edition in (("two", "2025-01"), ("four", "2025-01.2"), ("two", "2025-01.3")):
        write(folder, "rooms.md", days)
        assert run(folder, settings).files[0].edition == edition
        assert said(settings).count("warden") == 1
        assert f"{days} days" in said(settings)
    assert run(folder, settings).files[0].outcome is FileOutcome.UNCHANGED


def test_a_newer_edition_that_is_no_longer_listed_is_reported(folder: Path, settings: Settings) -> None:
    run(folder, settings)
    write(folder, "new.md", "five")
    boats = ("boats.md", "boats", "2025-01", "")
    listed(folder, ("rooms.md", "rooms", "2025-01", ""), ("new.md", "rooms", "2025-06", ""), boats)
    run(folder, settings)
    assert "five days" in said(settings)
    listed(folder, ("rooms.md", "rooms", "2025-01", ""), boats)
    assert rows(run(folder, settings), FileOutcome.ABSENT) == [("rooms", "2025-06", FileOutcome.ABSENT)]


def test_the_older_edition_speaks_again_when_the_newer_is_withdrawn_and_both_are_listed(
    folder: Path, settings: Settings
) -> None:
    write(folder, "new.md", "five")
    old, new = ("rooms.md", "rooms", "2025-01", ""), ("new.md", "rooms", "2025-06", "")
    listed(folder, old, new)
    run(folder, settings)
    assert "five days" in said(settings)
    listed(folder, old, (*new[:3], 'state = "withdrawn"'))
    run(folder, settings)
    assert "two days" in said(settings)


def test_under_a_withdrawn_edition_what_was_superseded_stays_silent(folder: Path, settings: Settings) -> None:
    run(folder, settings)
    write(folder, "rooms.md", "five")
    boats = ("boats.md", "boats", "2025-01", "")
    listed(folder, ("rooms.md", "rooms", "2025-06", ""), boats)
    run(folder, settings)
    listed(folder, ("rooms.md", "rooms", "2025-06", 'state = "withdrawn"'), boats)
    run(folder, settings)
    assert "warden" not in said(settings)


def test_what_was_never_there_cannot_be_withdrawn_without_its_file(folder: Path, settings: Settings) -> None:
    listed(folder, ("never.md", "never", "2024", 'state = "withdrawn"'), ("boats.md", "boats", "2025-01", ""))
    report = run(folder, settings)
    assert [it.outcome for it in report.files if it.document_id] == [FileOutcome.REFUSED, FileOutcome.INGESTED]
    assert "Check `published`" in (report.files[0].error or "")


def test_only_what_changed_is_embedded_and_the_report_says_how_much(folder: Path, settings: Settings) -> None:
    text = "# Marram\n\n" + "".join(f"{n}. Locker {n} holds a rope.\n\n" for n in range(1, 21))
    (folder / "boats.md").write_text(text, encoding="utf-8")
    assert run(folder, settings).embedded == 21
    (folder / "boats.md").write_text(text.replace("Locker 7 holds a rope", "Locker 7 is empty"), encoding="utf-8")
    assert run(folder, settings).embedded == 1
    assert run(folder, settings).embedded == 0
