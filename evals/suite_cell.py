"""The cells of a suite: how several values stand in one, and what a day, an ending and an area look like."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from assistant.outcome import Outcome
from evals.fold import fold
from evals.sheet import nearest, read_wording, say, shortened
from evals.shelf import Shelf

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
"""A year, then a month, then a day; else the day first, as in Britain."""
OPENING, CLOSING = frozenset('"“'), frozenset('"”')


class CellWrong(Exception):
    """A cell cannot be read. The message says in plain words why."""


def values(text: str) -> tuple[str, ...]:
    """The values in one cell: one on each line, or with semicolons between; between double quotation marks nothing is divided.

    Raises CellWrong where a quotation mark does not close.

    >>> values('one; two\\nthree "a; b"')
    ('one', 'two', 'three "a; b"')
    """
    found, at, opened = [], 0, -1
    for place, letter in enumerate(text):
        if opened >= 0:
            opened = -1 if letter in CLOSING else opened
        elif letter in OPENING:
            opened = place
        elif letter in ";\n":
            found.append(text[at:place])
            at = place + 1
    if opened >= 0:
        raise CellWrong(say("open_quote", found=shortened(text[opened:], 30)))
    return tuple(value for it in (*found, text[at:]) if (value := it.strip()))


def turns(text: str) -> tuple[str, ...]:
    """The earlier questions in one cell, without quotation marks around a whole one. Raises CellWrong.

    >>> turns('When?\\n"Who leads; and where?"')
    ('When?', 'Who leads; and where?')
    """
    return tuple(_bare(it) for it in values(text))


def wordings(text: str) -> tuple[str, ...]:
    """The wordings in one cell, without quotation marks around a whole one. Raises CellWrong: nothing to compare in one."""
    found = tuple(_bare(it) for it in values(text))
    for it in found:
        if not fold(it):
            raise CellWrong(say("no_words", found=it))
    return found


def day(text: str) -> date:
    """A day. Raises CellWrong for what is none.

    >>> day("31/03/2025"), day("1 March 2025")
    (datetime.date(2025, 3, 31), datetime.date(2025, 3, 1))
    """
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise CellWrong(say("day", found=shortened(text)))


def outcome(text: str) -> Outcome:
    """An ending, compared on letters. Raises CellWrong with the nearest there is.

    >>> outcome("Not in guidance")
    <Outcome.NOT_IN_GUIDANCE: 'not_in_guidance'>
    """
    for it in Outcome:
        if fold(it.value) == fold(text):
            return it
    names = [it.value.replace("_", " ") for it in Outcome]
    raise CellWrong(say("outcome", names=", ".join(names), found=shortened(text), nearest=nearest(text, names)))


def area(text: str, shelf: Shelf | None) -> str:
    """An area's id, by id or name; without a library as it is written. Raises CellWrong with the nearest there is."""
    if shelf is None:
        return text
    found = shelf.area(text)
    if found is None:
        names = [it.name for it in shelf.areas]
        there = ", ".join(names) or "none"
        raise CellWrong(say("area", found=shortened(text), nearest=nearest(text, names), names=there))
    return found.id


def too_long(name: str, text: str) -> Iterator[str]:
    """What is longer than may be asked or compared: a question, one value of a list, too many turns."""
    limits = read_wording()["limits"]
    parts: Sequence[str] = (text,)
    if name in ("history", "must cite", "may cite", "must not cite", "must say", "must not say"):
        parts = text.split("\n")
    longest = max(map(len, parts))
    if longest > limits["value"]:
        yield say("value_too_long", most=f"{limits['value']:,}", found=f"{longest:,}")
    if name == "history" and len(parts) > limits["turns"]:
        yield say("too_many_turns", most=limits["turns"], found=len(parts))


def _bare(text: str) -> str:
    whole = len(text) > 1 and text[0] in OPENING and text[-1] in CLOSING
    return text[1:-1].strip() if whole else text
