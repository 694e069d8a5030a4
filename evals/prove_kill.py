"""`kill -9` at random points: of the writer, and of the process that reads a file."""

import os
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path
from random import Random

from corpus.errors import FileRefused
from corpus.library import Library
from corpus.snapshot import GENERATIONS
from evals.proof import Trial, Verdict
from evals.prove_library import base, faults, marks, start, until_locked, write_documents
from ingest.limits import Limits
from ingest.no_manifest import entry_of
from ingest.parse_worker import ParseWorker

PATIENCE = 300.0
LINES = 40_000
"""Some seconds' reading."""


def kill_writer(trial: Trial) -> Verdict:
    """Kill an ingest that holds the lock at a random moment: the library is the old or the new one, and the next ingest works."""
    data, draw, mark = trial.home / "data", trial.draw(), f"mark{trial.number + 1}"
    documents = write_documents(trial.home / "docs", mark)
    when = _killed(trial, documents, data, draw)
    wrong = list(faults(data, draw))
    seen = _marks(data)
    if wrong or seen not in ({"mark0"}, {mark}):
        return Verdict(held=False, ended="; ".join(wrong) or f"after the kill the library says {sorted(seen)}")
    again = start(["ingest", str(documents), "--json"], data)
    complaint = again.communicate(timeout=PATIENCE)[1]
    wrong = list(faults(data, draw))
    if again.returncode or wrong or _marks(data) != {mark}:
        return Verdict(
            held=False, ended="; ".join(wrong) or f"the next ingest ended with {again.returncode}: {complaint[-200:]}"
        )
    return Verdict(held=True, ended=f"{when}: the {'old' if seen == {'mark0'} else 'new'} library")


def _killed(trial: Trial, documents: Path, data: Path, draw: Random) -> str:
    """Kill an ingest on a copy of the bench's library while it holds the lock, and say in which part of its work it was.

    Every second trial waits until the index is begun, which is the shortest part. An ingest that was done first does not
    count: it is tried again, with half the wait.
    """
    ready, wait = base(trial.bench)
    wait *= 0.2 * draw.random() ** 2 if trial.number % 2 else draw.random()
    while True:
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(ready, data)
        there = len(list((data / GENERATIONS).iterdir()))
        process = start(["ingest", str(documents), "--json"], data)
        held = until_locked(process, data)
        while trial.number % 2 and process.poll() is None and len(list((data / GENERATIONS).iterdir())) == there:
            time.sleep(0.002)
        time.sleep(wait)
        built = [path for path in (data / GENERATIONS).iterdir() if path.is_dir()]
        process.kill()
        process.communicate()
        if held and process.returncode == -signal.SIGKILL:
            break
        wait /= 2
    if len(built) == there:
        return "before the index was begun"
    return (
        "after the index was written"
        if all((it / "meta.json").is_file() for it in built)
        else "while it wrote the index"
    )


def kill_reader(trial: Trial) -> Verdict:
    """Kill the reading process at a random moment; that file is refused by name and the next one is read."""
    slow = trial.home / "slow.txt"
    slow.write_text("\n\n".join(f"{n} A worker must see child {n} alone and at home." for n in range(LINES)))
    small = write_documents(trial.home / "docs", "mark") / "a.md"
    with ParseWorker(Limits(seconds=PATIENCE, megabytes=1024)) as worker:
        worker.read_document(small, entry_of(small))
        assert worker.process_id is not None
        killing = threading.Timer(trial.draw().uniform(0, 1.0), os.kill, (worker.process_id, signal.SIGKILL))
        killing.start()
        try:
            worker.read_document(slow, entry_of(slow))
            ended = "read before the kill"
        except FileRefused as error:
            ended = (
                "refused by name" if str(error).startswith("slow.txt: its reader was ended by SIGKILL") else str(error)
            )
        killing.join()
        read = worker.read_document(small, entry_of(small))
    return Verdict(held=ended in ("refused by name", "read before the kill") and bool(read.paragraphs), ended=ended)


def second_writer(trial: Trial) -> Verdict:
    """While one ingest is at work, another ends with 4 and says who is at work; the first is not disturbed."""
    ready, _ = base(trial.bench)
    data = trial.home / "data"
    shutil.copytree(ready, data)
    first = start(["ingest", str(write_documents(trial.home / "docs", "mark1")), "--json"], data)
    held = until_locked(first, data)
    os.kill(first.pid, signal.SIGSTOP)
    try:
        second = start(["ingest", str(write_documents(trial.home / "other", "mark2")), "--json"], data)
        complaint = second.communicate(timeout=PATIENCE)[1]
    finally:
        os.kill(first.pid, signal.SIGCONT)
    ended = _end(first)
    named = f"process {first.pid}." in complaint and "soundingboard ingest" not in complaint.split("found")[0]
    whole = not list(faults(data, trial.draw())) and _marks(data) == {"mark1"}
    held = held and second.returncode == 4 and named and ended == 0 and whole
    return Verdict(
        held=held, ended="refused, the holder named" if held else f"ended with {second.returncode}: {complaint[-200:]}"
    )


def _end(process: "subprocess.Popen[str]") -> int:
    process.communicate(timeout=PATIENCE)
    return process.returncode


def _marks(data: Path) -> set[str]:
    library = Library.open(data)
    try:
        return marks(library)
    finally:
        library.close()
