"""QuizRules: the word lists, patterns, thresholds and wording of `evals/data/quiz.toml`, compiled once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent / "data" / "quiz.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRules:
    """Which sentences an item is made from. `words`: fewest and most."""

    words: tuple[int, int]
    unwanted: re.Pattern[str]
    trivial: re.Pattern[str]
    leans: re.Pattern[str]
    points_back: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """Which times are asked for, and what a wrong one may be: by unit, or as phrases of one form (the first is the printed)."""

    kinds: frozenset[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    ladder: Mapping[str, tuple[int, ...]]
    swaps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Words that are turned into their opposite; `altered` names the groups of the pattern as {1}, {2}."""

    printed: re.Pattern[str]
    altered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """Roles by name; `near`: those never set against each other."""

    names: tuple[str, ...]
    plurals: tuple[str, ...]
    near: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    plural: re.Pattern[str]
    no_subject: re.Pattern[str]
    after: re.Pattern[str]
    acts: re.Pattern[str]
    told: re.Pattern[str]
    gives_away: re.Pattern[str]
    service_least: int
    not_alone: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRules:
    """Each duty word with those set against it, and with those that make a true statement false; who must stand before one;
    what is no act after one; what says that an act is left to the reader.
    """

    against: Mapping[str, tuple[str, ...]]
    contrary: Mapping[str, tuple[str, ...]]
    optional: re.Pattern[str]
    people: re.Pattern[str]
    free: re.Pattern[str]
    nobody: re.Pattern[str]
    states: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """Thresholds of the item checks."""

    overlap: float
    length_ratio: float
    length_least: int
    reading_age: float
    absolute: re.Pattern[str]
    needed: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizRules:
    """All of it. goes_on: what opens a list that its bullets complete. matched: a duty. wording: what people read, by name."""

    sentence: SentenceRules
    time: TimeRules
    duty: DutyRules
    role: RoleRules
    labels: tuple[str, ...]
    goes_on: re.Pattern[str]
    matched: re.Pattern[str]
    turns: tuple[Turn, ...]
    checks: CheckRules
    most_per_paragraph: int
    shares: Mapping[str, int]
    wording: Mapping[str, str]


@cache
def load_quiz_rules() -> QuizRules:
    """The shipped rules, read once."""
    return quiz_rules(tomllib.loads(PATH.read_text(encoding="utf-8")))


def quiz_rules(data: Mapping[str, Any]) -> QuizRules:
    """Rules from the plain values of a data file. KeyError where something is missing, re.error where a pattern is wrong."""
    sentence, checks, make = data["sentence"], data["checks"], data["make"]
    return QuizRules(
        sentence=SentenceRules(
            words=(sentence["least_words"], sentence["most_words"]),
            unwanted=re.compile(sentence["unwanted"], re.I),
            trivial=re.compile(sentence["trivial"], re.I),
            leans=re.compile(sentence["leans"]),
            points_back=re.compile(sentence["points_back"], re.I),
        ),
        time=_time(data["time"]),
        duty=_duty(data["duty"]),
        role=_role(data["role"], data["service"]),
        labels=tuple(data["label"]["kinds"]),
        goes_on=re.compile(data["list"]["goes_on"], re.I),
        matched=re.compile(data["match"]["duty"]),
        turns=tuple(Turn(printed=re.compile(it["printed"]), altered=it["altered"]) for it in data["turn"]),
        checks=CheckRules(
            overlap=data["support"]["overlap"],
            length_ratio=checks["length_ratio"],
            length_least=checks["length_least"],
            reading_age=checks["reading_age"],
            absolute=re.compile(rf"\b(?:{'|'.join(checks['absolute'])})\b", re.I),
            needed=re.compile(checks["needed"], re.I),
        ),
        most_per_paragraph=make["most_per_paragraph"],
        shares=make["shares"],
        wording=data["wording"],
    )


def _time(data: Mapping[str, Any]) -> TimeRules:
    return TimeRules(
        kinds=frozenset(data["kinds"]),
        not_after=re.compile(data["not_after"], re.I),
        not_before=re.compile(data["not_before"], re.I),
        ladder={unit: tuple(steps) for unit, steps in data["ladder"].items()},
        swaps=tuple(tuple(it["phrases"]) for it in data["swap"]),
    )


def _duty(data: Mapping[str, Any]) -> DutyRules:
    return DutyRules(
        against={word: tuple(others) for word, others in data.items() if isinstance(others, list)},
        contrary={word: tuple(others) for word, others in data["contrary"].items()},
        optional=re.compile(data["optional"], re.I),
        people=re.compile(data["people"], re.I),
        free=re.compile(data["free"], re.I),
        nobody=re.compile(data["nobody"], re.I),
        states=re.compile(data["states"], re.I),
    )


def _role(data: Mapping[str, Any], service: Mapping[str, Any]) -> RoleRules:
    names = sorted(data["names"], key=len, reverse=True)
    return RoleRules(
        names=tuple(names),
        plurals=tuple(data["plurals"]),
        near=tuple(frozenset(group) for group in data["near"]),
        pattern=re.compile(rf"{data['before']}({_longest(names)})(?![\w'’-])", re.I),
        plural=re.compile(rf"(?:^|(?<=, ))(?:The )?({_longest(data['plurals'])})(?![\w'’-])", re.I),
        no_subject=re.compile(data["no_subject"], re.I),
        after=re.compile(data["after"]),
        acts=re.compile(data["acts"]),
        told=re.compile(data["told"], re.I),
        gives_away=re.compile(data["gives_away"], re.I),
        service_least=service["least"],
        not_alone=frozenset(service["not_alone"]),
    )


def _longest(words: Iterable[str]) -> str:
    return "|".join(re.escape(it) for it in sorted(words, key=len, reverse=True))
