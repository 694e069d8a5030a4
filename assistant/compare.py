"""Compare: where the sources of an answer differ on one matter, side by side. Nothing is resolved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.claim import Span, claim_of
from assistant.difference import Differing, differing
from assistant.likeness import LikenessRule, Place, comparable, likeness, nearness
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences about one act that differ in `points`. alike: how sure it is that they are about one act, 0 to 1."""

    one: Place
    other: Place
    points: tuple[Differing, ...]
    alike: float


def places_of(row: int, paragraph: Paragraph, snapshot: Snapshot) -> list[Place]:
    """The sentences of an index row, in order."""
    vectors = snapshot.generation.sentences_of(row)
    spans = sentence_spans(paragraph.text)
    return [Place(row=row, paragraph=paragraph, span=span, vector=vectors[at]) for at, span in enumerate(spans)]


def compared(mine: Sequence[Place], theirs: Sequence[Place], snapshot: Snapshot, rule: LikenessRule) -> list[Pair]:
    """The pairs of sentences of two lists that are about one act and differ, surest first.

    Of each two paragraphs a sentence is held against its nearest counterpart alone: another time limit of the same paragraph
    is no difference.
    """
    if not mine or not theirs:
        return []
    near = nearness(np.stack([it.vector for it in mine]), np.stack([it.vector for it in theirs]), snapshot.generation)
    alike = _alike(mine, theirs, near, snapshot, rule)
    rows, others = _rows(mine), _rows(theirs)
    found = []
    for at, to in np.argwhere(alike >= rule.alike).tolist():
        block = alike[np.ix_(rows[mine[at].row], others[theirs[to].row])]
        best = block[rows[mine[at].row].index(at)].max(), block[:, others[theirs[to].row].index(to)].max()
        if alike[at, to] >= max(best):
            found += _pair(mine[at], theirs[to], float(alike[at, to]), snapshot.names)
    return sorted(found, key=lambda it: -it.alike)


def _alike(
    mine: Sequence[Place], theirs: Sequence[Place], near: NDArray[np.float32], snapshot: Snapshot, rule: LikenessRule
) -> NDArray[np.float64]:
    """How likely each two sentences are about one act, shape (len(mine), len(theirs)); 0 where they were not compared."""
    found = np.zeros(near.shape)
    for at, to in np.argwhere(near >= rule.near).tolist():
        if comparable(mine[at], theirs[to], snapshot.names, rule):
            found[at, to] = likeness(mine[at], theirs[to], snapshot.names, snapshot.generation.words)
    return found


def _pair(one: Place, other: Place, alike: float, names: frozenset[str]) -> list[Pair]:
    points = differing(claim_of(one.text, names), claim_of(other.text, names))
    return [Pair(one=one, other=other, points=points, alike=alike)] if points else []


def _rows(places: Sequence[Place]) -> dict[int, list[int]]:
    """Where the sentences of each row stand in a list."""
    found: dict[int, list[int]] = {}
    for at, it in enumerate(places):
        found.setdefault(it.row, []).append(at)
    return found


def shown(place: Place, spans: Sequence[Span]) -> bool:
    """Whether a sentence, or part of it, is among the spans that an answer shows of its paragraph."""
    return any(start < place.span[1] and place.span[0] < end for start, end in spans)
