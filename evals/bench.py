"""`make bench`: Sounding Board, LlamaIndex twice and the floor, side by side in one run; then sizes and ingest.

ingest:  in each round every contender, in a fresh process: load, then files to searchable index
serve:   every contender in a fresh process that opens its index; one pass unmeasured, then rounds in turn
score:   the first five results of every question with known evidence

The other two parts: `evals.bench_sizes`, `evals.bench_ingest`.
"""

import argparse
import json
import platform
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from evals.bench_figures import FLOOR, NAMES, OURS, Bench, ContenderFigures, Target, Times, targets
from evals.bench_ingest import run_ingest_bench
from evals.bench_ingest_figures import IngestBench
from evals.bench_ingest_figures import targets as ingest_targets
from evals.bench_ingest_table import ingest_markdown, ingest_tables
from evals.bench_material import PROJECT, Material, material
from evals.bench_page import HEADINGS, write_part
from evals.bench_process import ContenderProcess, cores
from evals.bench_served import serve_and_ask
from evals.bench_sizes import run_sizes_bench
from evals.bench_sizes_figures import SizesBench
from evals.bench_sizes_figures import targets as sizes_targets
from evals.bench_sizes_table import sizes_markdown, sizes_tables
from evals.bench_table import bench_markdown, bench_tables
from evals.interval import Interval, interval
from evals.percentile import percentile

DEPTHS = (1, 3, 5)
OUTPUT = PROJECT / "output"
DOCS_FILE = PROJECT / "docs" / "bench.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What the ingest rounds of one contender gave."""

    folder: Path
    load_seconds: float
    words_per_second: float | None


def main() -> None:
    """Run the bench, print it, and write `output/bench*.json`; with `--write-docs` also `docs/bench.md`."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each timing is taken (default 3)")
    parser.add_argument("--only", choices=tuple(HEADINGS), help="one of the three parts (default: all)")
    parser.add_argument("--write-docs", action="store_true", help=f"also write {DOCS_FILE.relative_to(PROJECT)}")
    chosen = parser.parse_args()
    for name, part in PARTS.items():
        if chosen.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                page = part(Path(folder), max(chosen.rounds, 1), Console())
            if chosen.write_docs:
                write_part(DOCS_FILE, name, page)


def _questions(folder: Path, rounds: int, console: Console) -> str:
    """Measure, print and keep the first part; its page is returned, as it is of the others."""
    bench = run_bench(material(), rounds, folder, console)
    console.print(bench_tables(bench))
    _keep("bench.json", bench, targets(bench))
    return bench_markdown(bench)


def _sizes(folder: Path, rounds: int, console: Console) -> str:
    bench = run_sizes_bench(folder, rounds, console.print)
    console.print(sizes_tables(bench))
    _keep("bench-sizes.json", bench, sizes_targets(bench))
    return sizes_markdown(bench)


def _ingested(folder: Path, rounds: int, console: Console) -> str:
    bench = run_ingest_bench(folder, rounds, console.print)
    console.print(ingest_tables(bench))
    _keep("bench-ingest.json", bench, ingest_targets(bench))
    return ingest_markdown(bench)


PARTS: Mapping[str, Callable[[Path, int, Console], str]] = {
    "questions": _questions,
    "sizes": _sizes,
    "ingest": _ingested,
}


def _keep(name: str, bench: Bench | IngestBench | SizesBench, held: Sequence[Target]) -> None:
    written = asdict(bench) | {"targets": [asdict(target) | {"met": target.met} for target in held]}
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / name).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def run_bench(given: Material, rounds: int, folder: Path, console: Console) -> Bench:
    """Measure every contender. `folder` is empty and takes the indexes and what the processes print."""
    ingested = _ingest(given, rounds, folder, console)
    with ExitStack() as open_processes:
        processes = {
            name: open_processes.enter_context(ContenderProcess(name, folder / f"{name}.log")) for name in NAMES
        }
        for name, process in processes.items():
            process.ask("load")
            process.ask("open", ingested[name].folder)
        console.print("questions …")
        search = _times(processes, "time search", rounds)
        answer = _times({OURS: processes[OURS]}, "time answer", rounds)
        memory = {name: float(process.ask("memory")["resident_mb"]) for name, process in processes.items()}
        ranks = {name: process.ask("score")["ranks"] for name, process in processes.items()}
        recall = float(processes[FLOOR].ask("index recall")["recall"])
    console.print("questions to the server …")
    served = serve_and_ask(given, ingested[OURS].folder, folder / "served.log")
    return Bench(
        material=given.name,
        documents=len(given.sources),
        words=given.words,
        questions=len(given.cases),
        scored=sum(bool(case.must_cite) for case in given.cases),
        rounds=rounds,
        cores=len(cores()),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        measured_on=datetime.now(UTC).date().isoformat(),
        contenders=tuple(
            ContenderFigures(
                name=name,
                load_seconds=ingested[name].load_seconds,
                words_per_second=ingested[name].words_per_second,
                search=search[name],
                answer=answer.get(name),
                resident_mb=memory[name],
                evidence=evidence_at_depths(list(ranks[name].values())),
            )
            for name in NAMES
        ),
        served=served,
        index_recall=recall,
    )


def evidence_at_depths(ranks: Sequence[int | None]) -> Mapping[int, Interval]:
    """By depth k, the share of questions whose evidence has a rank of at most k; `ranks` must not be empty."""
    found = {k: interval([float(rank is not None and rank <= k) for rank in ranks]) for k in DEPTHS}
    return {k: value for k, value in found.items() if value is not None}


def _ingest(given: Material, rounds: int, folder: Path, console: Console) -> Mapping[str, Ingested]:
    """Each round starts with another contender, so that none is always first on a machine that warms up."""
    measured = [name for name in NAMES if name != FLOOR]
    loads: dict[str, list[float]] = {name: [] for name in measured}
    speeds: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(rounds):
        turn = number % len(measured)
        for name in (*measured[turn:], *measured[:turn]):
            console.print(f"ingest, round {number + 1} of {rounds}: {NAMES[name]} …")
            into = _index(folder, name, number)
            into.mkdir()
            with ContenderProcess(name, folder / f"{name}.log") as process:
                loads[name].append(process.ask("load")["seconds"])
                speeds[name].append(given.words / process.ask("ingest", into)["seconds"])
    found = {
        name: Ingested(
            folder=_index(folder, name, rounds - 1),
            load_seconds=statistics.median(loads[name]),
            words_per_second=statistics.median(speeds[name]),
        )
        for name in measured
    }
    return found | {
        FLOOR: Ingested(folder=found[OURS].folder, load_seconds=found[OURS].load_seconds, words_per_second=None)
    }


def _index(folder: Path, name: str, number: int) -> Path:
    return folder / f"{name}-{number}"


def _times(processes: Mapping[str, ContenderProcess], what: str, rounds: int) -> Mapping[str, Times]:
    """Every question to every contender, the contenders in turn within a round; the first pass is not counted."""
    taken: dict[str, list[Times]] = {name: [] for name in processes}
    for number in range(rounds + 1):
        for name, process in processes.items():
            milliseconds = [seconds * 1000 for seconds in process.ask(what)["seconds"]]
            if number:
                taken[name].append(Times(p50=percentile(milliseconds, 0.5), p95=percentile(milliseconds, 0.95)))
    return {
        name: Times(
            p50=statistics.median(times.p50 for times in each), p95=statistics.median(times.p95 for times in each)
        )
        for name, each in taken.items()
    }


if __name__ == "__main__":
    main()
