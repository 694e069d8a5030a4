"""People: whom to speak to, with the citation that names the role, where one does."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.answer import Citation, PersonShown
from assistant.board import Board
from assistant.everyday import field_stems, load_everyday_words
from assistant.patterns import any_of, read_data
from corpus.area import Contact, Person
from corpus.snapshot import Snapshot
from corpus.terms import terms

EMERGENCY = frozenset({"999", "112"})
"""Numbers that an urgent answer begins with, and a reminder names."""
NAMED_BY = 2
"""Words of a contact's name, its last, by which documents call it."""


def people_shown(people: Sequence[Person], citations: Sequence[Citation]) -> tuple[PersonShown, ...]:
    """The people of an area, each with the first citation of those there are whose quote names the role."""
    return tuple(
        PersonShown(role=it.role, name=it.name, contact=it.contact, citation=_named_in(it.role, citations))
        for it in people
    )


def people_of(
    area: str | None,
    snapshot: Snapshot | None,
    board: Board,
    said: Sequence[str],
    citations: Sequence[Citation],
    *,
    rings: bool = False,
) -> tuple[Person, ...]:
    """The people of an area whom what was said is for, and those whose role a quote names; where that is nobody, those that
    everyone has. Before them the area's numbers to ring, where `rings` or where a quote names one of them. said: the turns, and
    titles of what is cited.
    """
    found = snapshot.areas.get(area) if snapshot and area else None
    stems = {stem for text in said for stem in (*terms(text), *field_stems(text, load_everyday_words()))}
    people = found.people if found else ()
    meant = (
        it for it in people if not it.about or stems.intersection(terms(it.about)) or _named_in(it.role, citations)
    )
    numbers = found.contacts if found and (rings or _is_named(found.contacts, citations)) else ()
    return (*(_to_ring(it) for it in numbers if it.phone not in EMERGENCY), *(tuple(meant) or board.wording.people()))


def _is_named(contacts: Sequence[Contact], citations: Sequence[Citation]) -> bool:
    """Whether a quote names one of the contacts by the last words of its name ("the Front Door")."""
    names = [
        " ".join(it.name.split(",", maxsplit=1)[0].split()[-NAMED_BY:]) for it in contacts if it.phone not in EMERGENCY
    ]
    named = any_of(re.escape(name.lower()) for name in names)
    return any(named.search(it.quote.lower()) for it in citations)


def _to_ring(contact: Contact) -> Person:
    return Person(role=contact.name, name="", contact=f"{contact.phone}. {contact.when}")


def role_names(role: str) -> tuple[str, ...]:
    """What a role is called in a text: its parts without whose it is, of at least two words, the longest first.

    >>> role_names("Your manager or your agency's designated safeguarding lead")
    ('designated safeguarding lead',)
    """
    rules = _rules()
    parts = [rules["whose"].sub("", part).strip() for part in rules["parts"].split(role.split("(", maxsplit=1)[0])]
    return tuple(sorted((it for it in parts if len(it.split()) > 1), key=len, reverse=True))


def _named_in(role: str, citations: Sequence[Citation]) -> int | None:
    named = any_of(map(re.escape, role_names(role.lower())))
    return next((it.n for it in citations if named.search(it.quote.lower())), None)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in read_data("people").items()}
