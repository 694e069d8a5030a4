"""How well the urgent check does: on the half of its phrasings held apart, and on ordinary questions."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.fit_urgent import QUESTION_WEIGHT, Example, Measured, learn, measure, read_calm
from assistant.outcome import Outcome
from assistant.urgent import UrgentRules, urgent


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The questions of one suite that are not urgent: how many there are, and how many are taken for urgent, by half."""

    suite: str
    tuning: int
    tuning_alarms: int
    held: int
    held_alarms: int


def is_held(id_: str) -> bool:
    """Whether an item belongs to the half held apart: the first digit of the hash of its id is odd."""
    return int(hashlib.sha256(id_.encode()).hexdigest()[0], 16) % 2 == 1


def held_half(examples: Sequence[Example], calm: Path, rules: UrgentRules) -> Measured:
    """The examples held apart, judged at the shipped threshold by weights learnt from the others."""
    others = [example for example in examples if not is_held(example.id)]
    learnt = learn(others, read_calm(calm, QUESTION_WEIGHT, rules.signs), rules.signs)
    return measure(learnt, [example for example in examples if is_held(example.id)], rules.threshold)


def ordinary(suites: Sequence[Path], rules: UrgentRules) -> Iterator[Questions]:
    """How the questions of each suite that are not urgent are judged by the shipped weights."""
    for suite in suites:
        rows = [json.loads(line) for line in suite.read_text("utf-8").splitlines() if line]
        calm = [row for row in rows if "question" in row and row.get("outcome") != Outcome.URGENT]
        said = [(is_held(row["id"]), urgent(row["question"], rules) is not None) for row in calm]
        yield Questions(
            suite=suite.stem,
            tuning=sum(not held for held, _ in said),
            tuning_alarms=sum(alarm and not held for held, alarm in said),
            held=sum(held for held, _ in said),
            held_alarms=sum(alarm and held for held, alarm in said),
        )
