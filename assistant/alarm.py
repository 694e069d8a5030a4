"""Alarm: what the two urgent checks come to. The first is never overruled; the second can only add to it."""

from collections.abc import Callable
from enum import StrEnum

from assistant.urgent import Danger, UrgentRules
from assistant.urgent_meaning import MeaningRules, score_by_meaning
from corpus.embedder import Embedder


class Alarm(StrEnum):
    """urgent: whom to ring stands in place of an answer. reminder: one line above an ordinary answer. none: nothing."""

    NONE = "none"
    REMINDER = "reminder"
    URGENT = "urgent"


def first_alarm(danger: Danger, rules: UrgentRules) -> Alarm:
    """What the check without a model comes to."""
    if danger.score >= rules.threshold:
        return Alarm.URGENT
    return Alarm.REMINDER if danger.score >= rules.reminder else Alarm.NONE


def second_alarm(
    text: str, danger: Danger, rules: UrgentRules, meaning: MeaningRules, embedder: Callable[[], Embedder]
) -> Alarm:
    """What both checks come to. Where the encoder is down or another, what the first came to."""
    first = first_alarm(danger, rules)
    if first is Alarm.URGENT or danger.score < meaning.floor:
        return first
    both = score_by_meaning(text, danger, meaning, embedder)
    if both is None:
        return first
    if both >= meaning.threshold:
        return Alarm.URGENT
    return Alarm.REMINDER if both >= meaning.reminder else first
