"""Said line: a line of the area's criteria that the practitioner's own words touch comes first where nothing else is sure to."""

from dataclasses import replace

from assistant.citing import pinned_at
from assistant.criteria import Heard
from assistant.criteria_reading import LineReading
from assistant.criteria_reply import LineStatus
from assistant.excerpt import bullets_around
from assistant.retrieve import Found
from assistant.scope import Scoped
from assistant.showing import is_sure
from corpus.criteria import CriteriaLine
from corpus.snapshot import Snapshot


def said_first(found: Found, heard: Heard | None, scoped: Scoped, snapshot: Snapshot) -> Found:
    """The evidence with the paragraph of a line that the turn has said at its head, where the turn asks for the decision, the
    best paragraph is not sure to help, and that of the line was weighed with it.
    """
    if heard is None or not heard.asked_now or found.by_number or not found.evidence or is_sure(found.evidence):
        return found
    pins = [it for line in _said(heard) if (it := pinned_at(line, scoped, snapshot)) is not None]
    first = next((it for it in found.evidence if any(it.row == row for row, _, _ in pins)), None)
    if first is None:
        return found
    best = found.evidence[0].score
    head = replace(
        first,
        score=best,
        features={**first.features, "criterion_said": round(best - first.score, 4)},
        excerpt=bullets_around(first.paragraph, [span for row, _, span in pins if row == first.row]),
    )
    return replace(found, evidence=(head, *(it for it in found.evidence if it is not first)))


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
