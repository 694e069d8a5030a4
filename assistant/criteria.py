"""Criteria: an area's map laid out against what a conversation has said. Never a verdict, never a score or a count."""

from dataclasses import dataclass

from assistant.answer import AdviceShown, CriteriaLineShown, CriteriaShown
from assistant.board import Board
from assistant.citing import Citing
from assistant.criteria_reading import LineReading, Reading, read_conversation
from assistant.criteria_reply import LineStatus
from assistant.deciding import decided, tells
from assistant.in_play import guarded, kinds_in_play
from assistant.mask import mask
from assistant.question import Question
from assistant.scope import Scoped
from assistant.think import gives_view
from corpus.criteria import CriteriaKind, CriteriaLine, CriteriaMap
from corpus.embedder import Embedder
from corpus.snapshot import Snapshot

UNTOUCHED = LineReading(status=LineStatus.NOT_SAID, because=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the turns of a conversation have said of a map. told: something was told of someone. asked_for: a turn asks for the
    decision, or tells a worry that asks for nothing else. asked_now: the last turn does, and is no view that was asked for.
    """

    criteria: CriteriaMap
    turns: tuple[str, ...]
    reading: Reading
    told: bool
    asked_for: bool
    asked_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A map laid out. questions: at most three, the one to ask first at the head. kind: what is decided by it.

    asked_for: whether a turn asks for the decision, or tells a worry that asks for nothing else.
    touched: whether anything that was said of someone bears on a line.
    """

    criteria: CriteriaShown
    kind: CriteriaKind
    questions: tuple[str, ...]
    asked_for: bool
    touched: bool


def hear(question: Question, scoped: Scoped, snapshot: Snapshot, board: Board, embedder: Embedder) -> Heard | None:
    """What was said of the area's map of the kind that the conversation is about; None where there is none, and where nothing
    was told of anyone and nobody asks for the decision.

    `question` must have passed the guards: it is not urgent, and refused for nothing but asking for a verdict.
    """
    turns = [*(turn.question for turn in question.history), question.text]
    maps = maps_of(scoped, snapshot)
    if not maps:
        return None
    put_back = [*(turn.put_back for turn in question.history), False]
    passed_over = [*(back or guarded(text) for text, back in zip(turns[:-1], put_back, strict=False)), False]
    decisions = [None if over else decided(text, embedder) for text, over in zip(turns, passed_over, strict=True)]
    kinds = kinds_in_play(turns, decisions)
    criteria = next((it for it in maps if it.kind is kinds[-1]), None)
    if criteria is None:
        return None
    told = any(map(tells, turns))
    if not told and criteria.kind not in decisions:
        return None
    in_play = [
        (text, kind is criteria.kind and not back) for text, kind, back in zip(turns, kinds, put_back, strict=True)
    ]
    phrases = board.phrases.phrases_of(criteria, board.embedder_for(snapshot))
    return Heard(
        criteria=criteria,
        turns=tuple(turns),
        reading=read_conversation(in_play, criteria, phrases, embedder),
        told=told,
        asked_for=criteria.kind in decisions,
        asked_now=decisions[-1] is criteria.kind and not gives_view(question),
    )


def lay_out(heard: Heard, citing: Citing) -> Laid | None:
    """A map laid out, each line with what was said of it; None where none of its lines stands in what may speak."""
    pins = [(line, pin) for line in heard.criteria.lines if (pin := citing.pin(line)) is not None]
    if not pins:
        return None
    shown = tuple(_shown(line, pin, heard, citing.snapshot) for line, pin in pins)
    asked = {line.id: line.ask for line, _ in pins}
    advice = _advice(heard.criteria, citing)
    return Laid(
        kind=heard.criteria.kind,
        criteria=CriteriaShown(map=heard.criteria.id, title=heard.criteria.title, lines=shown, advice=advice),
        questions=tuple(asked[it] for it in heard.reading.questions if it in asked),
        asked_for=heard.asked_for,
        touched=heard.told and any(it.status is not LineStatus.NOT_SAID for it in shown),
    )


def maps_of(scoped: Scoped, snapshot: Snapshot) -> tuple[CriteriaMap, ...]:
    """The maps of the scope's area; in a library with one area those of that area."""
    only = next(iter(snapshot.areas)) if len(snapshot.areas) == 1 else None
    area = scoped.scope.area or only
    return snapshot.criteria(area) if area else ()


def _shown(line: CriteriaLine, pin: tuple[int, str], heard: Heard, snapshot: Snapshot) -> CriteriaLineShown:
    found = heard.reading.lines.get(line.id, UNTOUCHED)
    words = found.because
    because = masked_piece(heard.turns[words.turn], words.start, words.end, snapshot.names) if words else None
    return CriteriaLineShown(
        id=line.id,
        text=line.text,
        quote=pin[1],
        status=found.status,
        because=because,
        citation=pin[0],
        asked=line.id in heard.reading.questions,
    )


def _advice(criteria: CriteriaMap, citing: Citing) -> AdviceShown | None:
    pin = citing.pin(criteria.advice) if criteria.advice else None
    return AdviceShown(quote=pin[1], citation=pin[0]) if pin else None


def masked_piece(text: str, start: int, end: int, known: frozenset[str]) -> str:
    """`text[start:end]` with the labels that the whole text would have: a name is known by what stands around it.

    >>> masked_piece("mum Tracey drove him. He is four.", 0, 21, frozenset())
    "mum [mother's name] drove him."
    """
    parts, at = [], start
    for it in mask(text, known).replaced:
        if it.end > start and it.start < end:
            parts += [text[at : max(at, it.start)], it.label]
            at = max(at, it.end)
    return "".join([*parts, text[at:end]]).strip()
