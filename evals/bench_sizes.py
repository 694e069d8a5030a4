"""`python -m evals.bench --only sizes`: a whole answer in libraries of growing size, beside the least that it could take.

library: the demonstration area's documents and filler up to each size (`evals.bench_filler`), published as any ingest is
child:   a fresh process for each size (`evals.bench_sizes_child`), and another that records the answers (`ui.record_times`)
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.embedder import open_embedder
from corpus.library import Batch, Library
from corpus.paragraph import Paragraph
from corpus.settings import DEMO_DOCUMENTS, Settings, load_settings
from corpus.snapshot import GENERATIONS
from evals.bench_copies import vocabulary_of
from evals.bench_figures import Times
from evals.bench_filler import FillerText, NoisyEmbedder, bench_texts, changed, contents_of, filler, originals_of
from evals.bench_material import PROJECT, SHARED
from evals.bench_process import OFFLINE, BenchFailed, cores, threads
from evals.bench_sizes_figures import SizeFigures, SizesBench
from evals.percentile import percentile
from ingest.ingest import ingest
from ingest.publish import publish

SIZES = (1_000, 10_000, 100_000)
"""Paragraphs."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Growing:
    """A library that grows. texts: all the filler it will ever have; own: paragraphs that it had before any."""

    settings: Settings
    embedder: NoisyEmbedder
    texts: tuple[FillerText, ...]
    own: int


def run_sizes_bench(
    folder: Path, rounds: int, say: Say, *, sizes: Sequence[int] = SIZES, shared: Path = SHARED
) -> SizesBench:
    """Measure every size, rising. `folder` is empty and takes the library, which grows from one size to the next."""
    growing = _demo_with(folder / "library", max(sizes), shared)
    figures = []
    for before, paragraphs in zip((0, *sizes), sizes, strict=False):
        say(f"a library of {paragraphs:,} paragraphs …")
        _grow(growing, before, paragraphs)
        say(f"questions over {paragraphs:,} paragraphs …")
        figures.append(_measured(growing.settings.data, shared, rounds))
    return SizesBench(
        material=f"{'bench' if bench_texts(shared) else 'demonstration'} texts",
        rounds=rounds,
        cores=len(cores()),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        measured_on=datetime.now(UTC).date().isoformat(),
        figures=tuple(figures),
    )


def _demo_with(data: Path, most: int, shared: Path) -> _Growing:
    """The demonstration area's library, with what it takes to grow it to `most` paragraphs."""
    settings = load_settings().model_copy(update={"data": data, "chroma": ""})
    ingest([DEMO_DOCUMENTS], settings, lambda _: None)
    library = Library.open(data)
    there = library.every_paragraph()
    library.close()
    vocabulary = vocabulary_of(DEMO_DOCUMENTS)
    given = bench_texts(shared)
    endless = filler(given, vocabulary) if given else changed([_text(it) for it in there], vocabulary)
    texts = tuple(islice(endless, most - len(there)))
    embedder = open_embedder(settings.embedder, settings.models, threads=len(cores()))
    noisy = NoisyEmbedder(embedder, originals_of(texts))
    return _Growing(settings=settings, embedder=noisy, texts=texts, own=len(there))


def _text(paragraph: Paragraph) -> FillerText:
    return FillerText(heading=paragraph.headings[-1] if paragraph.headings else "", text=paragraph.text)


def _grow(growing: _Growing, before: int, paragraphs: int) -> None:
    """Publish further filler, until the library has so many paragraphs. `before`: how many it has with filler, 0 without."""
    part = growing.texts[max(before - growing.own, 0) : paragraphs - growing.own]
    library = Library.open(growing.settings.data)
    try:
        batch = Batch(contents=contents_of(part, size=paragraphs))
        publish(batch, library, growing.settings, growing.embedder, lambda _, __: None)
    finally:
        library.close()


def _measured(data: Path, shared: Path, rounds: int) -> SizeFigures:
    found = _child(["evals.bench_sizes_child", str(data), str(shared), str(rounds)], data)
    kept = _child(["ui.record_times", str(data), str(len(found["answer"][0]))], data)
    return SizeFigures(
        paragraphs=found["paragraphs"],
        documents=found["documents"],
        sentences=found["sentences"],
        questions=len(found["answer"][0]),
        answered=found["answered"],
        floor=_times(found["floor"]),
        answer=_times(found["answer"]),
        record=_times([kept["milliseconds"]]),
        steps={name: statistics.median(taken) for name, taken in found["steps"].items()},
        resident_mb=found["resident_mb"],
        index_mb=_size_of(data / GENERATIONS),
        recall=found["recall"],
    )


def _times(rounds: Sequence[Sequence[float]]) -> Times:
    """The median over rounds of each round's percentiles."""
    return Times(
        p50=statistics.median(percentile(taken, 0.5) for taken in rounds),
        p95=statistics.median(percentile(taken, 0.95) for taken in rounds),
    )


def _child(command: Sequence[str], data: Path) -> Mapping[str, Any]:
    """What a child process prints as JSON. It runs on the bench's cores. Raises BenchFailed where it ends badly."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=os.environ | OFFLINE | threads() | {"SOUNDINGBOARD_DATA": str(data), "SOUNDINGBOARD_CHROMA": ""},
    )
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process.pid, cores())
    out, errors = process.communicate()
    if process.returncode:
        last = "\n  ".join(errors.strip().splitlines()[-5:])
        raise BenchFailed(f"Expected {command[0]} to end with 0, found {process.returncode}. Its last words:\n  {last}")
    found: Mapping[str, Any] = json.loads(out.splitlines()[-1])
    return found


def _size_of(generations: Path) -> float:
    """The newest generation, in 10^6 bytes."""
    newest = max(path for path in generations.iterdir() if path.is_dir())
    return sum(file.stat().st_size for file in newest.rglob("*") if file.is_file()) / 1e6
