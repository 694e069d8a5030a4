"""The process in which files are read: `python -m ingest.parse_child FD`. Whatever a file does to it, ingest goes on.

It answers each request on the connection with one reply, in order, and ends when the other side closes it.
"""

import os
import pickle
import resource
import sys
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.errors import FileRefused
from ingest.entry import ManifestEntry
from ingest.limits import Limits
from ingest.parse_reply import Failed, Read, Refused, Reply
from ingest.read_document import read_document


def main() -> None:
    """Answer requests until there are no more. What readers print goes nowhere."""
    connection = Connection(int(sys.argv[1]))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    while True:
        try:
            path, entry, limits = pickle.loads(connection.recv_bytes())
        except EOFError:
            return
        _limit(limits, path)
        connection.send_bytes(pickle.dumps(_reply(path, entry)))


def _end_with(parent: int) -> None:
    """End this process within a second of the one that started it, even in the middle of a file."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _reply(path: Path, entry: ManifestEntry) -> Reply:
    try:
        return Read(contents=read_document(path, entry))
    except FileRefused as error:
        return Refused(message=str(error))
    except OSError as error:
        return Refused(message=f"{path.name}: the file cannot be read ({error.strerror or error}).")
    except MemoryError:
        return Failed(kind="MemoryError")
    except Exception as error:  # noqa: BLE001 - a reader's mistake with one file must not stop the others
        return Failed(kind=type(error).__name__)


def _limit(limits: Limits, path: Path) -> None:
    """Lower the limits of this process for the file to come. Where a system does not know one, the clock remains."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 2)
    _set(resource.RLIMIT_DATA, limits.megabytes_for(path) * 2**20)


def _set(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
