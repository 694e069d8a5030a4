"""The most memory that a process and all its children hold at one moment."""

import threading
from types import TracebackType
from typing import Any, Self

EVERY = 0.05
"""Seconds between two looks."""


class PeakMemory:
    """Looks at a process and its children while the `with` block runs; `megabytes` is the largest sum seen, in 10^6 bytes.

    What is summed is resident memory. Pages that two processes share count twice, and pages of files that are mapped count too,
    so the true need is never higher.
    """

    def __init__(self, process: int) -> None:
        self._process = process
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self.megabytes = 0.0

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        import psutil

        try:
            process = psutil.Process(self._process)
            looking = True
            while looking:
                self.megabytes = max(self.megabytes, resident(process))
                looking = not self._done.wait(EVERY)
        except psutil.NoSuchProcess:
            return


def resident_now() -> float:
    """Resident memory of this process, in 10^6 bytes."""
    import psutil

    return float(psutil.Process().memory_info().rss / 1e6)


def resident(process: Any) -> float:
    """Resident memory of a process and its children now, in 10^6 bytes; a child that has just ended holds nothing."""
    import psutil

    total = int(process.memory_info().rss)
    for child in process.children(recursive=True):
        try:
            total += int(child.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return total / 1e6
