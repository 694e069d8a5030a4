"""What the disk and the database can do to a library: each ends in words that say what to do, never in a fault."""

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.backup import backup
from corpus.errors import DataFolderUnusable, LibraryDamaged, LibraryNewer
from corpus.library import FILE, Library
from corpus.settings import load_settings
from corpus.storage_fault import of_database, of_system
from ingest.ingest import ingest
from ui.api import create_app
from ui.cli import exit_code, main


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    Library.create(data).close()
    return data


def test_a_library_of_a_later_version_is_left_alone(data: Path) -> None:
    with closing(sqlite3.connect(data / FILE)) as database, database:
        database.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(LibraryNewer, match=r"found 9999: a later version") as refused:
        Library.open(data)
    assert exit_code(refused.value) == 3


@pytest.mark.parametrize("start", [0, 4096], ids=["its head", "its pages"])
def test_a_broken_database_is_said_to_be_broken(data: Path, start: int) -> None:
    size = (data / FILE).stat().st_size
    with (data / FILE).open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * (size - start))
    with pytest.raises(LibraryDamaged, match=r"soundingboard restore FILE --force"):
        Library.open(data).documents()
    with pytest.raises(LibraryDamaged, match=r"soundingboard restore FILE --force"):
        backup(data, data.parent / "copy.zip")


def test_over_http_a_broken_library_is_a_problem_that_names_no_file_and_what_is_urgent_is_answered(data: Path) -> None:
    (data / FILE).write_bytes(b"not a database" * 400)
    settings = load_settings().model_copy(update={"data": data})
    with TestClient(create_app(settings, chat=False)) as client:
        refused = client.post("/v1/ask", json={"question": "Who leads?"})
        assert (refused.status_code, refused.json()["type"][-16:]) == (503, "library-unusable")
        assert FILE not in refused.text
        assert client.get("/documents").status_code == 503
        urgent = client.post("/v1/ask", json={"question": "He has taken an overdose and is not breathing"})
        assert (urgent.status_code, urgent.json()["outcome"]) == (200, "urgent")


def test_a_database_that_finds_no_room_says_so(data: Path) -> None:
    library = Library.open(data)
    with library._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(DataFolderUnusable, match="quota full"):
            connection.exec_driver_sql("create table filler as select randomblob(9000000) as it")
    library.close()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "Make room"),
        (errno.EFBIG, "Make room"),
        (errno.EACCES, "right"),
        (errno.EROFS, "right"),
        (errno.ENOTDIR, "Expected a folder"),
    ],
)
def test_what_the_system_says_becomes_what_to_do(code: int, said: str) -> None:
    found = of_system(OSError(code, os.strerror(code), "place/of/data"))
    assert said in str(found)
    assert "place/of/data" in str(found)


def test_a_copy_of_a_folder_that_finds_no_room_says_so() -> None:
    failed = shutil.Error([("a", "b", f"[Errno {errno.ENOSPC}] No space left on device")])
    assert "Make room" in str(of_system(failed))


def test_what_says_nothing_of_the_disk_stays_what_it_is() -> None:
    assert of_system(ConnectionResetError(errno.ECONNRESET, "reset")) is None
    assert of_database(sqlite3.ProgrammingError("closed"), Path(FILE)) is None


def limited(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process that may write no file over 40 kB, as on a full disk."""
    return subprocess.run(
        [sys.executable, "-c", "from ui.cli import main; main()", *arguments],
        check=False,
        env={**os.environ, "SOUNDINGBOARD_DATA": str(data)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
        capture_output=True,
        text=True,
    )


def test_without_room_nothing_changes_and_a_whole_backup_is_not_called_torn(tmp_path: Path) -> None:
    text = tmp_path / "note.md"
    text.write_text("# Note\n\n1. The night porter keeps the spare key.\n", encoding="utf-8")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    before = ingest([text], settings, lambda _: None).generation
    text.write_text("# Note\n\n1. The day porter keeps the spare key.\n", encoding="utf-8")
    ended = limited(settings.data, "ingest", str(text))
    assert (ended.returncode, "Make room" in ended.stderr) == (3, True), ended.stderr
    library = Library.open(settings.data)
    pointer = library.pointer()
    assert pointer is not None
    assert pointer.generation == before
    assert "night porter" in library.paragraphs("note")[0].text
    library.close()

    backup(settings.data, tmp_path / "copy.zip")
    ended = limited(tmp_path / "other", "restore", str(tmp_path / "copy.zip"))
    assert (ended.returncode, "Make room" in ended.stderr, "torn" in ended.stderr) == (3, True, False), ended.stderr


def test_the_command_line_says_it_and_ends_with_3(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = data / "file"
    taken.write_text("", encoding="utf-8")
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(taken))
    (data / "file.txt").write_text("1. Words.", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["soundingboard", "ingest", str(data / "file.txt")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert "Expected a folder at" in capsys.readouterr().err
