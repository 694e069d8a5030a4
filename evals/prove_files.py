"""Mutated files and bombs: each is read or refused by name, in time and without filling the memory."""

import json
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from random import Random

from corpus.errors import FileRefused
from corpus.settings import DEMO_DOCUMENTS, PROJECT
from evals.mutation import mutated
from evals.mutation_structure import restructured
from evals.proof import Trial, Verdict
from evals.prove_bombs import BOMBS
from ingest.archive import SUFFIX
from ingest.limits import Limits
from ingest.no_manifest import entry_of
from ingest.parse_worker import ParseWorker
from ingest.read import READERS

SAMPLES = PROJECT.parent / "shared" / "samples"
OWN = (DEMO_DOCUMENTS, PROJECT / "tests" / "data" / "pdf", PROJECT / "tests" / "golden")
LARGEST = 4 * 2**20
LIMITS = Limits(seconds=120, megabytes=1024)
MOST_GROWTH = 200
ENDINGS = (
    (r"more than [\d.]+ s", "stopped by the clock"),
    (r"MB of memory", "stopped by the memory limit"),
    (r"its reader failed \((\w+)\)", "its reader failed"),
    (r"its reader (was ended|ended)", "its reader broke"),
)
"""What a refusal says, and how it is counted; any other is a reader's own."""


def mutant(trial: Trial) -> Verdict:
    """A real file of a format drawn, damaged: every second one where its format keeps its bones, the others anywhere.

    Sample files from outside where they are there, and the project's own.
    """
    draw = trial.draw()
    source = draw.choice(sources(draw))
    suffix = source.suffix.lower()
    kind, damage = ("structure", restructured) if trial.number % 2 else ("bytes", mutated)
    path = trial.home / f"mutant{suffix}"
    path.write_bytes(damage(source.read_bytes(), suffix, draw))
    verdict = read_apart(path)
    return replace(verdict, ended=f"{suffix[1:]}, {kind}: {verdict.ended}")


def bomb(trial: Trial) -> Verdict:
    """A small file made to become a large one, or to go on for ever; kinds in turn, their size drawn."""
    kinds = tuple(BOMBS)
    kind = kinds[trial.number % len(kinds)]
    path = BOMBS[kind](trial.home, trial.draw())
    verdict = unpacked_apart(path) if path.suffix == SUFFIX else read_apart(path)
    return replace(verdict, ended=f"{kind}: {verdict.ended}")


def read_apart(path: Path) -> Verdict:
    """Read one file as ingest does, and see how it ends and how much memory its reader takes."""
    small = path.parent / "small.md"
    small.write_text("# A\n\n1.1 A worker must ring the duty desk.\n", encoding="utf-8")
    with ParseWorker(LIMITS) as worker:
        worker.read_document(small, entry_of(small))
        assert worker.process_id is not None
        with _Growth(worker.process_id) as growth:
            ended = _ended(path, worker)
        read = worker.read_document(small, entry_of(small))
    held = bool(read.paragraphs) and bool(ended) and growth.megabytes < MOST_GROWTH
    return Verdict(held=held, ended=ended or "refused without its name", megabytes=growth.megabytes)


def unpacked_apart(path: Path) -> Verdict:
    """Unpack an archive as ingest does, in a process of its own, and see how it ends and how much memory that takes."""
    command = [sys.executable, "-m", "evals.unpack_child", str(path), str(path.parent / "unpacked")]
    process = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=LIMITS.seconds)
    if process.returncode:
        return Verdict(held=False, ended=f"ended with {process.returncode}: {process.stderr[-200:]}")
    said = json.loads(process.stdout)
    named = not said["refusal"] or said["refusal"].startswith(f"{path.name}: ")
    ended = "refused before it was unpacked" if said["refusal"] else "unpacked"
    return Verdict(
        held=named and said["megabytes"] < MOST_GROWTH,
        ended=ended if named else "refused without its name",
        megabytes=said["megabytes"],
    )


def _ended(path: Path, worker: ParseWorker) -> str:
    """`read`, or how it was refused; empty where the refusal does not name the file."""
    try:
        worker.read_document(path, entry_of(path))
    except FileRefused as error:
        if not str(error).startswith(f"{path.name}: "):
            return ""
        return next((ending for pattern, ending in ENDINGS if re.search(pattern, str(error))), "refused by its reader")
    return "read"


def sources(draw: Random) -> list[Path]:
    """Files to damage, of one format drawn."""
    folders = (*OWN, SAMPLES) if SAMPLES.is_dir() else OWN
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in READERS]
    small = [path for path in found if path.is_file() and path.stat().st_size <= LARGEST]
    suffix = draw.choice(sorted({path.suffix.lower() for path in small}))
    return [path for path in small if path.suffix.lower() == suffix]


class _Growth:
    """Watches the largest resident size of a process (Linux: VmHWM of /proc/PID/status); 0 where that cannot be seen."""

    def __init__(self, process: int) -> None:
        self._status = Path(f"/proc/{process}/status")
        self._before = self._last = self._seen()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "_Growth":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def megabytes(self) -> int:
        """By how much it has grown."""
        return (self._last - self._before) // 1024

    def _watch(self) -> None:
        while True:
            self._last = max(self._last, self._seen())
            if self._done.wait(0.02):
                self._last = max(self._last, self._seen())
                return

    def _seen(self) -> int:
        """Kilobytes."""
        try:
            found = re.search(r"VmHWM:\s+(\d+)", self._status.read_text())
        except OSError:
            return 0
        return int(found[1]) if found else 0
