"""ParseWorker: reads files in a process of their own, so that no file can take ingest down, hang it or fill the memory."""

import os
import pickle
import signal
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.contents import EditionContents
from corpus.errors import FileRefused
from ingest.entry import ManifestEntry
from ingest.limits import Limits
from ingest.parse_reply import Failed, Read, Refused, Reply, reply_of

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 5.0
"""Seconds in which a process whose connection is closed ends."""
MOST_REPLY = 512 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Process:
    """A running reader and our end of its connection."""

    popen: "subprocess.Popen[bytes]"
    connection: Connection

    def end(self, *, kill: bool) -> int:
        """Close the connection and wait; its exit code, negative where a signal ended it. With `kill`, end it first."""
        if kill:
            self._kill()
        self.connection.close()
        try:
            return self.popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._kill()
            return self.popen.wait()

    def _kill(self) -> None:
        """End it and whatever it has started."""
        try:
            os.killpg(self.popen.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


class ParseWorker:
    """One process is started at the first file and reads all that follow; after a fault the next file gets a new one."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: _Process | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.end(kill=error is not None)
            self._process = None

    @property
    def process_id(self) -> int | None:
        """The process that reads now; None before the first file and after a fault."""
        return self._process.popen.pid if self._process else None

    def read_document(self, path: Path, entry: ManifestEntry) -> EditionContents:
        """`ingest.read_document` on a file, apart from this process.

        Raises FileRefused where the file cannot become paragraphs, its reader breaks or is ended, or a limit is passed.
        """
        match self._reply(path, entry):
            case Read(contents=contents):
                return contents
            case Refused(message=message):
                raise FileRefused(message)
            case Failed(kind="MemoryError"):
                self._drop(kill=True)
                raise FileRefused(self._too_large(path))
            case Failed(kind=kind):
                raise FileRefused(
                    f"{path.name}: its reader failed ({kind}). Open the file and save it again, or as another kind."
                )

    def _reply(self, path: Path, entry: ManifestEntry) -> Reply:
        process = self._running()
        try:
            process.connection.send_bytes(pickle.dumps((path, entry, self._limits)))
            if not process.connection.poll(self._limits.seconds):
                self._drop(kill=True)
                raise FileRefused(self._too_slow(path))
            return reply_of(process.connection.recv_bytes(MOST_REPLY))
        except (EOFError, OSError, pickle.UnpicklingError):
            raise FileRefused(self._ended(path, self._drop(kill=False))) from None
        except BaseException:
            self._drop(kill=True)
            raise

    def _running(self) -> _Process:
        if self._process is not None and self._process.popen.poll() is not None:
            self._drop(kill=False)
        if self._process is None:
            ours, theirs = Pipe()
            path = os.pathsep.join([str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])])
            popen = subprocess.Popen(
                [sys.executable, "-m", "ingest.parse_child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )
            theirs.close()
            self._process = _Process(popen=popen, connection=ours)
        return self._process

    def _drop(self, *, kill: bool) -> int:
        """Give the process up; its exit code, 0 where there is none."""
        process, self._process = self._process, None
        return process.end(kill=kill) if process else 0

    def _ended(self, path: Path, code: int) -> str:
        """Why a reader that answered nothing is gone."""
        if code == -signal.SIGXCPU:
            return self._too_slow(path)
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
        return f"{path.name}: its reader {how}. The file is damaged, or made to break readers. Save it again from its program."

    def _too_slow(self, path: Path) -> str:
        return (
            f"{path.name}: reading took more than {self._limits.seconds:g} s and was stopped. "
            "Divide the file, or raise SOUNDINGBOARD_SECONDS_PER_FILE."
        )

    def _too_large(self, path: Path) -> str:
        return (
            f"{path.name}: reading took more than {self._limits.megabytes_for(path)} MB of memory and was stopped. "
            "Divide the file, or raise SOUNDINGBOARD_MEGABYTES_PER_FILE."
        )
