"""Asked-as line: a reviewed question that a paragraph answers, as people ask it. It is searched and never shown as guidance."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

DIGITS = 16
LONGEST = 600
"""Characters of a line: a short story, not a case history."""
_LABEL = re.compile(r"\[[^\[\]]{1,40}\]")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class AskedAsState(StrEnum):
    """proposed: waits for a reviewer. accepted: searched. retired: its paragraph's text changed. dropped: a reviewer said no."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    RETIRED = "retired"
    DROPPED = "dropped"


class AskedAsSource(StrEnum):
    """owner: whoever looks after the document. case: an eval case. chat: "this paragraph answered me". model: a model's draft."""

    OWNER = "owner"
    CASE = "case"
    CHAT = "chat"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A question put forward for a paragraph. question: masked already. origin: the suite and case, or the answer's id."""

    paragraph_id: str
    edition: str
    digest: str
    question: str
    source: AskedAsSource
    origin: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAs:
    """One line. digest: of the paragraph's text that it was proposed or accepted for; `edition` is where that text stood.

    question: '' once it is dropped. decided_by, decided_at: who accepted or dropped it; retired_at and reason: when the text
    changed, and how. Times are UTC, ISO 8601; '' for what has not happened.
    """

    id: int
    paragraph_id: str
    edition: str
    digest: str
    question: str
    state: AskedAsState
    source: AskedAsSource
    origin: str
    proposed_by: str
    proposed_at: str
    decided_by: str
    decided_at: str
    retired_at: str
    reason: str

    @property
    def document_id(self) -> str:
        """The document of its paragraph."""
        return self.paragraph_id.partition(":")[0]


def digest_of(text: str) -> str:
    """The first 16 hexadecimal digits of the sha256 of a paragraph's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def folded(question: str) -> str:
    """A question's letters and figures: two that fold alike are one line.

    >>> folded("Who leads?"), folded("who  leads")
    ('who leads', 'who leads')
    """
    return " ".join(_NOT_A_WORD.sub(" ", question.lower()).split())


def searched_text(question: str) -> str:
    """What is embedded of a line: the question without the labels that stand for names, which no later question has.

    >>> searched_text("can I tell [child's name] about it")
    'can I tell about it'
    """
    return " ".join(_LABEL.sub(" ", question).split()) or question
