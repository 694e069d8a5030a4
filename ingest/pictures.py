"""Pictures of a PDF's pages, drawn in a process of their own: whatever a file does to it, who shows the pictures goes on."""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ingest.limits import Limits

PROJECT = Path(__file__).resolve().parent.parent
LIMITS = Limits(seconds=60.0, megabytes=1024)
KEPT = 4  # files: a reader goes to and fro between few; 400 pages take about 12 MB
MOST_BYTES = 64 * 2**20


def pictures(path: Path, limits: Limits = LIMITS) -> tuple[bytes, ...]:
    """A PNG of each page in order, as `page_pictures` draws them, those of the last four files from memory.

    Where the file breaks the process that draws, or takes longer or more memory than `limits`, the pages up to there.
    """
    try:
        stat = path.stat()
    except OSError:
        return ()
    return _pictures(path, (stat.st_mtime_ns, stat.st_size), limits)


@lru_cache(maxsize=KEPT)
def _pictures(path: Path, _state: tuple[int, int], limits: Limits) -> tuple[bytes, ...]:
    command = [sys.executable, "-m", "ingest.picture_child", str(path.resolve())]
    drawing = subprocess.Popen(
        [*command, str(limits.seconds), str(limits.megabytes)],
        cwd=PROJECT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        drawn, _ = drawing.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        drawing.kill()
        drawn, _ = drawing.communicate()
    return tuple(_divided(drawn[:MOST_BYTES]))


def _divided(drawn: bytes) -> Iterator[bytes]:
    """The pictures that came whole."""
    place = 0
    while place + 4 <= len(drawn):
        (length,) = struct.unpack_from(">I", drawn, place)
        picture = drawn[place + 4 : place + 4 + length]
        if len(picture) < length:
            return
        yield picture
        place += 4 + length
