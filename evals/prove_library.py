"""Documents whose paragraphs betray what was lost, doubled or half-visible, and the look for it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from corpus.document import EditionState
from corpus.generation import Generation, window_ids
from corpus.library import FILE, Library
from corpus.lock import FILE as LOCK
from corpus.snapshot import GENERATIONS

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = 3
PARAGRAPHS = 12
BASE = "base"


def write_documents(folder: Path, mark: str) -> Path:
    """Documents that all say `mark` in every paragraph, so that a mixture of two states shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in "abcdefgh"[:DOCUMENTS]:
        lines = [
            f"1.{n} Under {mark} a worker must ring desk {name}{n} about child {n}." for n in range(1, PARAGRAPHS + 1)
        ]
        (folder / f"{name}.md").write_text(f"# Protocol {name}\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


def start(command: list[str], data: Path) -> "subprocess.Popen[str]":
    """A `soundingboard` command as a process of its own, on a data folder."""
    environment = {**os.environ, "SOUNDINGBOARD_DATA": str(data)}
    code = "from ui.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *command],
        env=environment,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_locked(process: "subprocess.Popen[str]", data: Path) -> bool:
    """Wait until a process holds the writer's lock; False where it ended first."""
    while process.poll() is None:
        try:
            if json.loads((data / LOCK).read_text(encoding="utf-8"))["process"] == process.pid:
                return True
        except (OSError, ValueError, KeyError):
            pass
        time.sleep(0.005)
    return False


def base(bench: Path) -> tuple[Path, float]:
    """A data folder with one ingest, made once, and how many seconds an ingest holds the lock here."""
    home = bench / BASE
    noted = home / "seconds"
    if not noted.is_file():
        shutil.rmtree(home, ignore_errors=True)
        process = start(["ingest", str(write_documents(home / "docs", "mark0")), "--json"], home / "data")
        until_locked(process, home / "data")
        began = time.monotonic()
        if process.wait():
            raise RuntimeError(f"expected an ingest to start from, found {process.communicate()[1]}")
        noted.write_text(str(time.monotonic() - began))
    return home / "data", float(noted.read_text())


def faults(data: Path, draw: Random, probes: int = 50) -> Iterator[str]:
    """What is wrong with a library and its index: lost, doubled or mixed paragraphs, windows that do not find themselves."""
    with closing(sqlite3.connect(data / FILE)) as connection:
        if connection.execute("pragma integrity_check").fetchall() != [("ok",)]:
            yield "the database is damaged"
    library = Library.open(data)
    pointer = library.pointer()
    paragraphs = [(it.id, it.edition) for it in library.every_paragraph()]
    try:
        yield from _mixtures(library)
        if pointer is None:
            yield "there is no index"
            return
        generation = Generation(data / GENERATIONS / pointer.generation)
        generation.probe()
        if Counter(entry.key for entry in generation.entries) != Counter(paragraphs):
            yield "library and index hold different paragraphs"
        if misses := missed(generation, draw, probes):
            yield f"{misses} of {probes} probes do not find themselves"
        generation.close()
    finally:
        library.close()


def missed(generation: Generation, draw: Random, probes: int) -> int:
    """How many of so many windows, drawn at random, are not among the five nearest to their own vector."""
    ids = window_ids(generation.entries, generation.window_rows)
    places = [draw.randrange(len(ids)) for _ in range(probes)]
    return sum(
        ids[place] not in {key for key, _ in generation.vectors.nearest(generation.windows[place], 5)}
        for place in places
    )


def marks(library: Library) -> set[str]:
    """What the current editions of `write_documents` say."""
    current = [it for it in library.editions() if it.state is EditionState.CURRENT]
    return {it.text.split()[1] for each in current for it in library.paragraphs(each.document_id, each.edition)}


def _mixtures(library: Library) -> Iterator[str]:
    for edition in library.editions():
        texts = [it.text for it in library.paragraphs(edition.document_id, edition.edition)]
        if len(texts) != PARAGRAPHS or len(set(texts)) != PARAGRAPHS:
            yield f"an edition has {len(texts)} paragraphs, {len(set(texts))} of them different"
        if len({text.split()[1] for text in texts}) != 1:
            yield "an edition mixes two states"
    if len(marks(library)) > 1:
        yield "half of a batch is visible"
