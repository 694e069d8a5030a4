"""Change impact for a terminal and for programs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ui.wording import wording

if TYPE_CHECKING:
    from evals.asked_again import AskedAgain, Shown
    from evals.impact import Impact, Touched


def impact_line(found: "Impact") -> str:
    """How many of each sort are touched, in one line."""
    words = wording("impact")
    if not any(found.things.values()):
        return str(words["nothing"])
    some = [kind for kind in found.things if found.affected(kind)]
    counted = ", ".join(
        words["count" if some else "count_none"].format(
            affected=len(found.affected(kind)), of=of, things=words["thing"][kind.value]
        )
        for kind, of in found.things.items()
        if of and (kind in some or not some)
    )
    return str(words["line" if some else "line_none"].format(counts=counted))


def impact_lines(found: "Impact") -> Iterator[str]:
    """The line, then each thing that is touched: its paragraph, the kinds of change, the words, and where its quote stands."""
    words = wording("impact")
    yield impact_line(found)
    for kind in found.things:
        touched = [it for it in found.touched if it.pin.kind is kind]
        if touched:
            yield ""
            yield f"{words['thing'][kind.value].capitalize()}: {len(found.affected(kind))}"
        for it in touched:
            yield from _touched(it)
    if found.headed:
        yield words["headed"].format(count=len({it.thing for it in found.headed}))
    if found.unplaced:
        ids = dict.fromkeys(f"{it.within} {it.id}" for it in found.unplaced)
        yield words["unplaced"].format(count=len(ids), ids=", ".join(ids))


def _touched(it: "Touched") -> Iterator[str]:
    words = wording("impact")
    kinds = ", ".join(words["kind"][kind.value].lower() for kind in it.kinds)
    yield f"  {it.pin.within} {it.pin.id}: {place_of(it)}: {kinds}. {stands(it)}"
    if it.words:
        yield f"      {marked_words(it)}"


def place_of(it: "Touched") -> str:
    """Document and paragraph, before and after where that differs.

    A printed number is what people know; without one it is the address.
    """
    places = [_named(paragraph.number, paragraph.id) for paragraph in (it.old, it.new) if paragraph is not None]
    return f"{it.old.document_id} {' → '.join(dict.fromkeys(places))}"


def _named(number: str | None, address: str) -> str:
    return number or address.partition(":")[2]


def stands(it: "Touched") -> str:
    """Where the quote stands now, in a sentence."""
    words = wording("impact")
    if it.new is None:
        return str(words["removed"])
    if it.stands_at is None:
        return str(words["stands_nowhere"])
    if it.stands_at != it.new:
        return str(words["stands_elsewhere"].format(place=_named(it.stands_at.number, it.stands_at.id)))
    return str(words["stands"])


def marked_words(it: "Touched") -> str:
    """The paragraph with what went in [-…-] and what came in {+…+}."""
    shown = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(shown[mark.kind.value].format(" ".join(mark.text.split())) for mark in it.words)


def asked_lines(asked: "Sequence[AskedAgain]") -> Iterator[str]:
    """How the cases went on both libraries: a count, then each whose ending, citations or evidence differ; the worse first."""
    from evals.asked_again import Turn

    words = wording("impact")
    yield ""
    if not asked:
        yield words["asked_none"]
        return
    counts = {turn: sum(it.turn is turn for it in asked) for turn in Turn}
    yield words["asked"].format(
        count=len(asked), better=counts[Turn.BETTER], worse=counts[Turn.WORSE], same=counts[Turn.SAME]
    )
    for turn in (Turn.WORSE, Turn.BETTER, Turn.SAME):
        for it in asked:
            if it.turn is turn and it.differs:
                wanted = words["wanted"].format(outcome=it.case.outcome.value)
                yield f"  {words['turn'][turn.value]}: {it.suite} {it.case.id} ({wanted})"
                yield from (f"      {line}" for line in differences(it))


def differences(it: "AskedAgain") -> Iterator[str]:
    """What is otherwise: the ending, the cited paragraphs, the rank of the evidence."""
    words = wording("impact")
    if it.old.outcome is not it.new.outcome:
        yield f"{words['ending']}: {it.old.outcome.value} → {it.new.outcome.value}"
    if it.old.addresses != it.new.addresses:
        yield f"{words['cited']}: {_cited(it.old)} → {_cited(it.new)}"
    if it.old.rank != it.new.rank:
        yield f"{words['evidence']}: {_rank(it.old)} → {_rank(it.new)}"


def _cited(shown: "Shown") -> str:
    return " ".join(shown.addresses) or str(wording("impact")["nothing_shown"])


def _rank(shown: "Shown") -> str:
    words = wording("impact")
    return str(words["rank"].format(rank=shown.rank) if shown.rank else words["nothing_shown"])


def impact_rows(found: "Impact", asked: "Sequence[AskedAgain]", kept_out: Sequence[str]) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "things": {kind.value: {"affected": len(found.affected(kind)), "of": of} for kind, of in found.things.items()},
        "touched": [_row(it) for it in found.touched],
        "under_another_heading": [_thing(it) for it in found.headed],
        "unplaced": [_thing(it) for it in found.unplaced],
        "asked": [
            {
                "suite": it.suite,
                "id": it.case.id,
                "expected_outcome": it.case.outcome.value,
                "turn": it.turn.value,
                "old": _shown(it.old),
                "new": _shown(it.new),
            }
            for it in asked
        ],
        "kept_out": list(kept_out),
    }


def _row(it: "Touched") -> dict[str, Any]:
    return {
        **_thing(it.pin),
        "text": it.pin.text,
        "kinds": [kind.value for kind in it.kinds],
        "old": {"id": it.old.id, "edition": it.old.edition, "number": it.old.number},
        "new": {"id": it.new.id, "edition": it.new.edition, "number": it.new.number} if it.new else None,
        "stands_at": it.stands_at.id if it.stands_at else None,
        "words": [{"kind": mark.kind.value, "text": mark.text} for mark in it.words],
    }


def _thing(pin: Any) -> dict[str, Any]:
    return {"kind": pin.kind.value, "within": pin.within, "id": pin.id, "quote": pin.cited.quote}


def _shown(shown: "Shown") -> dict[str, Any]:
    return {"outcome": shown.outcome.value, "right": shown.right, "cited": list(shown.addresses), "rank": shown.rank}
