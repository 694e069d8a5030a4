"""Figures: what a run comes to. Computing them and printing them are two functions in two files."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.outcome import Outcome
from evals.citation_precision import citation_precision
from evals.interval import Interval, interval
from evals.judgement import Judgement, Pair
from evals.percentile import percentile
from evals.run import DEPTHS, Result, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`n` of `of` cases."""

    n: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a run; intervals are None where no case was scored.

    evidence: by depth k, the mean of evidence@k.
    by_tag: for each tag, in order of name, the cases that ended as they must.
    urgent: urgent cases recognised. false_urgent: other cases shown as urgent.
    turned_down: cases without an answer in the library that were turned down. refused: answerable cases not answered.
    verbatim: replies in which every quote is a piece of its paragraph, of those that cite.
    p50_ms, p95_ms: wall time of a whole answer.
    """

    cases: int
    evidence: Mapping[int, Interval | None]
    span_overlap: Interval | None
    number: Interval | None
    outcome: Interval | None
    by_tag: Mapping[str, Count]
    urgent: Count
    false_urgent: Count
    turned_down: Count
    refused: Count
    verbatim: Count
    p50_ms: float
    p95_ms: float


def figures(run: Run) -> Figures:
    """The figures of a run of at least one case."""
    results = run.results
    times = [result.reply.seconds * 1000 for result in results]
    urgent = [result for result in results if result.case.outcome is Outcome.URGENT]
    others = [result for result in results if result.case.outcome is not Outcome.URGENT]
    return Figures(
        cases=len(results),
        evidence={k: interval(_values(results, f"evidence@{k}")) for k in DEPTHS},
        span_overlap=interval(_values(results, "span overlap")),
        number=interval(_values(results, "number")),
        outcome=interval(_values(results, "outcome")),
        by_tag={tag: _count([r for r in results if tag in r.case.tags], "outcome") for tag in _tags(results)},
        urgent=_count(urgent, "urgent"),
        false_urgent=Count(n=len(others) - _count(others, "urgent").n, of=len(others)),
        turned_down=_count(results, "refused rightly"),
        refused=_count(results, "refused wrongly"),
        verbatim=_count(results, "verbatim"),
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def missed(run: Run) -> tuple[Result, ...]:
    """The results with something to look at: a wrong ending, evidence not first, or a quote not verbatim."""
    return tuple(
        result
        for result in run.results
        if any(result.scores[name].value == 0 for name in ("outcome", "urgent", "evidence@1", "verbatim"))
    )


def addresses(result: Result) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The expected and the cited paragraphs of a result, as addresses: never their text."""
    expected = tuple(f"{cited.document}:{cited.number or '?'}" for cited in result.case.must_cite)
    return expected, tuple(cited.paragraph_id for cited in result.reply.answer.citations)


def run_json(run: Run, judgements: Mapping[Pair, Judgement] | None = None) -> dict[str, Any]:
    """A run as plain JSON values: its figures and, per case, the ending, the addresses and the scores.

    With a reader's `judgements` the figures hold citation precision.
    """
    precision = {} if judgements is None else {"citation_precision": asdict(citation_precision(run, judgements))}
    return {
        "suite": run.suite,
        "library": run.fingerprint,
        "figures": asdict(figures(run)) | precision,
        "cases": [_case_json(result) for result in run.results],
    }


def _case_json(result: Result) -> dict[str, Any]:
    expected, cited = addresses(result)
    return {
        "id": result.case.id,
        "outcome": result.reply.answer.outcome.value,
        "expected_outcome": result.case.outcome.value,
        "expected": list(expected),
        "cited": list(cited),
        "ms": round(result.reply.seconds * 1000, 1),
        "scores": {name: score.value for name, score in result.scores.items()},
    }


def _values(results: Sequence[Result], name: str) -> list[float]:
    return [value for result in results if (value := result.scores[name].value) is not None]


def _count(results: Sequence[Result], name: str) -> Count:
    values = _values(results, name)
    return Count(n=round(sum(values)), of=len(values))


def _tags(results: Sequence[Result]) -> list[str]:
    return sorted({tag for result in results for tag in result.case.tags})
