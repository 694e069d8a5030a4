"""The process in which files are read: `python -m ingest.parse_child FD`. Whatever a file does to it, ingest goes on.

It answers each request on the connection with one reply, in order, and ends when the other side closes it.
"""

import os
import pickle
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.errors import FileRefused
from ingest.confine import end_with_parent, leave_no_core, limit
from ingest.entry import ManifestEntry
from ingest.parse_reply import Failed, Read, Refused, Reply
from ingest.read_document import read_document


def main() -> None:
    """Answer requests until there are no more. What readers print goes nowhere."""
    connection = Connection(int(sys.argv[1]))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    leave_no_core()
    end_with_parent()
    while True:
        try:
            path, entry, limits = pickle.loads(connection.recv_bytes())
        except EOFError:
            return
        limit(limits, path)
        connection.send_bytes(pickle.dumps(_reply(path, entry)))


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


if __name__ == "__main__":
    main()
