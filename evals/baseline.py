"""Baseline: the figures that a suite must not fall below, in a TOML file that is committed and read by people.

schema = 1
suite = "demo"

[[figure]]
score = "evidence@1"
tag = "refer"          # optional: over the cases with this tag alone
value = 0.625
questions = 48         # how many cases were scored: fewer are a fall too
tolerance = 0.03
reason = "why so much is tolerated"
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import RunError
from evals.kept_run import KeptRun
from evals.run_wording import goodness, tolerance_of

ROUNDING = 5e-5
"""Figures are written with four decimals."""


class BaselineFigure(BaseModel):
    """One figure, what is tolerated, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    score: Annotated[str, Field(min_length=1)]
    tag: str | None = None
    value: float
    questions: Annotated[int, Field(ge=1)]
    tolerance: Annotated[float, Field(ge=0)]
    reason: Annotated[str, Field(min_length=1)]


class Baseline(BaseModel):
    """The figures of one suite, by its name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = Field(alias="schema")
    suite: str
    figure: tuple[BaselineFigure, ...]

    @model_validator(mode="after")
    def _has_figures(self) -> Self:
        if not self.figure:
            raise ValueError("expected at least one [[figure]], found none")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A figure of a baseline beside what a run has. found: None where no case was scored. holds: it did not fall."""

    figure: BaselineFigure
    found: float | None
    questions: int
    holds: bool


def read_baseline(file: Path) -> Baseline:
    """A baseline from its file. Raises RunError with every mistake."""
    try:
        return Baseline.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"Expected a baseline at {file}, could not read it: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise RunError(f"Expected TOML in {file}, found a mistake: {error}.") from error
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, it['loc'])) or 'the file'}: {it['msg']}" for it in error.errors()]
        raise RunError(f"{file} has {len(wrong)} mistake(s):\n  " + "\n  ".join(wrong)) from error


def held(baseline: Baseline, run: KeptRun) -> tuple[Held, ...]:
    """Every figure of a baseline beside the run's, in the file's order.

    A figure holds where goodness(found) >= goodness(value) - tolerance and no fewer cases were scored than then.
    """
    return tuple(_held(figure, run) for figure in baseline.figure)


def baseline_of(run: KeptRun, former: Baseline | None = None) -> Baseline:
    """A baseline of a run's figures. What `former` tolerates and why, and its figures by tag, are taken over.

    A score that no case has is left out.
    """
    known = {(it.score, it.tag): it for it in former.figure} if former else {}
    wanted = dict.fromkeys([*((name, None) for name in run.score_names()), *known])
    figures = [_figure(score, tag, run, known.get((score, tag))) for score, tag in wanted]
    return Baseline(schema=1, suite=run.suite, figure=tuple(it for it in figures if it is not None))


def baseline_toml(baseline: Baseline) -> str:
    """A baseline as its file has it."""
    lines = [
        "# Figures that the suite must not fall below. `soundingboard evals baseline RUN FILE` writes them again and keeps",
        "# each tolerance with its reason.",
        "",
        "schema = 1",
        f"suite = {_text(baseline.suite)}",
    ]
    for it in baseline.figure:
        lines += ["", "[[figure]]", f"score = {_text(it.score)}"]
        lines += [f"tag = {_text(it.tag)}"] if it.tag is not None else []
        lines += [f"value = {it.value:.4f}", f"questions = {it.questions}"]
        lines += [f"tolerance = {it.tolerance!r}", f"reason = {_text(it.reason)}"]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A TOML basic string: it escapes as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _held(figure: BaselineFigure, run: KeptRun) -> Held:
    values = run.values(figure.score, figure.tag)
    found = sum(values) / len(values) if values else None
    least = goodness(figure.score, figure.value) - figure.tolerance - ROUNDING
    holds = found is not None and goodness(figure.score, found) >= least and len(values) >= figure.questions
    return Held(figure=figure, found=found, questions=len(values), holds=holds)


def _figure(score: str, tag: str | None, run: KeptRun, known: BaselineFigure | None) -> BaselineFigure | None:
    values = run.values(score, tag)
    if not values:
        return None
    tolerance, reason = (known.tolerance, known.reason) if known else tolerance_of(score)
    return BaselineFigure(
        score=score,
        tag=tag,
        value=round(sum(values) / len(values), 4),
        questions=len(values),
        tolerance=tolerance,
        reason=reason,
    )
