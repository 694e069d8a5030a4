"""ServedVectors: a generation's vectors on a Chroma server, which may be down, hang, come back, or hold what is not ours."""

import time
from collections.abc import Sequence
from threading import Lock

import numpy as np

from corpus.embedder import Vectors
from corpus.errors import LibraryDamaged, LibraryUnusable, VectorsUnreachable, WrongUse
from corpus.vector_place import VectorPlace
from corpus.vectors import REBUILD, ChromaVectors

QUIET = 30.0
"""Seconds for which a server that failed is not asked again, so that a server that hangs holds up one question, not all."""
SURE = 0.999


class ServedVectors:
    """Connects at the first use, and probes the collection then: anyone who reaches the server can write to it.

    `ids` and `windows`, shape (n, d), are what the collection has to hold.
    """

    def __init__(self, place: VectorPlace, ids: Sequence[str], windows: Vectors) -> None:
        self.place = place
        self._ids = tuple(ids)
        self._known = frozenset(ids)
        self._windows = windows
        self._lock = Lock()
        self._open: ChromaVectors | None = None
        self._failure: LibraryUnusable | None = None
        self._quiet_until = 0.0

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """As `ChromaVectors.nearest`. Raises VectorsUnreachable, or LibraryDamaged where the collection is not as published."""
        try:
            found = self._connected().nearest(vector, k)
            if not self._known.issuperset(key for key, _ in found):
                raise LibraryDamaged(
                    f"Expected windows of this library in {self.place.collection}, found others. {REBUILD}"
                )
            return found
        except LibraryUnusable as error:
            self._drop(error)
            raise

    def ids(self) -> frozenset[str]:
        """Every id that is stored. Raises as `nearest` does."""
        return self._connected().ids()

    def probe(self) -> None:
        """Ask the server at once, however it failed before, and check what it holds. Raises as `nearest` does."""
        self._drop(None)
        try:
            self._connected()
        except LibraryUnusable as error:
            self._drop(error)
            raise

    def close(self) -> None:
        """Give the connection back."""
        self._drop(None)

    def _connected(self) -> ChromaVectors:
        with self._lock:
            if self._failure is not None and time.monotonic() < self._quiet_until:
                raise self._failure
            if self._open is None:
                opened = _opened(self.place)
                try:
                    find_themselves(opened, self._ids, self._windows, self.place.collection)
                except BaseException:
                    opened.close()
                    raise
                self._open, self._failure = opened, None
            return self._open

    def _drop(self, failure: LibraryUnusable | None) -> None:
        with self._lock:
            if self._open is not None:
                self._open.close()
            if failure is not self._failure:
                self._quiet_until = time.monotonic() + QUIET
            self._open, self._failure = None, failure


def _opened(place: VectorPlace) -> ChromaVectors:
    """An address that may not be used is no mistake of whoever asks a question: the exact scan answers."""
    try:
        return ChromaVectors.open_on(place)
    except WrongUse as error:
        raise VectorsUnreachable(str(error)) from error


def find_themselves(vectors: ChromaVectors, ids: Sequence[str], windows: Vectors, where: str) -> None:
    """Check that a store holds these ids and no others, and that up to 50 windows, spread over all, find themselves.

    Raises LibraryDamaged, and VectorsUnreachable where the store is on a server that fails.
    """
    stored = vectors.ids()
    if stored != frozenset(ids):
        raise LibraryDamaged(
            f"Expected the {len(ids)} windows of {where} in its vectors, found {len(stored)}. {REBUILD}"
        )
    places = sorted({int(it) for it in np.linspace(0, len(ids) - 1, 50)}) if len(ids) else []
    for place in places:
        near = vectors.nearest(windows[place], 5)
        if not near or max(similarity for _, similarity in near) < SURE:
            raise LibraryDamaged(f"Expected window {place} of {where} to find itself, found {near}. {REBUILD}")
