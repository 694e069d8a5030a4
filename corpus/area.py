"""Area: whose rules apply, and whom to ring there."""

from dataclasses import dataclass

from corpus.document import Nation


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone to ring. `when` says for what, or at what hours."""

    name: str
    phone: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone to speak to: a role, who holds it (may be empty) and how to reach them (may be empty). about: words for what they
    are there for, '' for everything.
    """

    role: str
    name: str
    contact: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A local authority area. `contacts` are for urgent answers, in the order they are shown."""

    id: str
    name: str
    nation: Nation
    contacts: tuple[Contact, ...] = ()
    people: tuple[Person, ...] = ()
