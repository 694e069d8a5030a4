"""Backup while an ingest writes, everything deleted, restored and probed; and a torn copy, which must be noticed."""

import shutil
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from random import Random

from corpus.backup import backup
from corpus.errors import BackupDamaged
from corpus.restore import restore
from evals.chroma_run import ChromaRun
from evals.proof import Trial, Verdict
from evals.prove_library import base, current, faults, missed, start, until_locked, write_documents

PROBES = 500
TORN = 5


def backup_under_writes(trial: Trial) -> Verdict:
    """Back up at a random moment of an ingest; delete all; restore; every probe finds itself, and torn copies are refused.

    Every second trial restores onto a Chroma server.
    """
    ready, data, file, draw = base(trial.bench), trial.home / "data", trial.home / "saved.zip", trial.draw()
    shutil.copytree(ready.data, data)
    writer = start(["ingest", str(write_documents(trial.home / "docs", "mark1")), "--json"], data)
    until_locked(writer, data)
    time.sleep(draw.uniform(0, sum(ready.seconds.values())))
    backup(data, file)
    if writer.wait():
        return Verdict(held=False, ended="the backup stopped an ingest")
    shutil.rmtree(data)
    for _ in range(TORN):
        if not _noticed(_torn(file, trial.home / "torn.zip", draw), data):
            return Verdict(held=False, ended="a torn copy was restored")
    with ExitStack() as stack:
        server = stack.enter_context(ChromaRun(trial.home / "chroma")) if trial.number % 2 else None
        restore(file, data, chroma=server.address if server else "")
        wrong = list(faults(data))
        misses = _misses(data, draw)
    kind = "server" if server else "folder"
    ended = "; ".join(wrong) or f"into a {kind}: {PROBES} probes, {misses} misses; {TORN} torn copies noticed"
    return Verdict(held=not wrong and not misses, ended=ended)


def _misses(data: Path, draw: Random) -> int:
    with closing(current(data)) as generation:
        return missed(generation, draw.choices(range(len(generation.window_rows)), k=PROBES))


def _torn(file: Path, torn: Path, draw: Random) -> Path:
    """A copy that ends early, or lost a stretch in the middle."""
    whole = file.read_bytes()
    place, length = draw.randrange(len(whole)), draw.randint(1, len(whole) // 4)
    torn.write_bytes(whole[:place] + (b"" if draw.random() < 0.5 else whole[place + length :]))
    return torn


def _noticed(torn: Path, data: Path) -> bool:
    with suppress(BackupDamaged):
        restore(torn, data)
        return False
    return True
