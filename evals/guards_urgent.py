"""How well the urgent check does: on the phrasings of writers who have not seen its patterns, and on ordinary questions."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.alarm import Alarm, first_alarm, second_alarm
from assistant.outcome import Outcome
from assistant.urgent import UrgentRules, danger_in
from assistant.urgent_meaning import DangerNet, MeaningRules
from evals.halves import Half, half_of
from evals.urgent_examples import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The urgent check as it is used: the first alone, or with the network of the second."""

    rules: UrgentRules
    meaning: MeaningRules
    net: DangerNet | None = None

    def alarm(self, text: str) -> Alarm:
        """What `text` comes to."""
        danger = danger_in(text, self.rules)
        net = self.net
        if net is None:
            return first_alarm(danger, self.rules)
        return second_alarm(text, danger, self.rules, self.meaning, lambda: net)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Of `urgent` phrasings `found` were taken for urgent, of `calm` ones `alarms`; the reminder stood above others of them."""

    urgent: int
    found: int
    found_or_reminded: int
    calm: int
    alarms: int
    alarms_or_reminders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The questions of one suite that are not urgent, by half: how many, how many are taken for urgent, how many reminded."""

    suite: str
    tuning: int
    tuning_alarms: int
    held: int
    held_alarms: int
    reminded: int


def shown(check: Check, examples: Sequence[Example]) -> Shown:
    """How the check judges phrasings."""
    said = [(it.urgent, check.alarm(it.text)) for it in examples]
    urgent, calm = ([alarm for is_urgent, alarm in said if is_urgent is wanted] for wanted in (True, False))
    return Shown(
        urgent=len(urgent),
        found=urgent.count(Alarm.URGENT),
        found_or_reminded=len(urgent) - urgent.count(Alarm.NONE),
        calm=len(calm),
        alarms=calm.count(Alarm.URGENT),
        alarms_or_reminders=len(calm) - calm.count(Alarm.NONE),
    )


def is_held(id_: str) -> bool:
    """Whether an item belongs to the half held apart."""
    return half_of(id_) is Half.MEASURING


def ordinary(suites: Sequence[Path], check: Check) -> Iterator[Questions]:
    """How the questions of each suite that are not urgent are judged."""
    for suite in suites:
        rows = [json.loads(line) for line in suite.read_text("utf-8").splitlines() if line]
        calm = [row for row in rows if "question" in row and row.get("outcome") != Outcome.URGENT]
        said = [(is_held(row["id"]), check.alarm(row["question"])) for row in calm]
        yield Questions(
            suite=suite.stem,
            tuning=sum(not held for held, _ in said),
            tuning_alarms=sum(alarm is Alarm.URGENT and not held for held, alarm in said),
            held=sum(held for held, _ in said),
            held_alarms=sum(alarm is Alarm.URGENT and held for held, alarm in said),
            reminded=sum(alarm is Alarm.REMINDER for _, alarm in said),
        )
