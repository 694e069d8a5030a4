"""Override: that someone published an edition although a finding stood against it, who, when and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Overriding:
    """What someone says when they publish in spite of blocking findings. `by` is the user of the operating system,

    after the name that was given where one was.
    """

    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One edition that was published in spite of blocking findings.

    sha256: the file that was looked at; the override holds for no other. findings: the messages that were overridden.
    at: UTC, to the second.
    """

    document_id: str
    edition: str
    sha256: str
    findings: tuple[str, ...]
    reason: str
    by: str
    at: str
