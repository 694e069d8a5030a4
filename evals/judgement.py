"""Judgements: whether a cited paragraph bears on its question, as a reader saw it. They are kept without any text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import SuiteError

Text = Annotated[str, Field(min_length=1)]
Pair = tuple[str, str]
"""The id of a question and the id of a paragraph that was cited for it."""


class JudgementLine(BaseModel):
    """A line of a judgements file as it is written. Unknown fields are mistakes: no text may slip in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Text
    paragraph: Text
    verdict: Literal["yes", "no"]
    judge: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a reader who opens `paragraph` finds something that helps to answer `question`. judge: who says so."""

    question: str
    paragraph: str
    helps: bool
    judge: str

    @property
    def pair(self) -> Pair:
        """What was judged."""
        return self.question, self.paragraph


def read_judgements(path: Path) -> dict[Pair, Judgement]:
    """The judgements of a JSON lines file by pair; none where there is no such file yet.

    Raises SuiteError with every mistake by line: no JSON, a missing or unknown field, a verdict other than yes or no, a pair
    that was judged before.
    """
    if not path.exists():
        return {}
    found: dict[Pair, Judgement] = {}
    mistakes: list[str] = []
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            read = JudgementLine.model_validate_json(line)
        except ValidationError as error:
            mistakes += [
                f"line {at}: {'.'.join(map(str, it['loc'])) or 'the line'}: {it['msg']}" for it in error.errors()
            ]
            continue
        one = _judgement(read)
        if one.pair in found:
            mistakes.append(f"line {at}: {one.question} with {one.paragraph} was judged on an earlier line")
        found.setdefault(one.pair, one)
    if mistakes:
        raise SuiteError(f"{path} has {len(mistakes)} mistake(s):\n  " + "\n  ".join(mistakes))
    return found


def write_judgements(path: Path, judgements: Mapping[Pair, Judgement]) -> None:
    """Write judgements, sorted by question and paragraph, so that a change is a diff of a few lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(_lines(judgements[pair] for pair in sorted(judgements))), encoding="utf-8")


def _judgement(read: JudgementLine) -> Judgement:
    return Judgement(question=read.question, paragraph=read.paragraph, helps=read.verdict == "yes", judge=read.judge)


def _lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    for it in judgements:
        verdict: Literal["yes", "no"] = "yes" if it.helps else "no"
        line = JudgementLine(question=it.question, paragraph=it.paragraph, verdict=verdict, judge=it.judge)
        yield json.dumps(line.model_dump(), ensure_ascii=False) + "\n"
