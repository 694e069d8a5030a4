"""Change impact for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ui.wording import wording

if TYPE_CHECKING:
    from evals.asked_again import AskedAgain, Shown
    from evals.impact import Impact, Touched
    from evals.pin import Pin


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
    yield f"  {named(it.pin)}: {place_of(it)}: {kinds}. {stands(it)}"
    if it.words:
        yield f"      {marked_words(it)}"


def named(pin: "Pin", *, questions: bool = True) -> str:
    """What people know a thing by: its suite, map or set and its id there; of an answer how often it was given.

    questions: whether what people asked is said.
    """
    from corpus.days import day_in_words
    from evals.pin import PinKind

    words = wording("impact")
    if pin.kind is PinKind.ASKED_AS:
        line = words["line_named" if questions else "line_unseen"]
        return str(line.format(state=pin.within, id=pin.id, question=pin.text))
    if pin.kind is not PinKind.ANSWER:
        return f"{pin.within} {pin.id}"
    day = day_in_words(pin.last) if pin.last else ""
    times = words["once"] if pin.times == 1 else words["often"].format(times=pin.times)
    return str(words["given" if questions else "given_unseen"].format(question=pin.text, times=times, day=day))


def counted(kind: str, count: int) -> str:
    """So many things of a kind.

    >>> counted("case", 1), counted("case", 3)
    ('1 case', '3 cases')
    """
    return f"{count} {wording('impact')['thing_one' if count == 1 else 'thing'][kind]}"


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
    from evals.pin import PinKind

    words = wording("impact")
    if it.pin.kind is PinKind.ASKED_AS:
        return str(words["retires"])
    if it.new is None:
        return str(words["removed"])
    if it.stands_at is None and it.pin.kind in (PinKind.ANSWER, PinKind.QUIZ_ITEM):
        return str(words["stands_nowhere_of"][it.pin.kind.value])
    if it.pin.kind is PinKind.QUIZ_ITEM and (it.old.id, it.old.text) != (it.new.id, it.new.text):
        return str(words["stands_stale"])
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
    yield asked_line([it.turn.value for it in asked])
    for turn in Turn:
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
        yield f"{words['evidence']}: {rank_in_words(it.old.rank, it.old.follows)} → {rank_in_words(it.new.rank, it.new.follows)}"


def _cited(shown: "Shown") -> str:
    return " ".join(shown.addresses) or str(wording("impact")["nothing_shown"])


def rank_in_words(rank: int | None, follows: int | None) -> str:
    """Where the evidence is cited, or what it became."""
    words = wording("impact")
    if rank is None and follows is not None:
        return str(words["follows"].format(rank=follows))
    return str(words["rank"].format(rank=rank) if rank else words["nothing_shown"])


def asked_line(turns: Sequence[str]) -> str:
    """How many cases were asked again, and how they went. turns: one for each case, as `Turn` names them."""
    words = wording("impact")
    counts = ", ".join(f"{turns.count(turn)} {name.lower()}" for turn, name in words["turn"].items() if turn in turns)
    return str(words["asked"].format(count=len(turns), counts=counts))
