"""topic: is this plainly none of the product's business? By the words that `data/topic.toml` lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.patterns import any_of, read_data
from assistant.plain import PlainForm, plain, plain_form


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRules:
    """The words of `data/topic.toml`. outside: what is asked elsewhere. field: what a worker speaks of."""

    outside: re.Pattern[str]
    field: re.Pattern[str]
    form: PlainForm


@cache
def load_topic_rules() -> TopicRules:
    """The shipped rules, read once."""
    return topic_rules(read_data("topic"))


def topic_rules(data: Mapping[str, Any]) -> TopicRules:
    """Rules from the plain values of a data file. KeyError where something is missing."""
    outside = [pattern for patterns in data["outside"].values() for pattern in patterns]
    field = [pattern for patterns in data["field"].values() for pattern in patterns]
    return TopicRules(
        outside=any_of(outside, data["words"]), field=any_of(field, data["words"]), form=plain_form(data["plain"])
    )


def off_topic(text: str) -> bool:
    """Whether `text` is plainly outside: it asks for something named there and uses no word of the field.

    >>> off_topic("What is the weather tomorrow?"), off_topic("the nan wants him back")
    (True, False)
    """
    rules = load_topic_rules()
    asked = plain(text, rules.form)
    return bool(rules.outside.search(asked)) and not rules.field.search(asked)
