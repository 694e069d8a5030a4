"""look: what is found for a turn and whether it is enough; on weak evidence once more, with the turns before it."""

from dataclasses import dataclass, replace

from assistant.board import Board
from assistant.carried import seek
from assistant.clock import Clock
from assistant.compose import compose
from assistant.criteria_reply import is_reply
from assistant.ending import COMPLETENESS
from assistant.judge import Verdict, answered_part, held_parts, judge, load_judge_rule, unanswered_parts
from assistant.judge_features import SHOWN
from assistant.outcome import Outcome
from assistant.parts import alone, parts_of
from assistant.question import Question
from assistant.retrieve import Evidence, Found
from assistant.scope import Scoped, resolve_scope
from assistant.showing import load_showing_rule, worth_showing
from assistant.think import thought_about
from assistant.understand import Understood, understand
from assistant.whole import whole_of
from corpus.embedder import Embedder
from corpus.snapshot import Snapshot

CONSIDERED = 20
"""How many paragraphs are weighed, and listed when an explanation is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found, how it was judged, and as what the turn was understood for it."""

    understood: Understood
    scoped: Scoped
    found: Found
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is looked with: the library as it stands, the board, the call's own embedder and its clock."""

    snapshot: Snapshot
    board: Board
    embedder: Embedder
    clock: Clock


def look(question: Question, understood: Understood, scoped: Scoped, sight: Sight) -> Looked:
    """Look for what a turn asks. A turn that could stand alone and finds nothing may have gone on from those before it; a reply
    ("yes, but only at weekends") may ask nothing: the turns before it are then looked for by themselves.
    """
    first = _looked(understood, scoped, sight)
    if understood.before and is_reply(understood.text) and first.verdict.outcome not in COMPLETENESS:
        again = _looked(replace(understood, standalone=understood.before, own=""), scoped, sight)
        return again if again.verdict.outcome in COMPLETENESS else first
    if first.verdict.outcome in COMPLETENESS or not question.history or understood.before or understood.numbers:
        return first
    with sight.clock.step("understand"):
        leaning = understand(thought_about(question), sight.snapshot, leans=True)
    if not leaning.before:
        return first
    again = _looked(leaning, resolve_scope(question, leaning, sight.snapshot, sight.board.wording), sight)
    return again if again.verdict.outcome in COMPLETENESS else first


def _looked(understood: Understood, scoped: Scoped, sight: Sight) -> Looked:
    """What one search finds; where it is not enough, a part of the question for which something was found is looked for alone."""
    whole = looked = _searched(understood, scoped, sight)
    if whole.verdict.outcome not in COMPLETENESS:
        part = answered_part(understood.text, whole.found, sight.snapshot.generation.words)
        looked = _searched(replace(understood, standalone=part, own=""), scoped, sight) if part else whole
    return _each_part(looked, sight) if looked.verdict.outcome in COMPLETENESS else whole


def _each_part(looked: Looked, sight: Sight) -> Looked:
    """What was found, with the best paragraph for each part of a question that asks several things, where none that is worth
    showing holds the part and, when it is looked for by itself, one is found that does. Where a part is left, the question is
    answered in part.
    """
    found, text = looked.found, looked.understood.text
    words = sight.snapshot.generation.words
    shown = [it.paragraph for it in worth_showing(found.evidence, load_showing_rule())]
    best: dict[int, Evidence] = {}
    for place, there in enumerate(() if found.by_number else held_parts(text, shown, words)):
        holding = None if there else _holding(place, looked, sight)
        if holding:
            best[place] = holding
    known = {it.row for it in found.evidence}
    evidence = (*found.evidence, *{it.row: it for it in best.values() if it.row not in known}.values())
    found = replace(found, evidence=evidence, for_parts={place: it.row for place, it in best.items()})
    left = not found.by_number and unanswered_parts(text, found, words)
    verdict = replace(looked.verdict, outcome=Outcome.PARTLY_ANSWERED) if left else looked.verdict
    return replace(looked, found=found, verdict=verdict)


def _holding(place: int, looked: Looked, sight: Sight) -> Evidence | None:
    """Of what answers a part of a question, looked for by itself, the first that holds more than half of the part's words."""
    text, words = looked.understood.text, sight.snapshot.generation.words
    part = alone(text, parts_of(text)[place])
    again = _searched(replace(looked.understood, text=part, standalone=part, own=""), looked.scoped, sight)
    near = again.found.evidence[:SHOWN] if again.verdict.outcome in COMPLETENESS else ()
    return next((it for it in near if held_parts(text, [it.paragraph], words)[place]), None)


def _searched(understood: Understood, scoped: Scoped, sight: Sight) -> Looked:
    with sight.clock.step("retrieve"):
        found = seek(understood, scoped, sight.snapshot, sight.embedder, CONSIDERED)
        shown = _shown(understood, found, scoped, sight) if understood.nth else ()
        found = whole_of(understood, found, shown)
    with sight.clock.step("judge"):
        verdict = _judged(understood, found, sight)
    return Looked(understood=understood, scoped=scoped, found=found, verdict=verdict)


def _judged(understood: Understood, found: Found, sight: Sight) -> Verdict:
    """Of a turn that leans on others it is enough that what was found answers its own words."""
    attributes, rule = sight.board.attributes_for(sight.snapshot), load_judge_rule(sight.embedder.name)
    whole = judge(understood, found, sight.snapshot, attributes, rule)
    if whole.outcome in COMPLETENESS or not understood.own:
        return whole
    own = judge(replace(understood, standalone=understood.own), found, sight.snapshot, attributes, rule)
    return own if own.outcome in COMPLETENESS else whole


def _shown(understood: Understood, found: Found, scoped: Scoped, sight: Sight) -> tuple[str, ...]:
    """Ids of the paragraphs that the answer before this turn showed, in its order."""
    composed = compose(understood.standalone, found, scoped, sight.snapshot, sight.board.wording)
    return tuple(it.paragraph_id for it in composed.citations)
