"""Slot: words of a sentence that can be asked for or altered, and what could stand there in the same form."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.claim import Span, claim_of, load_claim_rules
from evals.quiz_ground import NO_NAMES, Ground, Line
from evals.quiz_names import Names
from evals.quiz_rules import QuizRules
from evals.quiz_times import other_times

OTHERS = 3


class SlotKind(StrEnum):
    """What the words say: how soon, how strong, who, which service, which level. TURN: altered into their opposite."""

    TIME = "time"
    DUTY = "duty"
    ROLE = "role"
    SERVICE = "service"
    LABEL = "label"
    TURN = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """`line.text[span[0]:span[1])` and what else fits there, none of it said of this anywhere in scope."""

    kind: SlotKind
    line: Line
    span: Span
    others: tuple[str, ...]

    @property
    def words(self) -> str:
        """The printed words."""
        return self.line.text[self.span[0] : self.span[1]]

    def filled(self, words: str) -> str:
        """The sentence with other words in place of the printed ones; a capital where it opens."""
        text = self.line.text
        opened = words[0].upper() + words[1:] if self.span[0] == 0 else words
        return text[: self.span[0]] + opened + text[self.span[1] :]

    @property
    def blanked(self) -> str:
        """The sentence with a gap."""
        return self.line.text[: self.span[0]] + "____" + self.line.text[self.span[1] :]


def asks_something(line: Line, rules: QuizRules) -> bool:
    """Whether a sentence stands alone, is of a fit length, and says something that a worker needs."""
    text, own = line.text, rules.sentence
    count = len(text.split())
    return (
        line.clear
        and not line.bullet
        and not line.paragraph.boxed
        and len(line.context.split()) <= own.words[1]
        and own.words[0] <= count <= own.words[1]
        and text.endswith(".")
        and text[0].isupper()
        and not any(it.search(text) for it in (own.unwanted, own.trivial))
        and not own.unwanted.search(line.context)
        and bool(rules.checks.needed.search(text))
    )


def slots_of(line: Line, ground: Ground, names: Names) -> list[Slot]:
    """The slots of a sentence, those of most use first: times, who, services, levels, duty words, words that can be turned.

    Empty where it is no sentence to ask.
    """
    if not asks_something(line, ground.rules):
        return []
    text, whole = line.text, line.paragraph.text
    seed = random.Random(f"{line.paragraph.id}|{line.span}")
    found: list[tuple[SlotKind, Iterable[tuple[Span, Sequence[str]]]]] = [
        (SlotKind.TIME, other_times(text, ground.rules.time, seed)),
        (SlotKind.ROLE, names.other_roles(text, whole, seed)),
        (SlotKind.SERVICE, names.other_services(text, whole, seed)),
        (SlotKind.LABEL, names.other_labels(text, whole)),
        (SlotKind.DUTY, () if ground.rules.duty.optional.search(whole) else other_duties(text, ground.rules)),
        (SlotKind.TURN, turned(text, ground.rules)),
    ]
    slots = [
        _held_against(Slot(kind=kind, line=line, span=span, others=tuple(others)), ground)
        for kind, them in found
        for span, others in them
    ]
    return _apart([it for it in slots if len(it.others) >= (1 if it.kind is SlotKind.TURN else OTHERS)])


def _held_against(slot: Slot, ground: Ground) -> Slot:
    """The slot with at most OTHERS words that nothing in scope says of this."""
    kept = [it for it in slot.others if not ground.supports(slot.line.text, slot.filled(it))]
    return replace(slot, others=tuple(kept[:OTHERS]))


def _apart(slots: Sequence[Slot]) -> list[Slot]:
    """Those of which no earlier one takes a word."""
    kept: list[Slot] = []
    for slot in slots:
        if not any(it.span[0] < slot.span[1] and slot.span[0] < it.span[1] for it in kept):
            kept.append(slot)
    return kept


def other_duties(text: str, rules: QuizRules) -> Iterable[tuple[Span, Sequence[str]]]:
    """The duty words of a sentence that bind somebody to an act, and those set against each."""
    for duty in claim_of(text, NO_NAMES).duties:
        start, end = duty.span
        word = text[start:end]
        clause = max((it.end() for it in load_claim_rules().clause.finditer(text, 0, start)), default=0)
        who = text[clause:start].rstrip()
        people = rules.duty.free if word == "may" else rules.duty.people
        if (
            word in rules.duty.against
            and people.search(who)
            and not rules.duty.nobody.search(who)
            and not rules.duty.states.match(text[end:])
            and len(re.findall(rf"\b{word}\b", text)) == 1
        ):
            yield duty.span, rules.duty.against[word]


def turned(text: str, rules: QuizRules) -> Iterable[tuple[Span, Sequence[str]]]:
    """Words of a sentence that a rule turns into their opposite, where it finds them once."""
    for turn in rules.turns:
        found = list(turn.printed.finditer(text))
        if len(found) == 1:
            groups = ("", *found[0].groups())
            yield found[0].span(), (turn.altered.format(*groups),)
