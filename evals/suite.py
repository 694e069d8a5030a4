"""Suite: a set of cases, read from JSON lines. One mistake never hides another: all are listed at once, by line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.outcome import Outcome
from corpus.errors import SuiteError
from evals.case import Case, MustCite
from evals.fold import fold
from evals.proposals import waits

Text = Annotated[str, Field(min_length=1)]


class MustCiteLine(BaseModel):
    """`must_cite` as it is written in a suite."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: Text
    quote: Text
    number: Text | None = None


class CaseLine(BaseModel):
    """A line of a suite as it is written. Unknown fields are mistakes; `note` is for whoever reads the suite."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Text
    question: Text
    outcome: Outcome
    tags: tuple[Text, ...] = ()
    history: tuple[Text, ...] = ()
    area: Text | None = None
    must_cite: tuple[MustCiteLine, ...] = ()
    note: Text = ""
    state: Literal["accepted"] = "accepted"


def read_suite(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON lines file, in its order; blank lines are skipped, and those that are only proposed.

    Raises SuiteError with every mistake by line: no JSON, a missing or unknown field, an outcome that does not exist,
    an id that was used before, a quote without letters or digits, something to cite where the outcome cites nothing.
    Raises it too where the file cannot be read or holds no case.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"Expected a suite of JSON lines at {path}, could not read it: {error}.") from error
    cases: list[Case] = []
    mistakes: list[str] = []
    first_seen: dict[str, int] = {}
    for at, line in enumerate(lines, start=1):
        if not line.strip() or waits(line):
            continue
        try:
            case = _case(CaseLine.model_validate(json.loads(line)))
        except json.JSONDecodeError as error:
            mistakes.append(f"line {at}: not JSON ({error.msg} at column {error.colno})")
            continue
        except ValidationError as error:
            mistakes.extend(f"line {at}: {mistake}" for mistake in _wrong_fields(error))
            continue
        mistakes.extend(f"line {at}: {mistake}" for mistake in _mistakes(case, first_seen))
        first_seen.setdefault(case.id, at)
        cases.append(case)
    if not cases and not mistakes:
        mistakes.append("no case found; expected one JSON object a line, and not only proposed ones")
    if mistakes:
        raise SuiteError(f"{path} has {len(mistakes)} mistake(s):\n  " + "\n  ".join(mistakes))
    return tuple(cases)


def _case(line: CaseLine) -> Case:
    return Case(
        id=line.id,
        question=line.question,
        outcome=line.outcome,
        tags=line.tags,
        history=line.history,
        area=line.area,
        must_cite=tuple(
            MustCite(document=cited.document, quote=cited.quote, number=cited.number) for cited in line.must_cite
        ),
    )


def _wrong_fields(error: ValidationError) -> Iterator[str]:
    for wrong in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in wrong["loc"]) or "the line"
        yield f"{where}: {wrong['msg']}"


def _mistakes(case: Case, first_seen: dict[str, int]) -> Iterator[str]:
    if case.id in first_seen:
        yield f"id {case.id!r} was used on line {first_seen[case.id]}"
    if case.must_cite and not case.answerable:
        yield f"must_cite given, but the outcome {case.outcome.value} cites nothing"
    for cited in case.must_cite:
        if not fold(cited.quote):
            yield f"the quote {cited.quote!r} has no letter or digit"
