"""What the bench of sizes measured, and the targets it is held to."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.bench_figures import Target, Times

HELD_AT = 10_000
"""Paragraphs of the library for which the ratios to the floor are bounded."""
MOST_P50, MOST_P95, MOST_GROWTH = 4.0, 10.0, 5.0
"""The median and the 95th percentile of an answer over the median of the floor; the growth of the median."""
LEAST_RECALL = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeFigures:
    """One size of library, asked in one process.

    floor: embedding the question and one exact float32 scan of every paragraph's vectors; answer: from question in to Answer
    out; record: keeping the answer, which comes after it. Milliseconds. steps: the median of each step of an answer.
    answered: questions that were answered or partly answered. resident_mb: the process after all questions, in 10^6 bytes.
    index_mb: the published index on disk. recall: recall@10 of the vector index against the exact scan.
    """

    paragraphs: int
    documents: int
    sentences: int
    questions: int
    answered: int
    floor: Times
    answer: Times
    record: Times
    steps: Mapping[str, float]
    resident_mb: float
    index_mb: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SizesBench:
    """One run. `figures` are in rising order of paragraphs."""

    material: str
    rounds: int
    cores: int
    machine: str
    measured_on: str
    figures: tuple[SizeFigures, ...]


def targets(bench: SizesBench) -> tuple[Target, ...]:
    """The ratios that an answer is held to, each taken inside this one run.

    Both percentiles are compared with the floor's median, which is harder than comparing like with like.
    """
    first, last = bench.figures[0], bench.figures[-1]
    held = next((it for it in bench.figures if it.paragraphs == HELD_AT), last)
    at = f"{held.paragraphs:,} paragraphs"
    return (
        _at_most(f"whole answer p50 / floor p50, {at}", held.answer.p50 / held.floor.p50, MOST_P50),
        _at_most(f"whole answer p95 / floor p50, {at}", held.answer.p95 / held.floor.p50, MOST_P95),
        _at_most(
            f"whole answer p50, {last.paragraphs:,} paragraphs / {first.paragraphs:,}",
            last.answer.p50 / first.answer.p50,
            MOST_GROWTH,
        ),
        Target(
            name="recall@10 of the vector index against the exact scan, the lowest of all sizes",
            value=min(it.recall for it in bench.figures),
            bound=LEAST_RECALL,
            at_least=True,
        ),
    )


def _at_most(name: str, value: float, bound: float) -> Target:
    return Target(name=name, value=value, bound=bound, at_least=False)
