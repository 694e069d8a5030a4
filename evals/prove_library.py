"""Documents whose paragraphs betray what was lost, doubled or half-visible, and the look for it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from corpus.backup import backup
from corpus.document import EditionState
from corpus.errors import LibraryMissing, LibraryUnusable
from corpus.generation import Generation, window_ids
from corpus.library import FILE, Library
from corpus.lock import FILE as LOCK
from corpus.snapshot import GENERATIONS
from corpus.vectors_served import SURE
from evals.kill_point import generations, lengths

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = 3
PARAGRAPHS = 30
BASE = "base"
COMMAND_LINE = "from ui.cli import main; main()"
_PREPARING = Lock()


def write_documents(folder: Path, mark: str) -> Path:
    """Documents that all say `mark` in every paragraph, so that a mixture of two states shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in "abcdefgh"[:DOCUMENTS]:
        lines = [
            f"1.{n} Under {mark} a worker must ring desk {name}{n} about child {n}." for n in range(1, PARAGRAPHS + 1)
        ]
        (folder / f"{name}.md").write_text(f"# Protocol {name}\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


def start(command: list[str], data: Path, chroma: str = "", code: str = COMMAND_LINE) -> "subprocess.Popen[str]":
    """A `soundingboard` command as a process of its own, on a data folder; `code` stands in for the command line."""
    environment = {**os.environ, "SOUNDINGBOARD_DATA": str(data), "SOUNDINGBOARD_CHROMA": chroma}
    return subprocess.Popen(
        [sys.executable, "-c", code, *command],
        env=environment,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if code == COMMAND_LINE else subprocess.PIPE,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the trials of a run start from.

    data: a data folder with one ingest. saved: its backup. seconds: how long each part of a second ingest takes here.
    """

    data: Path
    saved: Path
    seconds: dict[str, float]


def base(bench: Path) -> Base:
    """The base of a bench, made at its first use."""
    home = bench / BASE
    with _PREPARING:
        if not (home / "seconds").is_file():
            shutil.rmtree(home, ignore_errors=True)
            _ingested(write_documents(home / "docs", "mark0"), home / "data")
            backup(home / "data", home / "saved.zip")
            shutil.copytree(home / "data", home / "again")
            seconds = _ingested(write_documents(home / "docs", "again"), home / "again")
            (home / "seconds").write_text(json.dumps(seconds))
    return Base(data=home / "data", saved=home / "saved.zip", seconds=json.loads((home / "seconds").read_text()))


def _ingested(documents: Path, data: Path) -> dict[str, float]:
    """Ingest, and see how many seconds each part of it takes."""
    before = generations(data)
    process = start(["ingest", str(documents), "--json"], data)
    until_locked(process, data)
    seconds = lengths(process, data, before)
    if process.wait():
        raise RuntimeError(f"expected an ingest to start from, found {process.communicate()[1]}")
    return seconds


def faults(data: Path, *, mixed: bool = False) -> Iterator[str]:
    """What is wrong with a library and its index: lost, doubled or mixed paragraphs, any that does not find itself.

    mixed: documents may be of two states, because one file was refused.
    """
    with closing(sqlite3.connect(data / FILE)) as connection:
        if connection.execute("pragma integrity_check").fetchall() != [("ok",)]:
            yield "the database is damaged"
    library = Library.open(data)
    pointer = library.pointer()
    paragraphs = [(it.id, it.edition) for it in library.every_paragraph()]
    try:
        yield from _mixtures(library, mixed=mixed)
        if pointer is None:
            yield "there is no index"
            return
        with closing(Generation(data / GENERATIONS / pointer.generation)) as generation:
            yield from _index_faults(generation, paragraphs)
    finally:
        library.close()


def current(data: Path) -> Generation:
    """The generation that a library points at, opened. Raises LibraryMissing where there is none."""
    library = Library.open(data)
    pointer = library.pointer()
    library.close()
    if pointer is None:
        raise LibraryMissing(f"Expected a finished ingest in {data}, found none.")
    return Generation(data / GENERATIONS / pointer.generation)


def _index_faults(generation: Generation, paragraphs: list[tuple[str, str]]) -> Iterator[str]:
    if Counter(entry.key for entry in generation.entries) != Counter(paragraphs):
        yield "library and index hold different paragraphs"
    if set(generation.window_rows.tolist()) != set(range(len(generation.entries))):
        yield "a paragraph has no window"
    try:
        generation.probe()
        if misses := missed(generation, range(len(generation.window_rows))):
            yield f"{misses} of {len(generation.window_rows)} windows do not find themselves"
    except LibraryUnusable as error:
        yield f"the index is not whole: {error}"


def missed(generation: Generation, places: Iterable[int]) -> int:
    """How many of these windows are not among the five nearest to their own vector, with a cosine of 1 (within .001)."""
    ids = window_ids(generation.entries, generation.window_rows)
    return sum(
        dict(generation.vectors.nearest(generation.windows[place], 5)).get(ids[place], 0.0) < SURE for place in places
    )


def marks(library: Library) -> set[str]:
    """What the current editions of `write_documents` say."""
    current = [it for it in library.editions() if it.state is EditionState.CURRENT]
    return {it.text.split()[1] for each in current for it in library.paragraphs(each.document_id, each.edition)}


def _mixtures(library: Library, *, mixed: bool) -> Iterator[str]:
    for edition in library.editions():
        texts = [it.text for it in library.paragraphs(edition.document_id, edition.edition)]
        if len(texts) != PARAGRAPHS or len(set(texts)) != PARAGRAPHS:
            yield f"an edition has {len(texts)} paragraphs, {len(set(texts))} of them different"
        if len({text.split()[1] for text in texts}) != 1:
            yield "an edition mixes two states"
    if not mixed and len(marks(library)) > 1:
        yield "half of a batch is visible"


def marks_in(data: Path) -> dict[str, str]:
    """What the current edition of each document in a data folder says."""
    library = Library.open(data)
    try:
        current = [it for it in library.editions() if it.state is EditionState.CURRENT]
        return {it.document_id: library.paragraphs(it.document_id, it.edition)[0].text.split()[1] for it in current}
    finally:
        library.close()
