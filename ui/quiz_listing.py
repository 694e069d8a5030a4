"""Quiz sets, items and failed checks as the API gives them; `ui.wire_quiz` says the same for machines."""

from collections.abc import Iterable
from typing import Any

from evals.quiz_checks import Failure
from evals.quiz_item import Item
from evals.quiz_set import ITEMS
from ui.quiz_deciding import StaleItem
from ui.quiz_shelf import KeptSet


def set_row(kept: KeptSet) -> dict[str, Any]:
    """A set without its items."""
    return {
        "id": kept.id,
        "name": kept.name,
        "library": kept.library,
        "made_at": kept.made_at,
        "changed_at": kept.changed_at,
        "number": sum(kept.states.values()),
        "states": dict(kept.states),
    }


def set_detail(kept: KeptSet, items: Iterable[Item]) -> dict[str, Any]:
    """A whole set."""
    return {**set_row(kept), "items": [item_row(it) for it in items]}


def item_row(item: Item) -> dict[str, Any]:
    """An item with everything that it rests on."""
    row: dict[str, Any] = ITEMS.dump_python(item, mode="json")
    return row


def failure_row(failure: Failure) -> dict[str, str]:
    """A check that an item does not pass."""
    return {"item": failure.item, "check": failure.check.value, "why": failure.why}


def stale_row(found: StaleItem) -> dict[str, str]:
    """A stale item in its set."""
    return {
        "set_id": found.within.id,
        "set_name": found.within.name,
        "item": found.item.id,
        "stem": found.item.stem,
        "paragraph_id": found.item.source.paragraph_id,
        "why": found.why,
    }
