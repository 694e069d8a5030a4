"""Criteria reply: a short turn read as an answer to the question that was asked last, and the quick form's lines."""

import re
from enum import StrEnum
from functools import cache

from assistant.clauses import clauses
from assistant.patterns import read_data
from corpus.criteria import CriteriaLine, CriteriaMap


class LineStatus(StrEnum):
    """What a practitioner's words do to a line of a criteria map."""

    SAID = "said"
    NOT_SAID = "not_said"
    CONTRADICTED = "contradicted"


REVERSE = {
    LineStatus.SAID: LineStatus.CONTRADICTED,
    LineStatus.CONTRADICTED: LineStatus.SAID,
    LineStatus.NOT_SAID: LineStatus.NOT_SAID,
}
JOINT = " "
"""Between a line's text and what the form says of it."""


def reply_status(text: str, line: CriteriaLine) -> LineStatus | None:
    """What a turn says of the line whose question was asked last; None where it is no reply, NOT_SAID where it says neither.

    >>> line = CriteriaLine(id="a", text="", document="d", number="", quote="", ask="Has he driven?", yes="said")
    >>> [reply_status(text, line) for text in ("yes, since March", "no", "When must I refer?")] == ["said", "contradicted", None]
    True
    """
    rules = _rules()
    plain = text.replace("’", "'").strip()
    if "?" in plain:
        return None
    yes = LineStatus(line.yes) if line.yes else LineStatus.NOT_SAID
    if rules["unknown"].search(plain):
        return LineStatus.NOT_SAID
    if rules["yes"].search(plain):
        return yes
    if rules["no"].search(plain):
        return REVERSE[yes]
    told = any(it.tells for it in clauses(plain))
    return LineStatus.NOT_SAID if told and len(plain.split()) <= _short() else None


def is_reply(text: str) -> bool:
    """Whether a turn begins as an answer to a question, and asks none.

    >>> [is_reply(text) for text in ("Yes, but only at weekends", "not sure", "Yes, when must I refer?", "When must I refer")]
    [True, True, False, False]
    """
    plain = text.replace("’", "'").strip()
    return "?" not in plain and any(rule.search(plain) for rule in _rules().values())


def form_statuses(text: str, criteria: CriteriaMap) -> dict[str, LineStatus]:
    """What the quick form says: a line of the map, then yes, no or not known, each on its own; empty where it is no form.

    A line of which nothing is known is given too, as not said.
    """
    words = form_words()
    found: dict[str, LineStatus] = {}
    for line in criteria.lines:
        for status, word in words.items():
            if f"{line.text}{JOINT}{word}\n" in f"{text}\n":
                found[line.id] = status
    return found


@cache
def form_words() -> dict[LineStatus, str]:
    """What the quick form writes for each status."""
    return {status: str(read_data("reply")[f"form_{_NAMES[status]}"]) for status in LineStatus}


_NAMES = {LineStatus.SAID: "said", LineStatus.CONTRADICTED: "contradicted", LineStatus.NOT_SAID: "unknown"}


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    data = read_data("reply")
    return {name: re.compile(data[name], re.IGNORECASE) for name in ("unknown", "yes", "no")}


@cache
def _short() -> int:
    return int(read_data("reply")["short"])
