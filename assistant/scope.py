"""scope: which editions may speak, and what the reader is told about that."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.question import Question
from assistant.understand import Understood
from assistant.wording import Wording
from corpus.document import Authority, Document, Edition, EditionState, Nation
from corpus.edition_order import edition_order
from corpus.errors import UnknownArea
from corpus.scope import Scope
from corpus.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped:
    """allowed: shape (rows,), which index rows may speak. notes: what overrode the picker, in words.

    missing: places or nations that were named and have no document here. areas: those whose local documents speak: that of
    `scope`, and every other that the question names beside it. by_number: which rows may be shown where their number is asked
    for: those that speak, and without area and nation every one in force, for a bare number says nothing of its document.
    """

    scope: Scope
    allowed: NDArray[np.bool_]
    by_number: NDArray[np.bool_]
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    areas: tuple[str, ...] = ()


def resolve_scope(question: Question, understood: Understood, snapshot: Snapshot, wording: Wording) -> Scoped:
    """The scope of a question. Raises UnknownArea for a picked area that the library does not have."""
    if question.area is not None and question.area not in snapshot.areas:
        known = ", ".join(sorted(snapshot.areas)) or "none"
        raise UnknownArea(
            f"Expected an area of the library ({known}), found {question.area!r}. Pick one of those, or none."
        )
    notes: list[str] = []
    areas = _areas(question.area, understood.named.areas)
    area = areas[0] if areas else None
    if areas != ((question.area,) if question.area else ()):
        names = " and ".join(snapshot.areas[it].name for it in areas)
        notes.append(wording.scope_note("named_areas" if len(areas) > 1 else "named_area", area=names))
    nation = question.nation or (snapshot.areas[area].nation if area else None)
    named_nations = understood.named.nations
    have = _with_documents(named_nations, snapshot)
    if named_nations and nation not in named_nations and not understood.named.areas:
        nation = (have or named_nations)[0]
        notes.append(wording.scope_note("named_nation", nation=wording.nation(nation)))
    if understood.documents and not understood.numbers:
        titles = "; ".join(snapshot.documents[document_id].title for document_id in understood.documents)
        notes.append(wording.scope_note("named_document", titles=titles))
    notes += [wording.scope_note("without", place=place) for place in _beside(understood, have, snapshot, wording)]
    if understood.corrections:
        words = ", ".join(f"“{meant}”" for meant in dict.fromkeys(it.meant for it in understood.corrections))
        notes.append(wording.scope_note("searched_for", words=words))
    on = understood.on or question.on or date.today()
    if understood.on:
        notes.append(wording.scope_note("named_day", day=understood.on.isoformat()))
    scope = Scope(area=area, nation=nation, date=on)
    speaking = _speaking(scope, areas, understood, snapshot)
    allowed = _kept_rows(speaking, snapshot)
    unscoped = bool(understood.numbers) and area is None and nation is None and not understood.documents
    return Scoped(
        scope=scope,
        allowed=allowed,
        by_number=_kept_rows(_in_force(scope.date, snapshot), snapshot) if unscoped else allowed,
        notes=tuple(notes),
        areas=areas,
        missing=_missing(understood, speaking, snapshot, wording),
    )


def _areas(picked: str | None, named: tuple[str, ...]) -> tuple[str, ...]:
    """Whose local documents speak, the area of the answer first: what is named overrides the picker."""
    if not named:
        return (picked,) if picked else ()
    return tuple(sorted(named, key=lambda it: it != picked))


Place = tuple[str, str]
"""A document's id and one of its editions."""


def _speaking(scope: Scope, areas: tuple[str, ...], understood: Understood, snapshot: Snapshot) -> tuple[Place, ...]:
    """The editions that may speak: those of the scope; of a document that is named and is not among them, its own too."""
    usual = snapshot.kept.get(("speaking", scope, areas), lambda: _usually_speaking(scope, areas, snapshot))
    named = frozenset(understood.documents)
    if not named or any(document_id in named for document_id, _ in usual):
        return usual
    editions = [it for it in editions_on(snapshot.editions, snapshot, scope.date) if it.document_id in named]
    return usual + tuple(_place(it) for it in editions if _named_may_speak(it, understood, snapshot))


def _usually_speaking(scope: Scope, areas: tuple[str, ...], snapshot: Snapshot) -> tuple[Place, ...]:
    editions = editions_on(snapshot.editions, snapshot, scope.date)
    documents = snapshot.documents
    return tuple(_place(it) for it in editions if _may_speak(documents[it.document_id], areas, scope.nation, snapshot))


def _place(edition: Edition) -> Place:
    return edition.document_id, edition.edition


def editions_on(editions: tuple[Edition, ...], snapshot: Snapshot, on: date) -> list[Edition]:
    """Of each document the edition that was in force on a day: the newest that holds by then, unless it was withdrawn.

    Under a withdrawn edition only an older one speaks that is current again by its own state; what was superseded stays silent.
    An edition holds from its effective date, else from its publication. A document that another one supersedes is silent from
    the day that one holds. An edition whose date is unknown, or lies in the future of every known one, speaks only where there
    is no other.
    """
    replaced = {
        snapshot.documents[it.document_id].supersedes
        for it in editions
        if it.in_force_from() <= on and it.state is EditionState.CURRENT
    }
    newest: dict[str, Edition] = {}
    for edition in sorted(editions, key=edition_order):
        if edition.in_force_from() > on or edition.document_id in replaced:
            continue
        if edition.state is not EditionState.WITHDRAWN:
            newest[edition.document_id] = edition
        elif _is_superseded(newest.get(edition.document_id)):
            del newest[edition.document_id]
    superseded_alone = {
        it.document_id
        for it in newest.values()
        if it.state is EditionState.SUPERSEDED and it.document_id not in _succeeded(editions)
    }
    return [edition for document_id, edition in newest.items() if document_id not in superseded_alone]


def _is_superseded(edition: Edition | None) -> bool:
    return edition is not None and edition.state is EditionState.SUPERSEDED


def _succeeded(editions: tuple[Edition, ...]) -> set[str]:
    """Documents that have a newer edition: their superseded ones spoke in their time."""
    counts: dict[str, int] = {}
    for edition in editions:
        counts[edition.document_id] = counts.get(edition.document_id, 0) + 1
    return {document_id for document_id, count in counts.items() if count > 1}


def _may_speak(document: Document, areas: tuple[str, ...], nation: Nation | None, snapshot: Snapshot) -> bool:
    """Local documents speak for the areas that are asked about; others for their nation. Without area and nation all but local
    ones speak.

    In a library with one area that area's documents speak without being picked.
    """
    if document.authority is Authority.LOCAL or document.area is not None:
        only = (
            len(snapshot.areas) == 1
            and not areas
            and (nation in (None, snapshot.areas[next(iter(snapshot.areas))].nation))
        )
        return document.area in areas or only
    return nation is None or document.nation in (None, nation)


def _named_may_speak(edition: Edition, understood: Understood, snapshot: Snapshot) -> bool:
    """A document that is named by its own words speaks, unless the question named another area or nation."""
    document = snapshot.documents[edition.document_id]
    if understood.named.areas and document.area is not None:
        return document.area in understood.named.areas
    return not understood.named.nations or document.nation in (None, *understood.named.nations)


def _in_force(on: date, snapshot: Snapshot) -> tuple[Place, ...]:
    """The edition of every document that holds on a day, whoever it is for."""
    return tuple(_place(it) for it in editions_on(snapshot.editions, snapshot, on))


def _kept_rows(speaking: tuple[Place, ...], snapshot: Snapshot) -> NDArray[np.bool_]:
    return snapshot.kept.get(("rows", speaking), lambda: _rows(speaking, snapshot))


def _rows(speaking: tuple[Place, ...], snapshot: Snapshot) -> NDArray[np.bool_]:
    """Which rows are of the editions that may speak; never written to, because every question of a scope has the same."""
    allowed = np.zeros(len(snapshot.generation.entries), np.bool_)
    for place in speaking:
        allowed[snapshot.rows_of[place]] = True
    allowed.setflags(write=False)
    return allowed


def _beside(understood: Understood, have: list[Nation], snapshot: Snapshot, wording: Wording) -> tuple[str, ...]:
    """Places and nations without a document that are named beside one that has documents: "from Leeds to Thornmere"."""
    places = _elsewhere(understood, snapshot) if understood.named.areas else []
    nations = [wording.nation(it) for it in understood.named.nations if have and it not in have]
    return (*places, *nations)


def _elsewhere(understood: Understood, snapshot: Snapshot) -> list[str]:
    """Places that were named and that no text of the library mentions."""
    return [place for place in understood.named.elsewhere if place.lower() not in snapshot.names]


def _missing(
    understood: Understood, speaking: tuple[Place, ...], snapshot: Snapshot, wording: Wording
) -> tuple[str, ...]:
    """Places that no text of the library mentions where no area of the library was named beside them, and the nations that
    were named where no document speaks for any of them: "in England and Wales" is answered from England's.
    """
    places = [] if understood.named.areas else _elsewhere(understood, snapshot)
    named = understood.named.nations
    nations = {_nation(snapshot.documents[document_id], snapshot) for document_id, _ in speaking} if named else set()
    absent = [] if nations.intersection(named) else [wording.nation(nation) for nation in named]
    return (*places, *absent)


def _with_documents(nations: tuple[Nation, ...], snapshot: Snapshot) -> list[Nation]:
    """Those of the nations for which the library has a document."""
    have = {_nation(document, snapshot) for document in snapshot.documents.values()}
    return [nation for nation in nations if nation in have]


def _nation(document: Document, snapshot: Snapshot) -> Nation | None:
    return snapshot.areas[document.area].nation if document.area in snapshot.areas else document.nation
