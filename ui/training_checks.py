"""Training checks: each item of a set held against the library as it is now, worked out once for each edition of either."""

from collections.abc import Mapping, Sequence
from threading import RLock

from corpus.errors import LibraryMissing
from corpus.library import Library
from corpus.paragraph import Paragraph
from evals.quiz_checks import Failure, duplicates, failures, stale
from evals.quiz_ground import Ground
from evals.quiz_item import Item, ItemState
from evals.quiz_make import ground_of
from evals.quiz_review import current_paragraphs
from evals.quiz_rules import load_quiz_rules
from ui.desk import Desk

MOST_KEPT = 20_000
"""Checked items that are remembered; a set has some tens."""


class TrainingChecks:
    """The checks of one installation. Safe for several threads; what was worked out is forgotten when the library changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        self._library = ""
        self._paragraphs: Mapping[str, Paragraph] = {}
        self._grounds: dict[str | None, Ground] = {}
        self._failures: dict[Item, tuple[Failure, ...]] = {}

    def paragraphs(self) -> Mapping[str, Paragraph]:
        """Every paragraph of the current editions, by id. Raises LibraryMissing."""
        with self._lock:
            self._fresh()
            return self._paragraphs

    def of(self, items: Sequence[Item]) -> dict[str, tuple[Failure, ...]]:
        """What each item fails, by its id; nothing for one that passes or was rejected. A stale one fails that alone.

        Raises LibraryMissing.
        """
        looked_at = [it for it in items if it.state is not ItemState.REJECTED]
        with self._lock:
            library = self._fresh()
            old = {it.item: (it,) for it in stale(looked_at, self._paragraphs)}
            found = {it.id: old.get(it.id) or self._own(it, library) for it in looked_at}
        for twice in duplicates(looked_at):
            found[twice.item] = (*found[twice.item], twice)
        return {key: failed for key, failed in found.items() if failed}

    def _own(self, item: Item, library: Library) -> tuple[Failure, ...]:
        if item not in self._failures:
            if len(self._failures) >= MOST_KEPT:
                self._failures.clear()
            self._failures[item] = failures(item, self._ground(item.area, library))
        return self._failures[item]

    def _ground(self, area: str | None, library: Library) -> Ground:
        if area not in self._grounds:
            self._grounds[area] = ground_of(library, area, load_quiz_rules())
        return self._grounds[area]

    def _fresh(self) -> Library:
        """The library; what is remembered of a former state of it goes."""
        library = self._desk.library()
        pointer = library.pointer()
        if pointer is None:
            raise LibraryMissing(
                "Expected documents in the library, found none. Put some in with `soundingboard ingest`."
            )
        if pointer.fingerprint != self._library:
            self._grounds, self._failures = {}, {}
            self._paragraphs = current_paragraphs(library)
            self._library = pointer.fingerprint
        return library
