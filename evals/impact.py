"""Impact: what rests on a paragraph that a new edition changes or takes away."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.paragraph import Paragraph
from evals.changed_wording import wording_changes
from evals.fold import find_folded, fold
from evals.pin import Pin, PinKind
from ingest.diff import Change, ChangeKind, MarkKind, WordMark, diff, word_marks

Speaking = Mapping[str, Sequence[Paragraph]]
"""The paragraphs that speak in a library, in reading order, by the id of their document."""
DIGITS = 16


class ImpactKind(StrEnum):
    """What became of a paragraph that something rests on, what matters most first.

    duty_word, number, reworded: words that came or went; a change of nothing but duty words is a `duty_word` alone.
    renumbered: the printed number is another. moved: it stands elsewhere in the reading order, or its words stand in another
    paragraph. readdressed: its id is another, which only what names it by id has to know. retyped: its marks or spaces alone
    are others, which only an asked-as line has to know.
    """

    REMOVED = "removed"
    DUTY_WORD = "duty_word"
    NUMBER = "number"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    READDRESSED = "readdressed"
    RETYPED = "retyped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A pin with one paragraph under it that is not as it was.

    new: what the paragraph became, None where it went. words: what came and went, empty where no word did.
    stands_at: the paragraph of the new edition in which the quote stands now, `new` before any other; None: nowhere.
    """

    pin: Pin
    kinds: tuple[ImpactKind, ...]
    old: Paragraph
    new: Paragraph | None
    words: tuple[WordMark, ...]
    stands_at: Paragraph | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What two libraries mean for everything that rests on them.

    touched: in the order of the pins. headed: pins of which nothing is touched, but whose paragraph stands under another
    heading now. unplaced: pins that rest on no paragraph of the old library to begin with. things: how many things were looked
    at, by kind.
    """

    touched: tuple[Touched, ...]
    headed: tuple[Pin, ...]
    unplaced: tuple[Pin, ...]
    things: Mapping[PinKind, int]

    def affected(self, kind: PinKind) -> tuple[tuple[str, str], ...]:
        """The things of one kind that are affected, each once: what they are in, and their id there."""
        return tuple(dict.fromkeys((it.pin.within, it.pin.id) for it in self.touched if it.pin.kind is kind))


def impact(pins: Iterable[Pin], old: Speaking, new: Speaking) -> Impact:
    """Everything that rests on a paragraph that was changed or removed between two libraries, and nothing else.

    A pin rests on the paragraphs of its document in `old` that hold its quote, compared on `[a-z0-9]`: those with its number
    where there are such, else all of them. A pin with an address rests on that paragraph alone, if its digest is still that of
    the paragraph's text. It is affected where one of them is no longer there, has other words, another printed number, another
    place in the reading order or, where the pin names it, another id. Typography and headings are no such change. An asked-as
    line is affected where another text, or none, stands at its paragraph's id.
    """
    changes = _Changes(old, new)
    touched: list[Touched] = []
    headed: list[Pin] = []
    unplaced: list[Pin] = []
    pins = tuple(dict.fromkeys(pins))
    for pin in pins:
        under = rests_on(pin, old.get(pin.cited.document, ()))
        found = [it for paragraph in under if (it := _touched(pin, changes.of(paragraph), new)) is not None]
        touched += found
        if not under:
            if pin.kind is not PinKind.ANSWER:  # an answer from a document that no longer speaks is history
                unplaced.append(pin)
        elif not found and any(_under_another_heading(changes.of(it)) for it in under):
            headed.append(pin)
    things = dict.fromkeys(pin.thing for pin in pins)
    return Impact(
        touched=tuple(touched),
        headed=tuple(headed),
        unplaced=tuple(unplaced),
        things={kind: sum(it[0] is kind for it in things) for kind in PinKind},
    )


def joined(parts: Iterable[Impact]) -> Impact:
    """Several impacts of different things as one."""
    parts = tuple(parts)
    return Impact(
        touched=tuple(it for part in parts for it in part.touched),
        headed=tuple(it for part in parts for it in part.headed),
        unplaced=tuple(it for part in parts for it in part.unplaced),
        things={kind: sum(part.things[kind] for part in parts) for kind in PinKind},
    )


def rests_on(pin: Pin, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of its document that a pin rests on, in reading order; none where its words stand nowhere."""
    named = [it for it in paragraphs if it.id == pin.paragraph_id and digest_of(it.text) == pin.digest]
    if named:
        return tuple(named)
    holding = tuple(it for it in paragraphs if find_folded(it.text, pin.cited.quote) is not None)
    numbered = tuple(it for it in holding if pin.cited.number and it.number == pin.cited.number)
    return numbered or holding


def digest_of(text: str) -> str:
    """The first 16 digits of the sha256 of a paragraph's whole text, as a quiz item keeps it.

    >>> digest_of("must ring")
    '6cebbca69e326a50'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


class _Changes:
    """What became of every paragraph of the documents that are asked for; a document is compared once."""

    def __init__(self, old: Speaking, new: Speaking) -> None:
        self._old, self._new = old, new
        self._by_id: dict[str, dict[str, Change]] = {}

    def of(self, paragraph: Paragraph) -> Change:
        """What became of a paragraph of the old library."""
        document = paragraph.document_id
        if document not in self._by_id:
            found = diff(self._old[document], self._new.get(document, ()))
            self._by_id[document] = {it.old.id: it for it in found.changes if it.old is not None}
        return self._by_id[document][paragraph.id]


def _touched(pin: Pin, change: Change, new: Speaking) -> Touched | None:
    """The pin with what became of its paragraph; None where that is as it was."""
    old = change.old
    assert old is not None
    paragraphs = new.get(pin.cited.document, ())
    if pin.kind is PinKind.ASKED_AS and any(it.id == old.id and it.text == old.text for it in paragraphs):
        return None
    stands_at = _stands_at(pin, change, paragraphs)
    became = change.new or stands_at
    if became is None:
        gone = (WordMark(kind=MarkKind.GONE, text=old.text),)
        return Touched(pin=pin, kinds=(ImpactKind.REMOVED,), old=old, new=None, words=gone, stands_at=None)
    kinds = tuple(_kinds(pin, change, became))
    reworded = bool(wording_changes(old.text, became.text))
    marks = word_marks(old.text, became.text) if reworded else ()
    return Touched(pin=pin, kinds=kinds, old=old, new=became, words=marks, stands_at=stands_at) if kinds else None


def _kinds(pin: Pin, change: Change, became: Paragraph) -> Iterator[ImpactKind]:
    old = change.old
    assert old is not None
    reworded = [ImpactKind(kind.value) for kind in wording_changes(old.text, became.text)]
    yield from reworded
    if pin.kind is PinKind.ASKED_AS and old.text != became.text and not reworded:
        yield ImpactKind.RETYPED
    if change.new is None or ChangeKind.MOVED in change.kinds:
        yield ImpactKind.MOVED
    if old.number != became.number:
        yield ImpactKind.RENUMBERED
    elif pin.kind is not PinKind.ANSWER and pin.paragraph_id not in (None, became.id):  # an old citation still opens
        yield ImpactKind.READDRESSED


def _stands_at(pin: Pin, change: Change, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    if not fold(pin.cited.quote):
        return change.new
    first = [change.new] if change.new is not None else []
    return next((it for it in (*first, *paragraphs) if find_folded(it.text, pin.cited.quote) is not None), None)


def _under_another_heading(change: Change) -> bool:
    return change.old is not None and change.new is not None and change.old.headings != change.new.headings
