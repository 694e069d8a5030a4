"""Said line: a line of the area's criteria that the practitioner's own words touch comes first where nothing else is sure to."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.citing import pinned_at
from assistant.criteria import Heard
from assistant.criteria_reading import LineReading
from assistant.criteria_reply import LineStatus
from assistant.excerpt import Excerpt, asked_for, excerpt_around, excerpt_of, joined
from assistant.retrieve import Evidence, Found
from assistant.scope import Scoped
from assistant.showing import is_sure
from corpus.criteria import CriteriaLine
from corpus.snapshot import Snapshot

MARGIN = 3.0
"""How far the paragraph of a line may fall behind the best and still come first."""


def said_first(found: Found, heard: Heard | None, scoped: Scoped, snapshot: Snapshot) -> Found:
    """The evidence with the paragraph of a line that the turn has said at its head, where the turn asks for the decision, the
    best paragraph is not sure to help, and that of the line is at most MARGIN behind it. It is quoted with that line.
    """
    if heard is None or not heard.asked_now or found.by_number or not found.evidence or is_sure(found.evidence):
        return found
    pins = [it for line in _said(heard) if (it := pinned_at(line, scoped, snapshot)) is not None]
    best = found.evidence[0].score
    near = (it for it in found.evidence if best - it.score <= MARGIN)
    first = next((it for it in near if any(it.row == row for row, _, _ in pins)), None)
    if first is None:
        return found
    head = replace(
        first,
        score=best,
        features={**first.features, "criterion_said": round(best - first.score, 4)},
        excerpt=_excerpt(first, [span for row, _, span in pins if row == first.row], heard, found, snapshot),
    )
    return replace(found, evidence=(head, *(it for it in found.evidence if it is not first)))


def _excerpt(
    evidence: Evidence, pinned: Sequence[tuple[int, int]], heard: Heard, found: Found, snapshot: Snapshot
) -> Excerpt:
    """The bullets of the lines; where a line stands in running text, its sentence and what answers the question besides."""
    of_lines = excerpt_around(evidence.paragraph, pinned)
    if any(start <= of_lines.answer[0][0] < end for start, end in evidence.paragraph.bullets):
        return of_lines
    asked = asked_for(heard.turns[-1], found.vector)
    return joined(of_lines, excerpt_of(evidence.paragraph, asked, snapshot.generation.sentences_of(evidence.row)))


def _said(heard: Heard) -> list[CriteriaLine]:
    """The lines that the last turn has said."""
    last = len(heard.turns) - 1
    found = heard.reading.lines
    return [
        line
        for line in heard.criteria.lines
        if line.id in found and found[line.id].status is LineStatus.SAID and _told_in(found[line.id], last)
    ]


def _told_in(reading: LineReading, turn: int) -> bool:
    return reading.because is not None and reading.because.turn == turn
