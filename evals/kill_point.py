"""Kill points: which part of its work an ingest is in, seen from outside by the files that it has written so far."""

import shutil
import subprocess
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from random import Random

from corpus.backup import pointer_in
from corpus.library import FILE
from corpus.names import FILE as NAMES
from corpus.snapshot import GENERATIONS

Process = subprocess.Popen[str]
Begin = Callable[[], tuple[Process, set[str]]]
Kill = Callable[[Process], bool]
LOOK = 0.001
"""Seconds between two looks."""
ATTEMPTS = 8


class Part(StrEnum):
    """The parts of an ingest that holds the lock, in order."""

    READING = "while it read"
    EMBEDDING = "while it embedded"
    WORDS = "while it wrote arrays and words"
    VECTORS = "while it wrote the vectors"
    COMMIT = "between index and commit"
    AFTER = "after the commit"


WANTED = (None, Part.EMBEDDING, Part.VECTORS, Part.COMMIT)
"""What trials wait for, in turn; None: any moment."""
LAST_FILES = ((Part.VECTORS, NAMES), (Part.WORDS, "entries.json"))


def generations(data: Path) -> set[str]:
    """The generations that have a folder, whole or begun."""
    return {path.name for path in (data / GENERATIONS).glob("g*")}


def part_of(data: Path, before: set[str]) -> Part:
    """What an ingest was at; `before` are the generations that were there when it began."""
    begun = sorted(generations(data) - before)
    if not begun:
        return Part.READING
    folder = data / GENERATIONS / begun[-1]
    if (folder / "meta.json").is_file():
        pointer = pointer_in(data / FILE)
        return Part.AFTER if pointer and pointer[0] == begun[-1] else Part.COMMIT
    return next((part for part, file in LAST_FILES if (folder / file).is_file()), Part.EMBEDDING)


def lengths(process: Process, data: Path, before: set[str]) -> dict[str, float]:
    """How many seconds each part of an ingest takes here, from its lock to its end."""
    found: dict[str, float] = {}
    last = time.monotonic()
    while process.poll() is None:
        part = part_of(data, before)
        time.sleep(LOOK)
        now = time.monotonic()
        found[part] = found.get(part, 0.0) + now - last
        last = now
    return found


class KillPoint:
    """A moment to kill at: a part of the work, or any, and how long after its beginning."""

    def __init__(self, number: int, draw: Random, seconds: dict[str, float]) -> None:
        self.wanted: Part | None = WANTED[number % len(WANTED)]
        share = seconds.get(self.wanted, 0.1) if self.wanted else sum(seconds.values())
        self._wait = draw.random() * share

    def reach(self, process: Process, data: Path, before: set[str]) -> None:
        """Wait for it, or until the ingest is done."""
        parts = list(Part)
        first = parts.index(self.wanted) if self.wanted else 0
        while process.poll() is None and parts.index(part_of(data, before)) < first:
            time.sleep(LOOK)
        time.sleep(self._wait)

    def missed(self, part: Part) -> bool:
        """Whether the kill came in another part than was wanted; the next time it comes earlier."""
        if part is self.wanted or self.wanted is None:
            return False
        self._wait /= 2
        return True


def killed(point: KillPoint, begin: Begin, kill: Kill, data: Path) -> Part:
    """Begin, wait for the moment, kill; the part it came in. Tried again where the ingest was done first or it came late.

    begin: makes the data folder ready and starts an ingest that holds the lock; with it the generations that were there.
    kill: ends what is to be killed, and says whether the ingest was still at work.
    """
    for attempt in range(1, ATTEMPTS + 1):
        shutil.rmtree(data, ignore_errors=True)
        process, before = begin()
        point.reach(process, data, before)
        part = part_of(data, before)
        if kill(process) and (not point.missed(part) or attempt == ATTEMPTS):
            return part
        process.communicate()
    raise RuntimeError(f"expected to kill an ingest at work, found it done {ATTEMPTS} times")
