"""Outcome: how an answer ended. A closed list, each worded in `assistant/data/wording.toml`."""

from enum import StrEnum


class Outcome(StrEnum):
    """Every ending there is. `refused` is a request to decide, invent, or break another of the product's own rules."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    CLARIFY = "clarify"
    URGENT = "urgent"
    NOT_IN_GUIDANCE = "not_in_guidance"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    FAILED = "failed"


class Completeness(StrEnum):
    """How much of the question the answer covers."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"
