"""Once: what several steps work out of a question's own words is worked out once for the length of one call, and then let go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

if TYPE_CHECKING:  # loads numpy, which the first urgent check does without
    from corpus.embedder import Embedder

E = TypeVar("E", bound="Embedder")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")
_FOUND: ContextVar[dict[tuple[object, ...], tuple[Any, object]] | None] = ContextVar("found", default=None)


@contextmanager
def one_call() -> Iterator[None]:
    """While this lasts, in this thread, functions marked `once` work out each thing once. Nothing is left of it afterwards."""
    token = _FOUND.set({})
    try:
        yield
    finally:
        _FOUND.reset(token)


def once(work: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """For a function that gives the same for the same: texts are compared by their words, everything else by which object it is.

    What it gives is shared within the call, so nobody may change it. Outside `one_call` it works as it always did.

    >>> asked = []
    >>> heard = once(asked.append)
    >>> with one_call():
    ...     heard("who leads?"), heard("who leads?")
    (None, None)
    >>> asked
    ['who leads?']
    """

    @wraps(work)
    def known(*given: *Ts) -> R:
        found = _FOUND.get()
        if found is None:
            return work(*given)
        key = (work, *(it if isinstance(it, str) else id(it) for it in given))
        if key not in found:
            found[key] = work(*given), given  # held with what was given, so that no other object gets its id
        answer: R = found[key][0]
        return answer

    return known


@once
def remembering(embedder: E) -> E:
    """An embedder that runs once over each text of a call, whichever step asks."""
    return embedder.remembering()
