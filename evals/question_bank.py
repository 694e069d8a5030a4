"""QuestionBank: questions as practitioners would type them, each with the paragraph that answers it. The encoder learns from it.

One JSON object a line of `evals/bank/*.jsonl`, one line a paragraph:
    {"paragraph": id, "sha256": first 16 digits of its text's, "text": only where the text is this project's own,
     "questions": [{"kind": colloquial | story | terse | plain | follow-up, "question": …, "history": [turns before it]}]}
Other publishers' paragraphs are found by their id in a library at the time of training; their text is never kept here.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import SuiteError
from corpus.paragraph import Paragraph

BANK = Path(__file__).parent / "bank"
DIGITS = 16


class Kind(StrEnum):
    """How a question is put. follow-up: it needs the turns before it."""

    COLLOQUIAL = "colloquial"
    STORY = "story"
    TERSE = "terse"
    PLAIN = "plain"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankQuestion:
    """One question; `history` are the turns before a follow-up, oldest first."""

    kind: Kind
    question: str
    history: tuple[str, ...] = ()

    @property
    def standalone(self) -> str:
        """The question with the turns that it needs in front of it."""
        return " ".join([*self.history, self.question])


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """One paragraph's questions. digest: of the text that they were written for. text: None where it is another publisher's."""

    paragraph_id: str
    digest: str
    text: str | None
    questions: tuple[BankQuestion, ...]


def read_bank(paths: Iterable[Path]) -> tuple[BankEntry, ...]:
    """The entries of bank files, in order. Raises SuiteError naming file and line of the first that is wrong."""
    entries: list[BankEntry] = []
    for path in paths:
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                entries.append(_entry(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise SuiteError(
                    f"{path}, line {at}: expected a paragraph with its questions, found {error!r}."
                ) from error
    return tuple(entries)


def bank_files() -> tuple[Path, ...]:
    """Every file of the bank, by name."""
    return tuple(sorted(BANK.glob("*.jsonl")))


def digest_of(text: str) -> str:
    """The first 16 hexadecimal digits of the sha256 of a paragraph's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def resolve(
    entries: Sequence[BankEntry], paragraphs: Iterable[Paragraph]
) -> tuple[list[tuple[Paragraph, BankEntry]], list[BankEntry]]:
    """Each entry with the paragraph that it was written for, and the entries whose paragraph is gone or reads otherwise now."""
    there: Mapping[tuple[str, str], Paragraph] = {(it.id, digest_of(it.text)): it for it in paragraphs}
    found = [(there[key], entry) for entry in entries if (key := (entry.paragraph_id, entry.digest)) in there]
    missing = [entry for entry in entries if (entry.paragraph_id, entry.digest) not in there]
    return found, missing


def _entry(line: Mapping[str, object]) -> BankEntry:
    questions = line["questions"]
    if not isinstance(questions, list) or not questions:
        raise ValueError("no questions")
    text = line.get("text")
    return BankEntry(
        paragraph_id=str(line["paragraph"]),
        digest=str(line["sha256"]),
        text=None if text is None else str(text),
        questions=tuple(
            BankQuestion(
                kind=Kind(one["kind"]), question=str(one["question"]), history=tuple(map(str, one.get("history", [])))
            )
            for one in questions
        ),
    )
