"""kind: what a question is about, by weighted patterns in `data/kinds.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from assistant.once import once
from assistant.patterns import any_of, read_data
from assistant.plain import PlainForm, plain, plain_form


class Kind(StrEnum):
    """What is asked. `fact` is everything that no other kind claims. Of two kinds with equal points, the earlier here wins."""

    REFER = "refer"
    LEAD = "lead"
    SHARE = "share"
    THRESHOLD = "threshold"
    PREGNANCY = "pregnancy"
    DISAGREEMENT = "disagreement"
    SERVICE = "service"
    TRAINING = "training"
    DEFINITION = "definition"
    FACT = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSign:
    """Words that speak for a kind. `points` count once, however often the words stand in a question."""

    kind: Kind
    points: float
    named: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """The rules of `data/kinds.toml`. A kind with fewer points than `threshold` is not named."""

    threshold: float
    signs: tuple[KindSign, ...]
    form: PlainForm


@cache
def load_kind_rules() -> KindRules:
    """The shipped rules, read once."""
    return kind_rules(read_data("kinds"))


def kind_rules(data: Mapping[str, Any]) -> KindRules:
    """Rules from the plain values of a data file. KeyError where something is missing, ValueError for an unknown kind."""
    signs = tuple(
        KindSign(kind=Kind(sign["kind"]), points=sign["points"], named=any_of(sign["patterns"], data["words"]))
        for sign in data["sign"]
    )
    return KindRules(threshold=data["threshold"], signs=signs, form=plain_form(data["plain"]))


def kind_of(text: str) -> Kind:
    """The kind of a question.

    >>> str(kind_of("Who leads when both of us know the family?"))
    'lead'
    """
    rules = load_kind_rules()
    points = kind_points(text, rules)
    best = max(Kind, key=lambda kind: points.get(kind, 0.0))
    return best if points.get(best, 0.0) >= rules.threshold else Kind.FACT


@once
def kind_points(text: str, rules: KindRules) -> dict[Kind, float]:
    """The points of every kind for which something in `text` speaks."""
    asked = plain(text, rules.form)
    points: dict[Kind, float] = {}
    for sign in rules.signs:
        if sign.named.search(asked):
            points[sign.kind] = points.get(sign.kind, 0.0) + sign.points
    return points
