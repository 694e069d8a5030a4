"""look: what is found for a turn and whether it is enough; on weak evidence once more, with the turns before it."""

from dataclasses import dataclass, replace

from assistant.board import Board
from assistant.carried import seek
from assistant.clock import Clock
from assistant.compose import compose
from assistant.criteria_reply import is_reply
from assistant.ending import COMPLETENESS
from assistant.judge import Verdict, answered_part, judge, load_judge_rule
from assistant.question import Question
from assistant.retrieve import Found
from assistant.scope import Scoped, resolve_scope
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
    looked = _searched(understood, scoped, sight)
    if looked.verdict.outcome in COMPLETENESS:
        return looked
    part = answered_part(understood.text, looked.found.evidence, sight.snapshot.generation.words)
    alone = _searched(replace(understood, standalone=part, own=""), scoped, sight) if part else looked
    return alone if alone.verdict.outcome in COMPLETENESS else looked


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
