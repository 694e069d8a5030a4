"""Runs that are going: each the command that a person would start, in a process of its own, so that the server goes on answering.

What is known of a run lies in `going/ID/` of the data folder: how far it is, what it said, and a lock that the process holds as
long as it lives. So a reloaded page, and a server that was started again, find it.
"""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.errors import RunError, Unknown
from evals.run_progress import STOP, RunStage
from ui.wording import wording

FOLDER = "going"
COMMAND = (sys.executable, "-c", "from ui.cli import main; main()", "evals", "run")
KEPT = 20
"""How many runs that ended are remembered: long enough for a page that was left open."""
LEAST_WAIT = 5
"""Seconds that a process has to end when the server does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingRun:
    """A run by its id. asked, of: questions; 0 of 0 until they are known. run: the id of the stored run, '' until it is done.

    stopping: somebody asked it to stop. why: what it said when it failed.
    """

    id: str
    suite: str
    stage: RunStage
    asked: int = 0
    of: int = 0
    run: str = ""
    stopping: bool = False
    why: str = ""

    @property
    def is_going(self) -> bool:
        """Whether it has not ended."""
        return self.stage in (RunStage.STARTING, RunStage.ASKING)


class GoingRuns:
    """The runs of a data folder that were started from the desk. Safe to use from several threads."""

    def __init__(self, data: Path, command: Sequence[str] = COMMAND) -> None:
        """`command` is started with the arguments of a run."""
        self._data = data
        self._command = command
        self._started: list[subprocess.Popen[bytes]] = []
        self._one_at_a_time = Lock()

    def start(self, suite: str, arguments: Sequence[str]) -> GoingRun:
        """Start a run of a suite; `arguments` go to `evals run`. Raises RunError where one is going already."""
        with self._one_at_a_time:
            going = next((it for it in self.all() if it.is_going), None)
            if going is not None:
                raise RunError(wording("evals")["one_at_a_time"].format(suite=going.suite))
            self._forget_old()
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
            folder = self._data / FOLDER / name
            folder.mkdir(parents=True)
            (folder / "suite").write_text(suite, encoding="utf-8")
            with (folder / "lock").open("w") as lock, (folder / "said").open("wb") as said:
                # The lock belongs to the open file, which the process inherits and keeps until it ends, however it ends.
                fcntl.flock(lock, fcntl.LOCK_EX)
                process = subprocess.Popen(
                    [*self._command, *arguments, "--progress", str((folder / "progress").resolve())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    pass_fds=(lock.fileno(),),
                    env={**os.environ, "SOUNDINGBOARD_DATA": str(self._data.resolve())},
                )
            self._started.append(process)
        return self.find(name)

    def all(self) -> tuple[GoingRun, ...]:
        """Every run that is remembered, the newest first."""
        return tuple(self._read(folder) for folder in self._folders())

    def find(self, name: str) -> GoingRun:
        """The run with an id. Raises Unknown."""
        folder = next((it for it in self._folders() if it.name == name), None)
        if folder is None:
            raise Unknown(wording("evals")["no_going"].format(name=name))
        return self._read(folder)

    def stop(self, name: str) -> None:
        """Ask a run to end before its next question. Raises Unknown."""
        found = self.find(name)
        (self._data / FOLDER / found.id / STOP).touch()

    def close(self) -> None:
        """End what this server started and is still going."""
        for process in self._started:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(LEAST_WAIT)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def _folders(self) -> list[Path]:
        return sorted((it for it in (self._data / FOLDER).glob("*") if it.is_dir()), reverse=True)

    def _forget_old(self) -> None:
        for folder in self._folders()[KEPT:]:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, folder: Path) -> GoingRun:
        alive = self._is_alive(folder)
        told = _told(folder / "progress")
        stage = RunStage(told.get("stage", RunStage.STARTING))
        why = str(told.get("why", ""))
        if not alive and stage in (RunStage.STARTING, RunStage.ASKING):
            stage = RunStage.STOPPED if (folder / STOP).exists() else RunStage.FAILED
            why = _last_words(folder / "said")
        return GoingRun(
            id=folder.name,
            suite=_text(folder / "suite"),
            stage=stage,
            asked=int(told.get("asked", 0)),
            of=int(told.get("of", 0)),
            run=next(iter(told.get("runs", ())), ""),
            stopping=(folder / STOP).exists(),
            why=why,
        )

    def _is_alive(self, folder: Path) -> bool:
        """Whether the process still holds its lock. One that ended is waited for, so that nothing is left of it."""
        self._started = [it for it in self._started if it.poll() is None]
        try:
            with (folder / "lock").open("r") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False


def _told(file: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _last_words(file: Path) -> str:
    """The last line that a process said, which is its error."""
    lines = [line for line in _text(file).splitlines() if line.strip()]
    return lines[-1] if lines else wording("evals")["ended_silently"]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
