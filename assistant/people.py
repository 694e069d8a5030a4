"""People: whom to speak to, with the paragraph of the area's own documents that names the role, where one does."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from assistant.answer import PersonShown
from assistant.board import Board
from assistant.citing import Citing
from assistant.patterns import read_data
from corpus.area import Person
from corpus.snapshot import Snapshot


def people_shown(people: Sequence[Person], citing: Citing | None) -> tuple[PersonShown, ...]:
    """The people of an area; with `citing`, each with a citation of the paragraph that is most about the role."""
    return tuple(
        PersonShown(
            role=it.role, name=it.name, contact=it.contact, citation=_citation(it.role, citing) if citing else None
        )
        for it in people
    )


def people_of(area: str | None, snapshot: Snapshot | None, board: Board) -> tuple[Person, ...]:
    """The people of an area, else those that everyone has."""
    found = snapshot.areas.get(area) if snapshot and area else None
    return found.people if found and found.people else board.wording.people()


def role_names(role: str) -> tuple[str, ...]:
    """What a role is called in a text: its parts without whose it is, of at least two words, the longest first.

    >>> role_names("Your manager or your agency's designated safeguarding lead")
    ('designated safeguarding lead',)
    """
    rules = _rules()
    parts = [rules["whose"].sub("", part).strip() for part in rules["parts"].split(role.split("(", maxsplit=1)[0])]
    return tuple(sorted((it for it in parts if len(it.split()) > 1), key=len, reverse=True))


def _citation(role: str, citing: Citing) -> int | None:
    snapshot = citing.snapshot
    found = snapshot.kept.get(("role", role, citing.scoped.scope), lambda: _spoken_of(role, citing))
    if found is None:
        return None
    row, span = found
    return citing.cited(snapshot.paragraphs(np.asarray([row], np.int64))[0], row, span)


def _spoken_of(role: str, citing: Citing) -> tuple[int, tuple[int, int]] | None:
    """The row of the area's documents where the role stands nearest to the start, and where: there it is what is spoken of."""
    area = citing.scoped.scope.area
    own = [it.id for it in citing.snapshot.documents.values() if area is not None and it.area == area]
    rows = np.concatenate([citing.rows(document) for document in own]) if own else np.zeros(0, np.int64)
    paragraphs = citing.snapshot.paragraphs(rows)
    for name in role_names(role):
        named = re.compile(re.escape(name), re.IGNORECASE)
        found = [
            (stands.start(), place)
            for place, paragraph in enumerate(paragraphs)
            if paragraph.number and (stands := named.search(paragraph.text))
        ]
        if found:
            start, place = min(found)
            return int(rows[place]), (start, start + len(name))
    return None


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in read_data("people").items()}
