"""Question: what was asked, with the turns before it and the scope that was picked."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.document import Nation
from corpus.errors import QuestionEmpty, QuestionTooLong

LONGEST_QUESTION = 4000
MOST_TURNS = 20
ANY_AREA = "*"
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier question of the conversation, and the id of its answer where it is known.

    put_back: it was to be thought through, and was put back for the practitioner's own view.
    picked: the id of the area that was picked when it was asked, ANY_AREA where none was, '' where that is not known.
    """

    question: str
    answer_id: str | None = None
    put_back: bool = False
    picked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`text` is raw: it lives in memory during the call only. `area` is an area id; `on` None means today.

    think: ask for the practitioner's own view first, then show the guidance beside it.
    """

    text: str
    history: tuple[Turn, ...] = ()
    area: str | None = None
    nation: Nation | None = None
    on: date | None = None
    explain: bool = False
    think: bool = False


def writable(text: str) -> str:
    """`text` with a replacement character for each half of a broken one, which nothing could store or send back.

    >>> writable("Who leads \\ud83d?")
    'Who leads \ufffd?'
    """
    return _HALVES.sub("\ufffd", text)


def check_length(question: Question) -> None:
    """Raise QuestionEmpty or QuestionTooLong where a question is outside the limits (1 to 4,000 characters, 20 turns)."""
    if not question.text.strip():
        raise QuestionEmpty("Expected a question of 1 to 4,000 characters, found none. Write what you want to know.")
    longest = max(len(question.text), *(len(turn.question) for turn in question.history), 0)
    if longest > LONGEST_QUESTION:
        raise QuestionTooLong(
            f"Expected at most {LONGEST_QUESTION:,} characters, found {longest:,}. Shorten the question and ask again."
        )
    if len(question.history) > MOST_TURNS:
        raise QuestionTooLong(
            f"Expected at most {MOST_TURNS} earlier turns, found {len(question.history)}. Start a new conversation."
        )
