"""A contender's process, seen from the bench: started with the same cores, threads and switches as every other."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from evals.bench_material import PROJECT

CORES = 2
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "PYTHONWARNINGS": "ignore",
}


class BenchFailed(RuntimeError):
    """A contender's process ended before it replied."""


class ContenderProcess:
    """One process, which ends with the `with` block. `log` takes what it prints."""

    def __init__(self, name: str, log: Path) -> None:
        self.name = name
        self._log = log
        with log.open("ab") as printed:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "evals.bench_child", name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=printed,
                text=True,
                cwd=PROJECT,
                env=os.environ | OFFLINE | threads(),
            )
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, cores())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def ask(self, what: str, folder: Path | None = None) -> dict[str, Any]:
        """Send one request and wait for its reply. Raises BenchFailed where the process ended instead."""
        if self._process.stdin is None or self._process.stdout is None:
            raise BenchFailed(f"{self.name} has no pipes")
        try:
            self._process.stdin.write(json.dumps({"do": what, "folder": str(folder or "")}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise BenchFailed(self._ended(what)) from error
        line = self._process.stdout.readline()
        if not line:
            raise BenchFailed(self._ended(what))
        reply: dict[str, Any] = json.loads(line)
        return reply

    def _ended(self, what: str) -> str:
        last = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-5:]
        return f"Expected {self.name} to {what}; its process ended. Its last words:\n  " + "\n  ".join(last)


def cores() -> frozenset[int]:
    """The first cores that this process may use: at most CORES of them, the same for every contender."""
    if not hasattr(os, "sched_getaffinity"):
        return frozenset(range(min(CORES, os.cpu_count() or 1)))
    return frozenset(sorted(os.sched_getaffinity(0))[:CORES])


def threads() -> dict[str, str]:
    """Environment that gives every numeric library as many threads as there are cores."""
    count = str(len(cores()))
    return {name: count for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")}
