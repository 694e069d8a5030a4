"""`python -m evals.bench --only ingest`: a long PDF through five ways of reading it, and libraries of growing size.

pdf:     in each round every way, in a fresh process that has loaded its libraries
copies:  `soundingboard ingest` on altered copies of a folder, into an empty library; then one document is changed
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.library import Library
from corpus.settings import DEMO_DOCUMENTS, load_settings
from corpus.snapshot import GENERATIONS
from evals.bench_copies import Original, change_one, originals, vocabulary_of, write_copies
from evals.bench_figures import Times
from evals.bench_ingest_figures import READERS, CopiesFigures, IngestBench, PdfFigures, UpdateFigures, pdf_figures
from evals.bench_material import PROJECT, SHARED
from evals.bench_memory import PeakMemory
from evals.bench_pdf import LongDocument, long_document
from evals.bench_process import OFFLINE, BenchFailed, cores, threads
from evals.percentile import percentile

PAGES = 200
SIZES: Mapping[int, int] = {1: 2, 5: 2, 15: 1}
"""By number of copies, how often that size is ingested."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ran:
    """A command that ended well: how long it took, and the most memory that it and its children held."""

    seconds: float
    megabytes: float


def run_ingest_bench(
    folder: Path, rounds: int, say: Say, *, pages: int = PAGES, sizes: Mapping[int, int] = SIZES
) -> IngestBench:
    """Measure everything. `folder` is empty and takes the PDF, the copies, the libraries and what the processes print."""
    _export_encoder()
    document = long_document(folder / "long.pdf", DEMO_DOCUMENTS, pages)
    pdf = _pdf(document, rounds, folder, say)
    guidance = SHARED / "guidance"
    source = guidance if guidance.is_dir() else DEMO_DOCUMENTS
    copies, update = _copies(originals(source), sizes, folder, say)
    return IngestBench(
        pages=document.pages,
        words=document.words,
        rounds=rounds,
        material=source.name,
        cores=len(cores()),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        measured_on=datetime.now(UTC).date().isoformat(),
        pdf=pdf,
        copies=copies,
        update=update,
    )


def _export_encoder() -> None:
    """So that no contender's time holds it."""
    from corpus.embedder import open_embedder

    settings = load_settings()
    open_embedder(settings.embedder, settings.models, threads=1)


def _pdf(document: LongDocument, rounds: int, folder: Path, say: Say) -> tuple[PdfFigures, ...]:
    """Every way in turn, each round beginning with another; medians of the rounds."""
    names = list(READERS)
    taken: dict[str, list[PdfFigures]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            say(f"{document.pages}-page PDF, round {number + 1} of {rounds}: {READERS[name]} …")
            taken[name].append(_one_way(name, document, folder / f"pdf-{name}-{number}"))
    return tuple(
        replace(
            each[-1],
            seconds=statistics.median(it.seconds for it in each),
            megabytes=statistics.median(it.megabytes for it in each),
        )
        for each in taken.values()
    )


def _one_way(name: str, document: LongDocument, into: Path) -> PdfFigures:
    into.mkdir()
    printed = into.with_suffix(".json")
    _run([sys.executable, "-m", "evals.bench_pdf_child", name, str(document.path), str(into)], printed)
    reply: dict[str, Any] = json.loads(printed.read_text(encoding="utf-8"))
    return pdf_figures(name, document, reply, reply["texts"], reply["numbers"])


def _copies(
    given: Sequence[Original], sizes: Mapping[int, int], folder: Path, say: Say
) -> tuple[tuple[CopiesFigures, ...], UpdateFigures]:
    vocabulary = vocabulary_of(DEMO_DOCUMENTS)
    figures = []
    texts, data = folder, folder
    for count, rounds in sizes.items():
        texts = folder / f"copies-{count}"
        words = write_copies(given, count, texts, vocabulary)
        ran = []
        for number in range(rounds):
            say(f"{count} copies, {words:,} words, round {number + 1} of {rounds} …")
            data = folder / f"library-{count}-{number}"
            ran.append(_ingest(texts, data))
        figures.append(_figures(count, words, ran, data))
    say("one document of the last library changed …")
    before = _digests(data)
    change_one(given[0], texts, vocabulary)
    ran_again = _ingest(texts, data)
    embedded = len(_digests(data) - before)
    return tuple(figures), UpdateFigures(embedded=embedded, seconds=ran_again.seconds, megabytes=ran_again.megabytes)


def _figures(count: int, words: int, ran: Sequence[_Ran], data: Path) -> CopiesFigures:
    index = _index(data)
    paragraphs = len(json.loads((index / "entries.json").read_text(encoding="utf-8")))
    return CopiesFigures(
        copies=count,
        rounds=len(ran),
        words=words,
        paragraphs=paragraphs,
        distinct=len(_digests(data)) / paragraphs,
        seconds=statistics.median(it.seconds for it in ran),
        megabytes=max(it.megabytes for it in ran),
        index_mb=sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 1e6,
        answer=_answers(data),
    )


def _answers(data: Path) -> Times:
    """Whole answers to the questions of the bench, no area given."""
    printed = data.with_suffix(".answers")
    _run([sys.executable, "-m", "evals.bench_answers", str(data)], printed)
    taken: list[float] = json.loads(printed.read_text(encoding="utf-8"))
    return Times(p50=percentile(taken, 0.5), p95=percentile(taken, 0.95))


def _ingest(texts: Path, data: Path) -> _Ran:
    command = [str(Path(sys.executable).with_name("soundingboard")), "ingest", str(texts), "--json"]
    return _run(command, data.with_suffix(".json"), SOUNDINGBOARD_DATA=str(data))


def _run(command: Sequence[str], printed: Path, **environment: str) -> _Ran:
    """Run a command to its end on the bench's cores, its output to a file. Raises BenchFailed where it ends badly."""
    log = printed.with_suffix(".log")
    env = os.environ | OFFLINE | threads() | environment
    with printed.open("wb") as out, log.open("wb") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, cwd=PROJECT, env=env)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(process.pid, cores())
        with PeakMemory(process.pid) as peak:
            code = process.wait()
        seconds = time.perf_counter() - started
    if code:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-5:]
        raise BenchFailed(
            f"Expected {command[1:3]} to end with 0, found {code}. Its last words:\n  " + "\n  ".join(last)
        )
    return _Ran(seconds=seconds, megabytes=peak.megabytes)


def _index(data: Path) -> Path:
    library = Library.open(data)
    pointer = library.pointer()
    library.close()
    if pointer is None:
        raise BenchFailed(f"Expected a finished ingest in {data}, found none.")
    return data / GENERATIONS / pointer.generation


def _digests(data: Path) -> frozenset[str]:
    """The digests of everything that the published index of a library has embedded."""
    entries = json.loads((_index(data) / "entries.json").read_text(encoding="utf-8"))
    return frozenset(entry["digest"] for entry in entries)
