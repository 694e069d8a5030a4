"""Answers that were read: a few questions, what came back, and what a reader in the practitioner's place says of it.

A judgement is of one answer, known by a hash of its text: when the answer changes, the judgement no longer counts.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer
from corpus.errors import SuiteError
from evals.run import Result

Line = TypeVar("Line", bound=BaseModel)
DATA = Path(__file__).parent / "data"
DEMO_QUESTIONS = DATA / "answers-demo.jsonl"
READ = DATA / "answers-read.jsonl"


class Verdict(StrEnum):
    """Whether a practitioner could act on an answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ReadLine(BaseModel):
    """A line of the readings as it is written. `answer` is the hash of the text that was read. Unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    answer: str
    verdict: Verdict
    judgement: str


class SheetLine(BaseModel):
    """A line of a sheet to fill in: `verdict` is empty until someone has read the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    question: str
    answer: str
    verdict: Verdict | str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is said of an answer. reading: None where nobody read it; changed: the answer is not the one that was read."""

    result: Result
    reading: ReadLine | None
    changed: bool

    @property
    def counts(self) -> ReadLine | None:
        """The judgement, where it is of this very answer."""
        return None if self.changed else self.reading


def text_hash(answer: Answer) -> str:
    """The first 16 digits of the sha256 of an answer's text as it is shown."""
    return hashlib.sha256(answer.text.encode()).hexdigest()[:16]


def readings(results: Sequence[Result], read: Mapping[str, ReadLine]) -> tuple[Reading, ...]:
    """The results, each with what was said of it."""
    found = []
    for result in results:
        reading = read.get(result.case.id)
        changed = reading is not None and reading.answer != text_hash(result.reply.answer)
        found.append(Reading(result=result, reading=reading, changed=changed))
    return tuple(found)


def read_readings(path: Path) -> dict[str, ReadLine]:
    """The readings of a JSON lines file by question; none where there is no such file. Raises SuiteError."""
    return {it.id: it for it in _lines(path, ReadLine)} if path.exists() else {}


def write_sheet(path: Path, found: Iterable[Reading]) -> None:
    """Write a sheet with a line for each answer; what was said of this very answer is filled in."""
    lines = []
    for it in found:
        known = it.counts
        line = SheetLine(
            id=it.result.case.id,
            question=it.result.case.question,
            answer=text_hash(it.result.reply.answer),
            verdict=known.verdict if known else "",
            judgement=known.judgement if known else "",
        )
        lines.append(json.dumps(line.model_dump(), ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def take_sheet(sheet: Path, path: Path) -> int:
    """Take the filled lines of a sheet into the readings; returns how many. The hash is that of the answer that was read.

    Raises SuiteError for a verdict other than yes, partly or no, and for a verdict without a word of why.
    """
    filled = [it for it in _lines(sheet, SheetLine) if it.verdict]
    wrong = [it.id for it in filled if it.verdict not in set(Verdict) or not it.judgement.strip()]
    if wrong:
        raise SuiteError(f"Expected a verdict (yes, partly, no) with a judgement in words in {sheet}, not so: {wrong}.")
    taken = {it.id: _read_line(it) for it in filled}
    whole = {**read_readings(path), **taken}
    path.write_text(
        "".join(json.dumps(whole[name].model_dump(), ensure_ascii=False) + "\n" for name in sorted(whole)),
        encoding="utf-8",
    )
    return len(taken)


def _read_line(line: SheetLine) -> ReadLine:
    return ReadLine(id=line.id, answer=line.answer, verdict=Verdict(line.verdict), judgement=line.judgement.strip())


def _lines(path: Path, kind: type[Line]) -> list[Line]:
    try:
        written = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SuiteError(f"Expected JSON lines at {path}, could not read it: {error}.") from error
    found: list[Line] = []
    mistakes: list[str] = []
    for at, line in enumerate(written, start=1):
        try:
            found += [kind.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            mistakes += [
                f"line {at}: {'.'.join(map(str, it['loc'])) or 'the line'}: {it['msg']}" for it in error.errors()
            ]
    if mistakes:
        raise SuiteError(f"{path} has {len(mistakes)} mistake(s):\n  " + "\n  ".join(mistakes))
    return found
