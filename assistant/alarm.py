"""Alarm: what the two urgent checks come to. Where the first is not sure both decide; where the second is down, it alone."""

from collections.abc import Callable
from enum import StrEnum

from assistant.clauses import clauses
from assistant.once import once
from assistant.urgent import Danger, UrgentRules, danger_in, load_urgent_rules
from assistant.urgent_meaning import DangerNet, MeaningRules, load_meaning_rules, score_by_meaning, shipped_net

SHORT = 40
"""Words of a text whose telling part is read by itself: in a longer one a question at the end weighs little."""


class Alarm(StrEnum):
    """urgent: whom to ring stands in place of an answer. reminder: one line above an ordinary answer. none: nothing."""

    NONE = "none"
    REMINDER = "reminder"
    URGENT = "urgent"


def alarm_of(text: str, rules: UrgentRules, meaning: MeaningRules) -> Alarm:
    """What both checks come to, as a question is judged wherever it is asked."""
    return second_alarm(text, danger_in(text, rules), rules, meaning, shipped_net)


@once
def tells_of_danger(text: str) -> bool:
    """Whether a text is urgent, by the shipped rules, as a question is judged: one to come, or an earlier turn."""
    return alarm_of(text, load_urgent_rules(), load_meaning_rules()) is Alarm.URGENT


def first_alarm(danger: Danger, rules: UrgentRules) -> Alarm:
    """What the check without a model comes to."""
    if danger.score >= rules.threshold:
        return Alarm.URGENT
    return Alarm.REMINDER if danger.score >= rules.reminder else Alarm.NONE


def second_alarm(
    text: str, danger: Danger, rules: UrgentRules, meaning: MeaningRules, net: Callable[[], DangerNet | None]
) -> Alarm:
    """What both checks come to; where the network is down, what the first came to. Where what a short text tells would be urgent
    without what it asks ("she's taken an overdose, is that a referral?"), it is worth a reminder.
    """
    found = _both(text, danger, rules, meaning, net)
    told = told_in(text) if found is Alarm.NONE and len(text.split()) <= SHORT else ""
    if not told or _both(told, danger_in(told, rules), rules, meaning, net) is not Alarm.URGENT:
        return found
    return Alarm.REMINDER


def told_in(text: str) -> str:
    """What a text tells before and after what it asks; '' where it does nothing else, or not that.

    >>> told_in("she's taken an overdose, is that a referral?"), told_in("she's taken an overdose")
    ("she's taken an overdose", '')
    """
    pieces = clauses(text)
    told = [text[it.start : it.end] for it in pieces if it.tells]
    return " ".join(told).strip() if told and len(told) < len(pieces) else ""


def _both(
    text: str, danger: Danger, rules: UrgentRules, meaning: MeaningRules, net: Callable[[], DangerNet | None]
) -> Alarm:
    first = first_alarm(danger, rules)
    if danger.score >= meaning.sure:
        return Alarm.URGENT
    if danger.score < meaning.floor:
        return first
    both = score_by_meaning(text, danger, meaning, net)
    if both is None:
        return first
    if both >= meaning.threshold:
        return Alarm.URGENT
    return Alarm.REMINDER if both >= meaning.reminder else Alarm.NONE
