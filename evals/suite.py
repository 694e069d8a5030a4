"""Suite: a set of cases, read from a spreadsheet or from JSON lines. One mistake never hides another: all are listed at once."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.outcome import Outcome
from corpus.errors import SuiteError
from evals.case import Case, MustCite
from evals.fold import fold
from evals.proposals import waits
from evals.shelf import Shelf
from evals.suite_sheet import SUFFIXES, read_suite_sheet

OTHER_TABLES = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv"})
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
    as_of: date | None = None
    may_cite: tuple[MustCiteLine, ...] = ()
    must_not_cite: tuple[MustCiteLine, ...] = ()
    must_say: tuple[Text, ...] = ()
    must_not_say: tuple[Text, ...] = ()
    note: Text = ""
    state: Literal["accepted"] = "accepted"


def read_suite(path: Path, shelf: Shelf | None = None) -> tuple[Case, ...]:
    """The cases of a suite, in its order: a spreadsheet (.csv, .xlsx) or JSON lines, by the file's ending.

    A spreadsheet's areas and citations are looked up on the shelf. Raises SuiteError with every mistake, by row and column or
    by line.
    """
    if path.suffix.lower() in OTHER_TABLES:
        raise SuiteError(
            f"Expected a suite as .xlsx, .csv or JSON lines, found {path.name!r}. Save it as .xlsx or as CSV UTF-8."
        )
    if not is_sheet(path):
        return _read_lines(path)
    read = read_suite_sheet(path, shelf)
    if read.mistakes:
        listed = "\n  ".join(map(str, read.mistakes))
        raise SuiteError(f"{path} has {len(read.mistakes)} mistake(s):\n  {listed}")
    return read.cases


def case_of_line(line: str) -> Case:
    """The case of one line of JSON, in whatever state it is. Raises SuiteError with every mistake in it."""
    try:
        fields = {**json.loads(line), "state": "accepted"}
        case = _case(CaseLine.model_validate(fields))
    except (json.JSONDecodeError, TypeError) as error:
        raise SuiteError(f"Expected one case as JSON, found something else: {error}.") from error
    except ValidationError as error:
        raise SuiteError("; ".join(_wrong_fields(error))) from error
    if wrong := list(_mistakes(case, {})):
        raise SuiteError("; ".join(wrong))
    return case


def is_sheet(path: Path) -> bool:
    """Whether a suite is a spreadsheet, by its ending: what it cites is then looked up in a library."""
    return path.suffix.lower() in SUFFIXES


def _read_lines(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON lines file; blank lines are skipped.

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
        must_cite=_cited(line.must_cite),
        as_of=line.as_of,
        may_cite=_cited(line.may_cite),
        must_not_cite=_cited(line.must_not_cite),
        must_say=line.must_say,
        must_not_say=line.must_not_say,
        note=line.note,
    )


def _cited(lines: tuple[MustCiteLine, ...]) -> tuple[MustCite, ...]:
    return tuple(MustCite(document=cited.document, quote=cited.quote, number=cited.number) for cited in lines)


def _wrong_fields(error: ValidationError) -> Iterator[str]:
    for wrong in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in wrong["loc"]) or "the line"
        yield f"{where}: {wrong['msg']}"


def _mistakes(case: Case, first_seen: dict[str, int]) -> Iterator[str]:
    if case.id in first_seen:
        yield f"id {case.id!r} was used on line {first_seen[case.id]}"
    if case.must_cite and not case.answerable:
        yield f"must_cite given, but the outcome {case.outcome.value} cites nothing"
    for cited in (*case.must_cite, *case.may_cite, *case.must_not_cite):
        if not fold(cited.quote):
            yield f"the quote {cited.quote!r} has no letter or digit"
    for wording in (*case.must_say, *case.must_not_say):
        if not fold(wording):
            yield f"the wording {wording!r} has no letter or digit"
