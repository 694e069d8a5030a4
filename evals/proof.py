"""Proof: one thing that faults must not do, tried many times from one seed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one trial ended: `held` says whether the promise did, `ended` how, in few words that many trials share.

    megabytes: by how much the process under trial grew, 0 where that is not measured.
    """

    held: bool
    ended: str
    megabytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One trial of a proof.

    number: from 0; with the seed it settles what is drawn.
    bench: a folder that the trials of one run share, for what is costly to prepare.
    home: an empty folder of this trial.
    """

    number: int
    seed: int
    bench: Path
    home: Path

    def draw(self) -> Random:
        """The same random numbers for the same seed and trial."""
        return Random(f"{self.seed}/{self.number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is promised, how often it is tried in full, and how."""

    name: str
    promise: str
    trials: int
    try_once: Callable[[Trial], Verdict]
