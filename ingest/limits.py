"""Limits: how much time and memory the reading of one file may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost before its reading is stopped.

    seconds: of the clock; the processor's time is held to the same as a second guard.
    megabytes: that the process which reads it may have allocated in all. The readers themselves need some 100.
    """

    seconds: float
    megabytes: int
