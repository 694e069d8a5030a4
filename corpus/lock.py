"""One writer at a time: a lock on a file of the data folder, held by the operating system until the process ends."""

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import WriterBusy

FILE = "writer.lock"


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the writer's lock of a data folder. Raises WriterBusy, naming the holder, where another process has it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / FILE).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WriterBusy(_refusal(data, file.name)) from None
        file.truncate(0)
        json.dump(_holder(), file)
        file.flush()
        yield
        file.truncate(0)


def _holder() -> dict[str, str | int]:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return {"command": shlex.join(["soundingboard", *sys.argv[1:]]), "started": started, "process": os.getpid()}


def _refusal(data: Path, file: str) -> str:
    try:
        holder = json.loads(Path(file).read_text(encoding="utf-8"))
        who = f"`{holder['command']}`, started {holder['started']}, process {holder['process']}"
    except (json.JSONDecodeError, KeyError):
        who = "another process that is just starting"
    return f"Expected to be the only writer to {data}, found {who}. Wait until it is done and run this again."
