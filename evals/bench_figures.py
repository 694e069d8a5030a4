"""What a bench measured, and the targets it is held to: ratios taken side by side in one run, never times alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.interval import Interval

OURS = "soundingboard"
DEFAULT = "llamaindex"
SMALL_CHUNKS = "llamaindex-256"
FLOOR = "floor"
NAMES: Mapping[str, str] = {
    OURS: "Sounding Board",
    DEFAULT: "LlamaIndex as it comes",
    SMALL_CHUNKS: "LlamaIndex, 256-token chunks",
    FLOOR: "Floor: one embedding, one scan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Milliseconds a question: the median over rounds of each round's p50 and p95."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ContenderFigures:
    """One contender's figures.

    load_seconds: importing libraries and loading models, not counted as ingest.
    words_per_second: words of the source texts / seconds from files to a searchable index, the median of the rounds; None
    where the contender has no ingest of its own.
    answer: None where the contender has no answer without a language model.
    resident_mb: the process that serves, after the questions, in 10^6 bytes.
    evidence: by depth, the share of the scored questions whose evidence is in the first k.
    """

    name: str
    load_seconds: float
    words_per_second: float | None
    search: Times
    answer: Times | None
    resident_mb: float
    evidence: Mapping[int, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The product's own server, with chat and API: whole answers over HTTP, and its memory after them in 10^6 bytes."""

    answer: Times
    resident_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """One run of the bench. `index_recall` is recall@10 of Chroma against the exact scan."""

    material: str
    documents: int
    words: int
    questions: int
    scored: int
    rounds: int
    cores: int
    machine: str
    measured_on: str
    contenders: tuple[ContenderFigures, ...]
    served: Served
    index_recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`value` must be at least (`at_least`) or at most `bound`."""

    name: str
    value: float
    bound: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether the target holds."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def targets(bench: Bench) -> tuple[Target, ...]:
    """The ratios that Sounding Board is held to.

    Where LlamaIndex runs twice, times and memory are compared with the better of the two. A ratio to nothing is infinite.
    """
    by_name = {one.name: one for one in bench.contenders}
    ours, default, small = by_name[OURS], by_name[DEFAULT], by_name[SMALL_CHUNKS]
    whole = ours.answer or ours.search
    fastest = min(default.search.p50, small.search.p50)
    found = ours.evidence[3].mean
    ingest = _ratio(ours.words_per_second or 0.0, small.words_per_second or 0.0)
    memory = min(default.resident_mb, small.resident_mb)
    return (
        _at_least("evidence@3 / LlamaIndex as it comes", _ratio(found, default.evidence[3].mean), 2.3),
        _at_least("evidence@3 / LlamaIndex, 256-token chunks", _ratio(found, small.evidence[3].mean), 1.4),
        _at_most("retrieval p50 / LlamaIndex retrieval p50", _ratio(ours.search.p50, fastest), 0.5),
        _at_most("whole answer p50 / LlamaIndex retrieval p50", _ratio(whole.p50, fastest), 1.5),
        _at_least("ingest words/s / LlamaIndex, 256-token chunks", ingest, 1.8),
        _at_most("memory of retrieval / LlamaIndex memory", _ratio(ours.resident_mb, memory), 2 / 3),
        _at_most(
            "memory of the server, chat and all / LlamaIndex memory", _ratio(bench.served.resident_mb, memory), 2 / 3
        ),
        _at_least("recall@10 of Chroma against exact search", bench.index_recall, 0.99),
    )


def _ratio(value: float, other: float) -> float:
    return value / other if other else float("inf")


def _at_least(name: str, value: float, bound: float) -> Target:
    return Target(name=name, value=value, bound=bound, at_least=True)


def _at_most(name: str, value: float, bound: float) -> Target:
    return Target(name=name, value=value, bound=bound, at_least=False)
