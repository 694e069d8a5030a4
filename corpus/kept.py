"""Kept: what is worked out once of something that never changes, and goes with it."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST_KEPT = 256
"""How many things are kept at once; when there are more, all begin anew."""
T = TypeVar("T")


class Kept:
    """Things by key. Safe to use from several threads. Nothing of a question's own words may be in a key or a thing."""

    def __init__(self) -> None:
        self._found: dict[tuple[Hashable, ...], Any] = {}

    def get(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What `make` gave the first time under this key. Two threads that come first both work it out: it is the same.

        >>> kept = Kept()
        >>> kept.get(("area", "x"), lambda: 1), kept.get(("area", "x"), lambda: 2)
        (1, 1)
        """
        there = self._found
        if key in there:
            known: T = there[key]
            return known
        made = make()
        self._found = {**there, key: made} if len(there) < MOST_KEPT else {key: made}
        return made
