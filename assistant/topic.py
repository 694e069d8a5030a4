"""topic: is this plainly none of the product's business? By the words that `data/topic.toml` lists."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.patterns import any_of, read_data
from assistant.plain import PlainForm, plain, plain_form


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSign:
    """Words that stand for one subject. `points` count once, however often the words stand in a text."""

    key: str
    points: int
    named: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRules:
    """The words of `data/topic.toml`. outside: what is asked elsewhere. field: what a worker speaks of."""

    threshold: int
    outside: tuple[TopicSign, ...]
    field: tuple[TopicSign, ...]
    form: PlainForm


@cache
def load_topic_rules() -> TopicRules:
    """The shipped rules, read once."""
    return topic_rules(read_data("topic"))


def topic_rules(data: Mapping[str, Any]) -> TopicRules:
    """Rules from the plain values of a data file. KeyError where something is missing, re.error where a pattern is wrong."""
    return TopicRules(
        threshold=data["threshold"],
        outside=_signs(data["outside"], data["words"]),
        field=_signs(data["field"], data["words"]),
        form=plain_form(data["plain"]),
    )


def off_topic(text: str) -> bool:
    """Whether `text` is plainly outside: what it asks for outweighs what it says of children, families and the work.

    >>> off_topic("What is the weather tomorrow?"), off_topic("the nan wants him back")
    (True, False)
    """
    rules = load_topic_rules()
    asked = plain(text, rules.form)
    heard = max((sign.points for sign in rules.field if sign.named.search(asked)), default=0)
    return any(sign.points - heard >= rules.threshold and sign.named.search(asked) for sign in rules.outside)


def _signs(entries: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> tuple[TopicSign, ...]:
    return tuple(TopicSign(key=it["key"], points=it["points"], named=_named(it, words)) for it in entries)


def _named(entry: Mapping[str, Any], words: Mapping[str, str]) -> re.Pattern[str]:
    """The entry's patterns; with `after`, only where those words of `[words]` lead up to them."""
    either = "|".join(entry["patterns"])
    return any_of([f"<{entry['after']}>(?<!\\w)(?:{either})" if "after" in entry else either], words)
