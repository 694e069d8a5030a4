"""Difference: where two sentences about one act lay down another duty, number or role. Nothing is resolved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.claim import Claim, Duty, Span, Value


class DifferenceKind(StrEnum):
    """In what two sources differ: how strong the duty is, a number, or who does it."""

    DUTY = "duty"
    NUMBER = "number"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One point in which two claims differ, and the words of each, as spans of its sentence."""

    what: DifferenceKind
    one: Span
    other: Span


def differing(one: Claim, other: Claim) -> tuple[Differing, ...]:
    """In what two sentences differ, if they are about one act; empty where they agree or say nothing of a kind both times."""
    return (*_duties(one, other), *_numbers(one, other), *_roles(one, other))


def _duties(one: Claim, other: Claim) -> Iterable[Differing]:
    """Duty words of different strength before one verb. Not where both name who it is for, and name different roles."""
    for mine, theirs in _by_verb(one.duties, other.duties):
        if not {it.name for it in mine} & {it.name for it in theirs} and not _other_roles(one, other, mine[0].verb):
            yield Differing(what=DifferenceKind.DUTY, one=mine[0].span, other=theirs[0].span)


def _numbers(one: Claim, other: Claim) -> Iterable[Differing]:
    """Numbers of one kind with no amount in common; only where each sentence has one of that kind, so that it is clear which."""
    for kind in dict.fromkeys(it.kind for it in one.values):
        mine, theirs = _of_kind(one.values, kind), _of_kind(other.values, kind)
        if len(mine) == len(theirs) == 1 and mine[0].amount != theirs[0].amount:
            yield Differing(what=DifferenceKind.NUMBER, one=mine[0].span, other=theirs[0].span)


def _roles(one: Claim, other: Claim) -> Iterable[Differing]:
    """Different roles that do one act. Who only may do it keeps nobody else from it."""
    bound = [[it for it in claim.actors if not it.free] for claim in (one, other)]
    for mine, theirs in _by_verb(*bound):
        if not {it.name for it in mine} & {it.name for it in theirs}:
            yield Differing(what=DifferenceKind.ROLE, one=mine[0].span, other=theirs[0].span)


def _other_roles(one: Claim, other: Claim, verb: str) -> bool:
    mine = {it.name for it in one.actors if it.verb == verb}
    theirs = {it.name for it in other.actors if it.verb == verb}
    return bool(mine and theirs and not mine & theirs)


def _by_verb(one: Sequence[Duty], other: Sequence[Duty]) -> Iterable[tuple[list[Duty], list[Duty]]]:
    for verb in dict.fromkeys(it.verb for it in one):
        theirs = [it for it in other if it.verb == verb]
        if theirs:
            yield [it for it in one if it.verb == verb], theirs


def _of_kind(values: Sequence[Value], kind: str) -> list[Value]:
    return [it for it in values if it.kind == kind]
