"""A watched folder: read at once, again after changes, past a busy writer and a wrong manifest, and ended cleanly."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import ManifestError, WriterBusy
from corpus.lock import writing
from corpus.settings import Settings, load_settings
from ingest.report import FileOutcome, IngestReport
from ingest.watch import Watching, concerns, watch

TEXT = "# Protocol\n\n1.1 A worker must ring the desk within {} days.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings().model_copy(update={"data": tmp_path / "docs" / "data"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "protocol.md").write_text(TEXT.format("three"), encoding="utf-8")
    return folder


@pytest.fixture
def told(folder: Path, settings: Settings) -> Iterator["queue.Queue[object]"]:
    """What a watch of the folder tells, as it tells it. The data folder lies inside, as the worst case."""
    found: queue.Queue[object] = queue.Queue()
    stop = threading.Event()
    how = Watching(quiet_ms=200)
    thread = threading.Thread(target=watch, args=(folder, settings, found.put, stop, how))
    thread.start()
    yield found
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def outcomes(told: "queue.Queue[object]") -> list[tuple[str, FileOutcome, str | None]]:
    report = told.get(timeout=60)
    assert isinstance(report, IngestReport)
    return [(file.file, file.outcome, file.edition) for file in report.files]


def test_a_folder_is_read_at_once_and_after_each_change_and_not_between(
    folder: Path, told: "queue.Queue[object]"
) -> None:
    assert outcomes(told) == [("protocol.md", FileOutcome.INGESTED, "undated")]
    (folder / "notes.tmp").write_text("nothing", encoding="utf-8")
    with pytest.raises(queue.Empty):
        told.get(timeout=1.5)
    (folder / "protocol.md").write_text(TEXT.format("two"), encoding="utf-8")
    assert outcomes(told) == [("protocol.md", FileOutcome.INGESTED, "undated.2")]
    (folder / "more.md").write_text(TEXT.format("nine"), encoding="utf-8")
    assert outcomes(told) == [
        ("more.md", FileOutcome.INGESTED, "undated"),
        ("protocol.md", FileOutcome.UNCHANGED, "undated.2"),
    ]


def test_a_busy_writer_is_told_once_and_waited_for(
    folder: Path, settings: Settings, told: "queue.Queue[object]"
) -> None:
    outcomes(told)
    with writing(settings.data):
        (folder / "protocol.md").write_text(TEXT.format("two"), encoding="utf-8")
        assert isinstance(told.get(timeout=30), WriterBusy)
        with pytest.raises(queue.Empty):
            told.get(timeout=1)
    assert outcomes(told)[0][2] == "undated.2"


def test_a_wrong_manifest_is_told_once_and_read_when_it_is_right(folder: Path, told: "queue.Queue[object]") -> None:
    outcomes(told)
    (folder / "library.toml").write_text("[[document", encoding="utf-8")
    assert isinstance(told.get(timeout=30), ManifestError)
    with pytest.raises(queue.Empty):
        told.get(timeout=1)
    (folder / "library.toml").write_text("", encoding="utf-8")
    assert outcomes(told) == [
        ("protocol.md", FileOutcome.UNLISTED, None),
        ("protocol.md", FileOutcome.ABSENT, "undated"),
    ]


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(ManifestError, match="expected a folder"):
        watch(tmp_path / "nowhere", settings, print, threading.Event())


def test_only_what_can_change_the_library_concerns_it() -> None:
    data = Path("/docs/data")
    yes = ("a.pdf", "b/c.DOCX", "library.toml", "services.csv", "criteria/refer.toml")
    no = ("a.part", ".git/a.md", "~$open.docx", "data/library.db", "data/sources/a.pdf", "a", ".a.md.swp")
    assert [name for name in (*yes, *no) if concerns(Path("/docs") / name, Path("/docs"), data)] == list(yes)


def test_ctrl_c_ends_the_command_cleanly(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from ui.cli import main; main()", "watch", str(folder)]
    surroundings = {**os.environ, "SOUNDINGBOARD_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings) as run:
        assert run.stdout is not None
        seen = [run.stdout.readline() for _ in range(3)]
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
    assert "protocol: edition undated, 1 paragraphs" in seen[1]
    assert "Up to date" in seen[2]
    assert "Stopped" in out
    assert (run.returncode, err) == (0, "")
