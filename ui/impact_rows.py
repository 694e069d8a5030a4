"""Change impact as plain values, for programs and for the pages that show it. docs/evals.md describes every field."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from evals.pin import PinKind

if TYPE_CHECKING:
    from evals.asked_again import AskedAgain, Shown
    from evals.impact import Impact, Touched
    from evals.pin import Pin


def impact_rows(
    found: "Impact", asked: "Sequence[AskedAgain]", kept_out: Sequence[str], unread: Sequence[str]
) -> dict[str, Any]:
    """Everything that is touched, the cases that were asked again, and what could not be looked at and why."""
    return {
        "things": {kind.value: {"affected": len(found.affected(kind)), "of": of} for kind, of in found.things.items()},
        "touched": [_touched_row(it) for it in found.touched],
        "under_another_heading": [_thing(it) for it in found.headed],
        "unplaced": [_thing(it) for it in found.unplaced],
        "asked": [asked_row(it) for it in asked],
        "kept_out": list(kept_out),
        "unread": list(unread),
    }


def asked_row(it: "AskedAgain") -> dict[str, Any]:
    """One case on both editions."""
    return {
        "suite": it.suite,
        "id": it.case.id,
        "question": it.case.question,
        "expected_outcome": it.case.outcome.value,
        "turn": it.turn.value,
        "old": _shown(it.old),
        "new": _shown(it.new),
    }


def _touched_row(it: "Touched") -> dict[str, Any]:
    return {
        **_thing(it.pin),
        "text": it.pin.text,
        "kinds": [kind.value for kind in it.kinds],
        "old": {"id": it.old.id, "edition": it.old.edition, "number": it.old.number},
        "new": {"id": it.new.id, "edition": it.new.edition, "number": it.new.number} if it.new else None,
        "stands_at": it.stands_at.id if it.stands_at else None,
        "words": [{"kind": mark.kind.value, "text": mark.text} for mark in it.words],
    }


def _thing(pin: "Pin") -> dict[str, Any]:
    row: dict[str, Any] = {"kind": pin.kind.value, "within": pin.within, "id": pin.id, "quote": pin.cited.quote}
    if pin.kind is PinKind.ANSWER:
        row |= {"times": pin.times, "last": pin.last.isoformat() if pin.last else None}
    return row


def _shown(shown: "Shown") -> dict[str, Any]:
    return {
        "outcome": shown.outcome.value,
        "right": shown.right,
        "cited": list(shown.addresses),
        "citations": [asdict(it) for it in shown.cited],
        "rank": shown.rank,
        "follows": shown.follows,
        "said": list(shown.said),
        "text": shown.text,
    }
