"""Quiz shelf: the named quiz sets of an installation, in the database of known answers (`evals/kept_database.py`)."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus.errors import QuizError, UnknownQuiz
from corpus.settings import Settings
from evals.kept_database import is_there, kept, now
from evals.kept_tables import quiz_items, quiz_sets
from evals.quiz_item import Item
from evals.quiz_set import ITEMS, QuizSet

LONGEST_NAME = 80
"""Characters of a set's name: what a heading shows on one line of a wide screen."""

SLUG = re.compile(r"[^a-z0-9]+")
"""What is left out of a name where it becomes the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSet:
    """What a list says of a set. id: for addresses; it never changes. library: the fingerprint it was made from.

    made_at, changed_at: in UTC. states: how many of its items are in which state.
    """

    id: str
    name: str
    library: str
    made_at: str
    changed_at: str
    states: Mapping[str, int]


class QuizShelf:
    """Named quiz sets. A name is its set's `title`; two names that differ in capitals or spaces alone are one.

    Safe for several threads and processes: each change is read, made and written in one transaction, and only a change waits for
    another. Raises LibraryUnusable where the database is broken or cannot be written.
    """

    def __init__(self, settings: Settings) -> None:
        self._data = settings.data

    def names(self) -> tuple[str, ...]:
        """Every name, in alphabetical order."""
        return tuple(it.name for it in self.sets())

    def sets(self) -> tuple[KeptSet, ...]:
        """What can be said of every set without reading its items, by name."""
        if not is_there(self._data):
            return ()
        counted = select(quiz_items.c.set_id, quiz_items.c.state, func.count()).group_by(
            quiz_items.c.set_id, quiz_items.c.state
        )
        with kept(self._data) as connection:
            rows = connection.execute(select(quiz_sets).order_by(quiz_sets.c.folded)).mappings().all()
            counts = connection.execute(counted.order_by(quiz_items.c.state)).all()
        return tuple(
            KeptSet(
                id=row["id"],
                name=row["name"],
                library=row["library"],
                made_at=row["made_at"],
                changed_at=row["changed_at"],
                states={state: number for set_id, state, number in counts if set_id == row["id"]},
            )
            for row in rows
        )

    def of_id(self, set_id: str) -> KeptSet:
        """The set of an id. Raises UnknownQuiz."""
        found = next((it for it in self.sets() if it.id == set_id), None)
        if found is None:
            raise UnknownQuiz(f"Expected the id of a quiz set that is kept here, found {set_id!r}. It may be removed.")
        return found

    def id_of(self, name: str) -> str:
        """The id of the set of this name. Raises UnknownQuiz where there is none."""
        if not is_there(self._data):
            raise _unknown(name)
        with kept(self._data) as connection:
            return str(_kept(connection, name)["id"])

    def get(self, name: str) -> QuizSet:
        """The set of this name. Raises UnknownQuiz where there is none."""
        if not is_there(self._data):
            raise _unknown(name)
        with kept(self._data) as connection:
            return _read(connection, _kept(connection, name))

    def has(self, name: str) -> bool:
        """Whether a set has this name."""
        if not is_there(self._data):
            return False
        with kept(self._data) as connection:
            return _found(connection, name) is not None

    def free(self, name: str) -> str:
        """A name as it would be kept. Raises QuizError where it cannot be, or where a set has it already."""
        named = proper_name(name)
        if self.has(named):
            raise _taken(named)
        return named

    def put(self, name: str, quiz: QuizSet) -> None:
        """Keep a set under this name, in place of one that is there. Raises QuizError where the name cannot be."""
        named = proper_name(name)
        with kept(self._data, writing=True) as connection:
            row = _found(connection, named)
            _write(connection, str(row["id"]) if row else _made(connection, named), named, quiz)

    def add(self, name: str, quiz: QuizSet) -> KeptSet:
        """Keep a new set. Raises QuizError where the name cannot be, or is taken."""
        named = proper_name(name)
        with kept(self._data, writing=True) as connection:
            if _found(connection, named):
                raise _taken(named)
            set_id = _made(connection, named)
            _write(connection, set_id, named, quiz)
        return self.of_id(set_id)

    def change(self, name: str, changed: Callable[[QuizSet], QuizSet]) -> QuizSet:
        """Keep what `changed` makes of a set; nobody else changes it meanwhile. Raises UnknownQuiz, and what `changed` raises.

        Make `changed` quick: whoever else writes waits for it.
        """
        if not is_there(self._data):
            raise _unknown(name)
        with kept(self._data, writing=True) as connection:
            row = _kept(connection, name)
            quiz = changed(_read(connection, row))
            _write(connection, row["id"], row["name"], quiz)
        return replace(quiz, title=row["name"])

    def rename(self, name: str, to: str) -> str:
        """Give a set another name and return it as it is kept. Raises QuizError where it is taken, UnknownQuiz."""
        named = proper_name(to)
        if not is_there(self._data):
            raise _unknown(name)
        with kept(self._data, writing=True) as connection:
            row, other = _kept(connection, name), _found(connection, named)
            if other is not None and other["id"] != row["id"]:
                raise _taken(named)
            values = {"name": named, "folded": _folded(named), "changed_at": now()}
            connection.execute(update(quiz_sets).where(quiz_sets.c.id == row["id"]), values)
        return named

    def remove(self, name: str) -> None:
        """Take a set away for good, with its items. Raises UnknownQuiz where there is none."""
        if not is_there(self._data):
            raise _unknown(name)
        with kept(self._data, writing=True) as connection:
            connection.execute(delete(quiz_sets).where(quiz_sets.c.id == _kept(connection, name)["id"]))


def proper_name(name: str) -> str:
    """A name on one line. Raises QuizError where it is empty, too long or not to be written.

    >>> proper_name("  Induction \\n day ")
    'Induction day'
    """
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME or not named.isprintable():
        raise QuizError(f"Expected a name for the set of 1 to {LONGEST_NAME} characters, found {len(named)}.")
    return named


def _unknown(name: str) -> UnknownQuiz:
    return UnknownQuiz(f"Expected the name of a quiz set, found “{name}”. It may have been renamed or deleted.")


def _taken(name: str) -> QuizError:
    return QuizError(f"Expected a name that no set has yet, found “{name}”. Choose another.")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _found(connection: Connection, name: str) -> Mapping[str, Any] | None:
    """The row of a set: that of its name."""
    found = connection.execute(select(quiz_sets).where(quiz_sets.c.folded == _folded(name))).mappings().first()
    return None if found is None else dict(found)


def _kept(connection: Connection, name: str) -> Mapping[str, Any]:
    row = _found(connection, name)
    if row is None:
        raise _unknown(name)
    return row


def _made(connection: Connection, name: str) -> str:
    """A new set without items, and its id."""
    set_id, at = f"set-{secrets.token_hex(6)}", now()
    row = {"id": set_id, "name": name, "folded": _folded(name), "library": "", "made_at": at, "changed_at": at}
    connection.execute(insert(quiz_sets), row)
    return set_id


def _read(connection: Connection, row: Mapping[str, Any]) -> QuizSet:
    chosen = select(quiz_items.c.item).where(quiz_items.c.set_id == row["id"]).order_by(quiz_items.c.position)
    items: Iterable[str] = connection.scalars(chosen)
    return QuizSet(title=row["name"], library=row["library"], items=tuple(ITEMS.validate_json(it) for it in items))


def _write(connection: Connection, set_id: str, name: str, quiz: QuizSet) -> None:
    """Put a set's items and what is said of it in place of what is there. Raises QuizError where an id stands twice."""
    if len({it.id for it in quiz.items}) < len(quiz.items):
        raise QuizError("Expected every item of a set to have an id of its own, found one twice.")
    said = {"name": name, "folded": _folded(name), "library": quiz.library, "changed_at": now()}
    connection.execute(update(quiz_sets).where(quiz_sets.c.id == set_id), said)
    connection.execute(delete(quiz_items).where(quiz_items.c.set_id == set_id))
    if quiz.items:
        connection.execute(insert(quiz_items), [_row(set_id, at, item) for at, item in enumerate(quiz.items)])


def _row(set_id: str, at: int, item: Item) -> dict[str, object]:
    text = ITEMS.dump_json(item).decode()
    return {"set_id": set_id, "id": item.id, "position": at, "state": item.state.value, "item": text}
