"""Review: a set held against the library as it is now: which items are stale, which fail a check, what a trainer decided."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from corpus.errors import QuizError
from corpus.library import Library
from corpus.paragraph import Paragraph
from evals.quiz_checks import Failure, duplicates, failures, stale
from evals.quiz_item import Acceptance, Item, ItemState
from evals.quiz_make import ground_of
from evals.quiz_rules import load_quiz_rules
from evals.quiz_text import one_line
from evals.speaking import speaking

LONGEST_BY = 80
"""Characters of the name of who accepts an item."""


def reviewed(items: Sequence[Item], library: Library) -> tuple[tuple[Item, ...], tuple[Failure, ...]]:
    """The items, those with a changed paragraph marked stale, and every failure: stale ones first, then each check, then
    duplicates. An item that a trainer rejected is not looked at.
    """
    looked_at = [it for it in items if it.state is not ItemState.REJECTED]
    old = stale(looked_at, current_paragraphs(library))
    behind = {it.item for it in old}
    grounds = {area: ground_of(library, area, load_quiz_rules()) for area in {it.area for it in looked_at}}
    wrong = [failure for it in looked_at if it.id not in behind for failure in failures(it, grounds[it.area])]
    marked = tuple(it.put(ItemState.STALE) if it.id in behind else it for it in items)
    return marked, (*old, *wrong, *duplicates(looked_at))


def current_paragraphs(library: Library, of: Collection[str] | None = None) -> Mapping[str, Paragraph]:
    """Every paragraph that the library speaks by today, by its id: none of a document that was withdrawn or superseded.

    of: only of these documents; None: of all.
    """
    return {it.id: it for paragraphs in speaking(library, of=of).values() for it in paragraphs}


def accepted_by(name: str, on: date) -> Acceptance:
    """An acceptance under a name, which may be empty. Raises QuizError where it is too long to stand in one line."""
    by = one_line(name)
    if len(by) > LONGEST_BY:
        raise QuizError(f"Expected a name of at most {LONGEST_BY} characters for who accepts, found {len(by)}.")
    return Acceptance(by=by, on=on)


def decided(
    items: Iterable[Item], ids: Iterable[str], state: ItemState, acceptance: Acceptance | None = None
) -> tuple[Item, ...]:
    """The items, those with these ids in another state. acceptance: who accepts them, and when.

    Raises KeyError with the first id that no item has.
    """
    known = {it.id: it for it in items}
    for item_id in ids:
        known[item_id] = known[item_id].put(state, acceptance)
    return tuple(known.values())
