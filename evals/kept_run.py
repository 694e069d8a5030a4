"""KeptRun: a run as it is stored: the library's fingerprint, the settings, and every answer with its scores.

No question is kept as it was written: each is the masked one of its answer, and earlier turns are masked alike.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.answer import Answer, answer_json
from assistant.mask import mask
from corpus.settings import Settings
from evals.case import Case, MustCite
from evals.run import Result, Run
from evals.score import Score, evidence

SCHEMA = 1
MOST_LEFT_OUT = 6
"""As many of what was weighed and left out as the chat shows under an answer."""
NOT_EXPECTED = frozenset({"id", "question", "history", "tags", "area", "note"})
"""The fields of a case that do not say what its answer must show."""
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


class Kept(BaseModel):
    """Part of a run file. Unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KeptScore(Kept):
    """A score as `evals.score.Score` has it; value None: not scored."""

    value: float | None
    answer: str
    explanation: str


class KeptWeighed(Kept):
    """A paragraph that was weighed and left out, with its rank among all that were weighed (from 1), its points, and why.

    expected: whether the case asks for it, by document and printed number.
    """

    paragraph_id: str
    edition: str
    title: str
    label: str
    rank: int
    points: float
    left_out: str
    expected: bool


class KeptCase(Kept):
    """One case with what came back.

    expected: what the case asks for, by field of `Case`; empty fields are left out. answer: as `answer_json` gives it.
    rank: that of the first citation with the evidence, from 1; None where none has it. ms: wall time of the whole answer.
    left_out: what was weighed and not shown: the best six and whatever the case asks for, best first.
    """

    id: str
    question: str
    history: tuple[str, ...]
    tags: tuple[str, ...]
    area: str | None
    expected: dict[str, Any]
    answer: dict[str, Any]
    rank: int | None
    ms: float
    scores: dict[str, KeptScore]
    left_out: tuple[KeptWeighed, ...] = ()

    def value(self, score: str) -> float | None:
        """The value of a score; None where it was not scored or is not there."""
        found = self.scores.get(score)
        return None if found is None else found.value


class KeptRun(Kept):
    """A run of one suite on one library. `id` begins with the time; `library`: fingerprint; `cases` in the suite's order."""

    schema_version: Literal[1] = 1
    id: str
    made_at: datetime
    version: str
    suite: str
    library: str
    settings: dict[str, str]
    cases: tuple[KeptCase, ...]

    def score_names(self) -> tuple[str, ...]:
        """Every score of any case, in order of first appearance."""
        return tuple(dict.fromkeys(name for case in self.cases for name in case.scores))

    def values(self, score: str, tag: str | None = None) -> list[float]:
        """The values of a score over all cases that were scored, or over those with a tag."""
        chosen = (case for case in self.cases if tag is None or tag in case.tags)
        return [value for case in chosen if (value := case.value(score)) is not None]

    def tags(self) -> tuple[str, ...]:
        """Every tag, by name."""
        return tuple(sorted({tag for case in self.cases for tag in case.tags}))


def kept_run(run: Run, settings: Settings, now: datetime | None = None) -> KeptRun:
    """A run as it is stored. Of the settings: encoder, masking, and whether the vectors are on a server (not where)."""
    made_at = (now or datetime.now(UTC)).replace(microsecond=0)
    return KeptRun(
        id=_id(run.suite, made_at),
        made_at=made_at,
        version=version("soundingboard"),
        suite=run.suite,
        library=run.fingerprint,
        settings={
            "embedder": settings.embedder,
            "mask": settings.mask.value,
            "vectors": "server" if settings.chroma else "data folder",
        },
        cases=tuple(_kept_case(result) for result in run.results),
    )


def _id(suite: str, made_at: datetime) -> str:
    name = _NOT_IN_A_NAME.sub("-", suite.lower()).strip("-") or "suite"
    return f"{made_at:%Y%m%dT%H%M%SZ}-{name}-{secrets.token_hex(2)}"


def _kept_case(result: Result) -> KeptCase:
    case, reply = result.case, result.reply
    found = evidence(case, reply)
    return KeptCase(
        id=case.id,
        question=reply.answer.question,
        history=tuple(mask(turn, frozenset()).text for turn in case.history),
        tags=case.tags,
        area=case.area,
        expected=_expected(case),
        answer=answer_json(replace(reply.answer, considered=None, weighing=None)),
        rank=found.rank if found else None,
        ms=round(reply.seconds * 1000, 1),
        scores={name: _kept_score(score) for name, score in result.scores.items()},
        left_out=tuple(_left_out(case, reply.answer)),
    )


def _left_out(case: Case, answer: Answer) -> Iterator[KeptWeighed]:
    others = [it for it in answer.considered or () if it.left_out]
    for place, it in enumerate(others):
        expected = any(_is_of(cited, it.paragraph_id) for cited in case.must_cite)
        if place < MOST_LEFT_OUT or expected:
            yield KeptWeighed(
                paragraph_id=it.paragraph_id,
                edition=it.edition,
                title=it.title,
                label=it.label,
                rank=it.rank,
                points=round(it.features["score"], 2),
                left_out=it.left_out,
                expected=expected,
            )


def _is_of(cited: MustCite, paragraph_id: str) -> bool:
    """Whether an id is that of the paragraph with the number that a case names: `document:number`, or a repeat of it."""
    return cited.number is not None and paragraph_id.partition("~")[0] == f"{cited.document}:{cited.number}"


def _expected(case: Case) -> dict[str, Any]:
    """What a case asks for, whichever fields it has, as plain JSON values."""
    given = {it.name: getattr(case, it.name) for it in fields(case) if it.name not in NOT_EXPECTED}
    plain: dict[str, Any] = TypeAdapter(dict[str, Any]).dump_python(given, mode="json")
    return {name: value for name, value in plain.items() if value not in (None, [], "")}


def _kept_score(score: Score) -> KeptScore:
    return KeptScore(value=score.value, answer=score.answer, explanation=score.explanation)
