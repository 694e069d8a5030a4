"""Compare: where the sources of an answer differ on one matter, side by side. Nothing is resolved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.claim import Span, claim_of
from assistant.difference import Differing, differing
from assistant.likeness import LikenessRule, Place, Sentences, comparable, likeness, nearness
from corpus.generation import spread
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences about one act that differ in `points`. alike: how sure it is that they are about one act, 0 to 1."""

    one: Place
    other: Place
    points: tuple[Differing, ...]
    alike: float


def sentences_of(found: Iterable[tuple[int, Paragraph]], snapshot: Snapshot) -> Sentences:
    """The sentences of paragraphs, each given with its index row."""
    paragraphs = dict(found)
    rows = np.asarray(list(paragraphs), np.int64)
    starts = snapshot.generation.sentence_starts
    places, _ = spread(starts, rows)
    own = np.repeat(rows, starts[rows + 1] - starts[rows])
    return Sentences(
        paragraphs=paragraphs,
        rows=own,
        at=places - starts[own],
        places=places,
        vectors=snapshot.generation.sentences_at(places),
    )


def compared(mine: Sentences, theirs: Sentences, snapshot: Snapshot, rule: LikenessRule) -> list[Pair]:
    """The pairs of sentences of two lists that are about one act and differ, surest first.

    Of each two paragraphs a sentence is held against its nearest counterpart alone: another time limit of the same paragraph
    is no difference.
    """
    if not len(mine) or not len(theirs):
        return []
    near = nearness(mine, theirs, snapshot.generation)
    alike = _alike(mine, theirs, (near >= rule.near) & _of_two_texts(mine, theirs), snapshot, rule)
    found = []
    for at, to in np.argwhere(alike >= rule.alike).tolist():
        rows, others = mine.rows == mine.rows[at], theirs.rows == theirs.rows[to]
        if alike[at, to] >= max(alike[at, others].max(), alike[rows, to].max()):
            found += _pair(mine.place(at), theirs.place(to), float(alike[at, to]), snapshot.names)
    return sorted(found, key=lambda it: -it.alike)


def _of_two_texts(mine: Sentences, theirs: Sentences) -> NDArray[np.bool_]:
    """Which two sentences are of different documents or editions, shape (len(mine), len(theirs))."""
    numbers: dict[tuple[str, str], int] = {}
    one, other = (
        np.asarray([numbers.setdefault(_text(them.paragraphs[row]), len(numbers)) for row in them.rows.tolist()])
        for them in (mine, theirs)
    )
    different: NDArray[np.bool_] = one[:, None] != other[None, :]
    return different


def _text(paragraph: Paragraph) -> tuple[str, str]:
    return paragraph.document_id, paragraph.edition


def _alike(
    mine: Sentences, theirs: Sentences, near: NDArray[np.bool_], snapshot: Snapshot, rule: LikenessRule
) -> NDArray[np.float64]:
    """How likely each two near sentences are about one act, shape (len(mine), len(theirs)); 0 where they were not compared."""
    found = np.zeros(near.shape)
    pairs = np.argwhere(near).tolist()
    ones, others = (
        {at: them.place(at) for at in {it[side] for it in pairs}} for side, them in enumerate((mine, theirs))
    )
    my_claims, their_claims = (
        {at: claim_of(place.text, snapshot.names) for at, place in places.items()} for places in (ones, others)
    )
    for at, to in pairs:
        claims = my_claims[at], their_claims[to]
        if comparable(ones[at], others[to], claims, rule):
            found[at, to] = likeness(*claims, snapshot.names, snapshot.generation.words)
    return found


def _pair(one: Place, other: Place, alike: float, names: frozenset[str]) -> list[Pair]:
    points = differing(claim_of(one.text, names), claim_of(other.text, names))
    return [Pair(one=one, other=other, points=points, alike=alike)] if points else []


def shown(place: Place, spans: Sequence[Span]) -> bool:
    """Whether a sentence, or part of it, is among the spans that an answer shows of its paragraph."""
    return any(start < place.span[1] and place.span[0] < end for start, end in spans)
