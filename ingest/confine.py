"""What a process that opens files of others does to itself first: limits, silence, and an end when its parent ends."""

import os
import resource
import threading
import time
from pathlib import Path

from ingest.limits import Limits


def end_with_parent() -> None:
    """From now on, end this process within a second of the one that started it, even in the middle of a file."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def limit(limits: Limits, path: Path) -> None:
    """Lower the limits of this process for the file to come. Where a system does not know one, the clock remains."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 2)
    _set(resource.RLIMIT_DATA, limits.megabytes_for(path) * 2**20)


def leave_no_core() -> None:
    """Write no memory to disk when this process crashes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))
    except (ValueError, OSError):
        return
