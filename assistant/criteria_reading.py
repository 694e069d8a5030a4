"""Criteria reading: what a conversation has said of each line of a criteria map, turn by turn. Nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.criteria_match import Match, MatchRule, load_match_rule, match
from assistant.criteria_phrases import MapPhrases
from assistant.criteria_reply import LineStatus, form_statuses, reply_status
from corpus.criteria import CriteriaMap
from corpus.embedder import Embedder

MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The practitioner's own words: `turn` counts from 0, `[start, end)` of that turn's text in code points."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading:
    """What was said of one line, and by which words; None where no words touch it."""

    status: LineStatus
    because: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """lines: by line id. questions: ids of the lines to ask about, the one to ask first at the head."""

    lines: dict[str, LineReading]
    questions: tuple[str, ...]


@dataclass(slots=True)
class _SoFar:
    """What the turns read so far have come to. answered: lines asked about and replied to; put: lines asked about."""

    lines: dict[str, LineReading] = field(default_factory=dict)
    nearness: dict[str, float] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    put: list[str] = field(default_factory=list)
    asked: str | None = None


def read_conversation(
    turns: Sequence[tuple[str, bool]], criteria: CriteriaMap, phrases: MapPhrases, embedder: Embedder
) -> Reading:
    """Read turns in order; what is said later wins. Each turn is its text, and whether the map was in play when it ended."""
    so_far = _SoFar()
    for place, (text, in_play) in enumerate(turns):
        form = form_statuses(text, criteria)
        if form:
            _take_form(so_far, form, text, place, criteria)
        else:
            matches = match(text, phrases, embedder, load_match_rule())
            _take_turn(so_far, text, place, matches, criteria)
        so_far.asked = next(iter(_questions(so_far, criteria)), None) if in_play and place < len(turns) - 1 else None
        so_far.put += [so_far.asked] if so_far.asked else []
    return Reading(lines=so_far.lines, questions=_questions(so_far, criteria)[:MOST_QUESTIONS])


def _take_form(so_far: _SoFar, form: dict[str, LineStatus], text: str, place: int, criteria: CriteriaMap) -> None:
    for line in criteria.lines:
        if line.id in form:
            start = text.index(line.text)
            end = text.find("\n", start) if "\n" in text[start:] else len(text)
            known = form[line.id] is not LineStatus.NOT_SAID
            because = Words(turn=place, start=start, end=end) if known else None
            so_far.lines[line.id] = LineReading(status=form[line.id], because=because)
            so_far.answered.add(line.id)


def _take_turn(so_far: _SoFar, text: str, place: int, matches: Sequence[Match], criteria: CriteriaMap) -> None:
    rule = load_match_rule()
    for line, it in zip(criteria.lines, matches, strict=True):
        near = it.said + it.contradicted
        so_far.nearness[line.id] = max(near, so_far.nearness.get(line.id, 0.0))
        status = _status(it, rule)
        words = Words(turn=place, start=it.clause.start, end=it.clause.end)
        touched = it.clause.tells and (near if it.denied else it.said) >= rule.touched
        if status is not LineStatus.NOT_SAID or (touched and line.id not in so_far.lines):
            so_far.lines[line.id] = LineReading(status=status, because=words)
        elif line.id == so_far.asked:
            _take_reply(so_far, text, place, line_status=reply_status(text, line))


def _take_reply(so_far: _SoFar, text: str, place: int, *, line_status: LineStatus | None) -> None:
    if line_status is None or so_far.asked is None:
        return
    so_far.lines[so_far.asked] = LineReading(status=line_status, because=Words(turn=place, start=0, end=len(text)))
    so_far.answered.add(so_far.asked)


def _status(found: Match, rule: MatchRule) -> LineStatus:
    """Nothing is said by a clause that asks or supposes, however near it is."""
    if not found.clause.tells:
        return LineStatus.NOT_SAID
    if found.said >= rule.said:
        return LineStatus.SAID
    contradicted = found.denied and found.contradicted >= rule.contradicted
    return LineStatus.CONTRADICTED if contradicted else LineStatus.NOT_SAID


def _questions(so_far: _SoFar, criteria: CriteriaMap) -> tuple[str, ...]:
    """Lines of which nothing was said yet, those nearest to what was said first; a line is asked about once."""
    open_lines = [
        line
        for line in criteria.lines
        if line.ask
        and line.id not in so_far.put
        and line.id not in so_far.answered
        and (line.id not in so_far.lines or so_far.lines[line.id].status is LineStatus.NOT_SAID)
    ]
    return tuple(line.id for line in sorted(open_lines, key=lambda it: -so_far.nearness.get(it.id, 0.0)))
