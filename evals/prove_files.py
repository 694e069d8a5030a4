"""Mutated files and bombs: each is read or refused by name, in time and without filling the memory."""

import re
import threading
from pathlib import Path
from random import Random

from corpus.errors import FileRefused
from corpus.settings import DEMO_DOCUMENTS, PROJECT
from evals.mutation import mutated
from evals.proof import Trial, Verdict
from evals.prove_bombs import BOMBS
from ingest.archive import SUFFIX, unpack
from ingest.limits import Limits
from ingest.no_manifest import entry_of
from ingest.parse_worker import ParseWorker
from ingest.read import READERS

SAMPLES = PROJECT.parent / "shared" / "samples"
OWN = (DEMO_DOCUMENTS, PROJECT / "tests" / "data" / "pdf")
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
    """A real file, damaged at random: sample files from outside where they are there, else the demonstration's own."""
    draw = trial.draw()
    source = draw.choice(_sources(draw))
    path = trial.home / f"mutant{source.suffix.lower()}"
    path.write_bytes(mutated(source.read_bytes(), path.suffix, draw))
    return read_apart(path)


def bomb(trial: Trial) -> Verdict:
    """A small file made to become a large one, or to go on for ever; kinds in turn, their size drawn."""
    kinds = tuple(BOMBS)
    kind = kinds[trial.number % len(kinds)]
    path = BOMBS[kind](trial.home, trial.draw())
    verdict = read_apart(path)
    return Verdict(held=verdict.held, ended=f"{kind}: {verdict.ended}", megabytes=verdict.megabytes)


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


def _ended(path: Path, worker: ParseWorker) -> str:
    """`read`, or how it was refused; empty where the refusal does not name the file."""
    try:
        if path.suffix == SUFFIX:
            unpack(path, path.parent / "unpacked")
        else:
            worker.read_document(path, entry_of(path))
    except FileRefused as error:
        if not str(error).startswith(f"{path.name}: "):
            return ""
        return next((ending for pattern, ending in ENDINGS if re.search(pattern, str(error))), "refused by its reader")
    return "read"


def _sources(draw: Random) -> list[Path]:
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
