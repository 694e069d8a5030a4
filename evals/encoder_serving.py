"""How `soundingboard serve` starts, what it holds and how fast it answers, with one encoder and another, in turn."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.embedder import PACKAGED, SHIPPED
from corpus.encoder_export import packaged_encoder
from corpus.settings import DEMO_DOCUMENTS, load_settings
from evals.bench_figures import Times
from evals.bench_served import Server
from evals.case import Case
from evals.percentile import percentile
from evals.suite import read_suite
from ingest.ingest import ingest

SUITE = Path(__file__).parent / "suites" / "demo.jsonl"
ASKED = 60
"""Questions of the demonstration suite that each server is asked, once unmeasured and once measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """One encoder's figures. start_seconds: from the command to ready; resident_mb: 10^6 bytes, server and children."""

    name: str
    rounds: int
    start_seconds: float
    resident_mb: float
    question: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One round of one encoder: seconds to start, 10^6 bytes held, milliseconds of each question."""

    start_seconds: float
    resident_mb: float
    milliseconds: tuple[float, ...]


def encoders() -> Mapping[str, str]:
    """What is compared, by name, with the setting that names it."""
    return {
        "ours (`practitioner-int8`)": SHIPPED,
        "stock MiniLM through ONNX Runtime (`minilm-int8`)": PACKAGED,
        "stock MiniLM through sentence-transformers, on torch": str(packaged_encoder()),
    }


def serving_rounds(folder: Path, rounds: int) -> tuple[list[Serving], int]:
    """Each encoder's figures, and how many questions each was asked. `folder` takes the libraries and what servers print."""
    cases = read_suite(SUITE)[:ASKED]
    settings = encoders()
    for at, setting in enumerate(settings.values()):
        chosen = load_settings().model_copy(update={"data": folder / f"served-{at}", "embedder": setting})
        ingest([DEMO_DOCUMENTS], chosen, lambda _: None)
    serve = {
        name: partial(_once, folder / f"served-{at}", setting, cases, folder / f"served-{at}.log")
        for at, (name, setting) in enumerate(settings.items())
    }
    return in_turn(serve, rounds), len(cases)


def in_turn(serve: Mapping[str, Callable[[], Served]], rounds: int) -> list[Serving]:
    """Serve each in turn, each round beginning with another, and take medians over the rounds."""
    names = list(serve)
    found: dict[str, list[Served]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            found[name].append(serve[name]())
    return [_serving(name, each) for name, each in found.items()]


def _serving(name: str, each: Sequence[Served]) -> Serving:
    return Serving(
        name=name,
        rounds=len(each),
        start_seconds=statistics.median(it.start_seconds for it in each),
        resident_mb=statistics.median(it.resident_mb for it in each),
        question=Times(
            p50=statistics.median(percentile(it.milliseconds, 0.5) for it in each),
            p95=statistics.median(percentile(it.milliseconds, 0.95) for it in each),
        ),
    )


def _once(data: Path, setting: str, cases: Sequence[Case], log: Path) -> Served:
    began = time.perf_counter()
    with Server(data, log, {"SOUNDINGBOARD_EMBEDDER": setting}) as server:
        start = time.perf_counter() - began
        for case in cases:
            server.ask(case.question, case.area)
        taken = tuple(1000 * server.ask(case.question, case.area) for case in cases)
        return Served(start_seconds=start, resident_mb=server.resident_mb(), milliseconds=taken)
