"""A batch of documents: incremental, whole or not at all, and answering goes on meanwhile."""

import threading
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from corpus.document import EditionState
from corpus.errors import ManifestError
from corpus.library import Library
from corpus.settings import Settings, load_settings
from ingest.ingest import dry_run, ingest, rebuild_index
from ingest.report import FileOutcome, IngestReport

MANIFEST = """
[[area]]
id = "seaford-vale"
name = "Seaford Vale"
nation = "england"

[[document]]
file = "protocol.md"
id = "vale-protocol"
title = "Seaford Vale protocol"
publisher = "Seaford Vale partnership"
published = "2025-01"
authority = "local"
area = "seaford-vale"
"""
OLD = """# Protocol

## 1 Referring

1.1 A worker must ring the duty desk within three days of finding needles near a child.

1.2 The landlord may join meetings.
"""
NEW = OLD.replace("within three days", "within one day")


def documents(folder: Path, text: str, manifest: str = MANIFEST) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "library.toml").write_text(manifest, encoding="utf-8")
    (folder / "protocol.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings().model_copy(update={"data": tmp_path / "data"})


def run(folder: Path, settings: Settings) -> IngestReport:
    return ingest([folder], settings, lambda _: None)


def test_a_second_run_changes_nothing(tmp_path: Path, settings: Settings) -> None:
    folder = documents(tmp_path / "docs", OLD)
    first = run(folder, settings)
    second = run(folder, settings)
    assert [file.outcome for file in first.files] == [FileOutcome.INGESTED]
    assert [file.outcome for file in second.files] == [FileOutcome.UNCHANGED]
    assert second.generation == first.generation
    assert (second.files[0].paragraphs, second.files[0].printed) == (2, 2)


def test_a_changed_file_becomes_a_new_edition_and_the_old_words_stay(tmp_path: Path, settings: Settings) -> None:
    run(documents(tmp_path / "docs", OLD), settings)
    report = run(documents(tmp_path / "docs", NEW), settings)
    library = Library.open(settings.data)
    assert report.files[0].edition == "2025-01.2"
    assert [(it.edition, it.state) for it in library.editions()] == [
        ("2025-01", EditionState.SUPERSEDED),
        ("2025-01.2", EditionState.CURRENT),
    ]
    assert "one day" in library.paragraph("vale-protocol:1.1").text
    assert "three days" in library.paragraph("vale-protocol:1.1", "2025-01").text
    library.close()


def test_a_changed_manifest_entry_is_taken_over_without_a_new_edition(tmp_path: Path, settings: Settings) -> None:
    run(documents(tmp_path / "docs", OLD), settings)
    run(documents(tmp_path / "docs", OLD, MANIFEST.replace("Seaford Vale protocol", "The Vale protocol")), settings)
    library = Library.open(settings.data)
    assert [document.title for document in library.documents()] == ["The Vale protocol"]
    assert len(library.editions()) == 1
    library.close()


def test_a_refused_file_does_not_stop_the_others(tmp_path: Path, settings: Settings) -> None:
    folder = documents(
        tmp_path / "docs",
        OLD,
        MANIFEST
        + MANIFEST.split("[[document]]")[1]
        .join(["[[document]]", ""])
        .replace("protocol.md", "torn.pdf")
        .replace("vale-protocol", "torn"),
    )
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    report = run(folder, settings)
    assert [file.outcome for file in report.files] == [FileOutcome.INGESTED, FileOutcome.REFUSED]
    assert report.refused
    assert report.files[1].error


def test_a_wrong_manifest_writes_nothing(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(ManifestError):
        run(documents(tmp_path / "docs", OLD, MANIFEST.replace('authority = "local"', 'authority = "loud"')), settings)
    assert not settings.data.exists()


def test_a_dry_run_writes_nothing(tmp_path: Path, settings: Settings) -> None:
    report = dry_run([documents(tmp_path / "docs", OLD)], settings, lambda _: None)
    assert report.files[0].paragraphs == 2
    assert not settings.data.exists()


def test_the_index_can_be_rebuilt_from_the_library(tmp_path: Path, settings: Settings) -> None:
    first = run(documents(tmp_path / "docs", OLD), settings).generation
    again = rebuild_index(settings, lambda _: None)
    assert again != first
    board = Board.open(settings)
    assert board.ready().status == "ready"
    board.close()


def test_every_answer_is_wholly_old_or_wholly_new(tmp_path: Path, settings: Settings) -> None:
    run(documents(tmp_path / "docs", OLD), settings)
    board = Board.open(settings)
    question = Question(text="How soon must a worker ring the duty desk after finding needles near a child?")
    editions: list[set[str]] = []
    done = threading.Event()

    def keep_asking() -> None:
        while not done.is_set():
            editions.append({citation.edition for citation in ask(question, board).citations})

    asking = threading.Thread(target=keep_asking)
    asking.start()
    run(documents(tmp_path / "docs", NEW), settings)
    after = ask(question, board)
    done.set()
    asking.join()
    assert all(seen in ({"2025-01"}, {"2025-01.2"}) for seen in editions)
    assert "one day" in after.text
    board.close()
