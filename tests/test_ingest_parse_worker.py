"""One file can neither take ingest down, nor hang it, nor fill the memory."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus.errors import FileRefused
from corpus.settings import DEMO_DOCUMENTS
from ingest.limits import Limits
from ingest.manifest import read_manifest
from ingest.no_manifest import entry_of
from ingest.parse_reply import reply_of
from ingest.parse_worker import ParseWorker
from ingest.read_document import read_document

ENOUGH = Limits(seconds=120, megabytes=1024)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.md"
    path.write_text("# Protocol\n\n1.1 A worker must ring the duty desk.\n", encoding="utf-8")
    return path


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Several seconds' reading."""
    path = tmp_path / "slow.txt"
    path.write_text("\n\n".join(f"{n} The worker must see child {n} alone and at home." for n in range(60_000)))
    return path


def test_it_reads_what_the_line_reads() -> None:
    for entry in read_manifest(DEMO_DOCUMENTS).entries[:3]:
        with ParseWorker(ENOUGH) as worker:
            apart = worker.read_document(entry.path, entry)
        here = read_document(entry.path, entry)
        assert (apart.document, apart.paragraphs, apart.findings) == (here.document, here.paragraphs, here.findings)


def test_one_process_reads_all_files_and_ends_with_them(small: Path) -> None:
    with ParseWorker(ENOUGH) as worker:
        assert worker.process_id is None
        worker.read_document(small, entry_of(small))
        first = worker.process_id
        worker.read_document(small, entry_of(small))
        assert worker.process_id == first != os.getpid()
    assert first is not None
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_refusal_keeps_its_words(tmp_path: Path) -> None:
    torn = tmp_path / "torn.docx"
    torn.write_bytes(b"PK\3\4 and nothing more")
    with ParseWorker(ENOUGH) as worker, pytest.raises(FileRefused, match="expected a Word document"):
        worker.read_document(torn, entry_of(torn))


def test_a_slow_file_is_stopped(slow: Path, small: Path) -> None:
    hasty = ParseWorker(Limits(seconds=1, megabytes=1024))
    with hasty as worker, pytest.raises(FileRefused, match=r"slow\.txt: reading took more than 1 s"):
        worker.read_document(slow, entry_of(slow))
    with ParseWorker(ENOUGH) as worker:
        worker.read_document(small, entry_of(small))


def test_a_file_that_needs_too_much_memory_is_stopped_and_the_next_is_read(slow: Path, small: Path) -> None:
    slow.write_text(slow.read_text() * 3)
    with ParseWorker(Limits(seconds=120, megabytes=128)) as worker:
        with pytest.raises(FileRefused, match=r"slow\.txt: reading took more than 128 MB of memory"):
            worker.read_document(slow, entry_of(slow))
        assert worker.read_document(small, entry_of(small)).paragraphs


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT])
def test_a_broken_reader_costs_one_file(how: signal.Signals, slow: Path, small: Path) -> None:
    with ParseWorker(ENOUGH) as worker:
        worker.read_document(small, entry_of(small))
        process = worker.process_id
        assert process is not None
        breaking = threading.Timer(0.3, os.kill, (process, how))
        breaking.start()
        with pytest.raises(FileRefused, match=rf"slow\.txt: its reader was ended by {how.name}"):
            worker.read_document(slow, entry_of(slow))
        assert worker.read_document(small, entry_of(small)).paragraphs
        assert worker.process_id != process


def test_a_reader_that_died_between_files_costs_none(small: Path) -> None:
    with ParseWorker(ENOUGH) as worker:
        worker.read_document(small, entry_of(small))
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGKILL)
        time.sleep(0.2)
        assert worker.read_document(small, entry_of(small)).paragraphs


def test_a_killed_ingest_leaves_no_reader_behind(slow: Path) -> None:
    code = (
        "import sys, threading, time\nfrom pathlib import Path\n"
        "from ingest.limits import Limits\nfrom ingest.no_manifest import entry_of\n"
        "from ingest.parse_worker import ParseWorker\n"
        "path = Path(sys.argv[1])\nworker = ParseWorker(Limits(seconds=120, megabytes=1024))\n"
        "threading.Thread(target=lambda: worker.read_document(path, entry_of(path)), daemon=True).start()\n"
        "while not worker.process_id: time.sleep(0.01)\n"
        "print(worker.process_id, flush=True)\nsys.stdin.read()\n"
    )
    project = Path(__file__).parent.parent
    command = [sys.executable, "-c", code, str(slow)]
    ingest = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project)
    assert ingest.stdout is not None
    reader = int(ingest.stdout.readline())
    time.sleep(0.5)
    ingest.kill()
    ingest.communicate()
    until = time.monotonic() + 20
    while time.monotonic() < until and _reads(reader):
        time.sleep(0.05)
    assert not _reads(reader)


def _reads(process: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("answer", [os.getcwd, read_document, Path("/"), "words", Limits(seconds=1, megabytes=1)])
def test_an_answer_can_name_nothing_but_values(answer: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        reply_of(pickle.dumps(answer))
