"""Making a set in a process of its own: the server's process goes on answering meanwhile, and nothing of it stays in memory."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from corpus.area import Area
from corpus.document import Document
from corpus.errors import LibraryUnusable, QuizError, UnknownArea
from corpus.library import Library
from corpus.settings import Settings
from evals.quiz_item import Difficulty, ItemKind
from evals.quiz_set import QuizSet, read_set
from ui.problems import Problem

COMMAND = (sys.executable, "-c", "from ui.cli import main; main()", "quiz", "make", "--json")
LONGEST = 300
"""Seconds. 300 items of 2,697 paragraphs take 4 (docs/quizzes.md)."""
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a set is to be made of. documents: ids, in scope. kinds, difficulties: all where empty."""

    name: str
    documents: Sequence[str]
    kinds: Sequence[ItemKind]
    difficulties: Sequence[Difficulty]
    number: int


def documents_for(library: Library, wanted: Sequence[str], area: str | None) -> tuple[str, ...]:
    """The ids of the documents that items are made of: those that are wanted, else all; of them those that speak in an area.

    Raises UnknownDocument, UnknownArea, and QuizError where none of those wanted speaks there.
    """
    documents = [library.document(it) for it in dict.fromkeys(wanted)] or list(library.documents())
    if area is None:
        return tuple(it.id for it in documents)
    known = {it.id: it for it in library.areas()}
    if area not in known:
        raise UnknownArea(f"Expected an area of the library ({', '.join(sorted(known)) or 'none'}), found {area!r}.")
    speaking = tuple(it.id for it in documents if _speaks(it, known[area]))
    if not speaking:
        raise QuizError(
            f"Expected documents that speak in {known[area].name}, found none. Leave the area out, or name others."
        )
    return speaking


def _speaks(document: Document, area: Area) -> bool:
    return document.area == area.id if document.area else document.nation in (None, area.nation)


def made(order: Order, settings: Settings) -> tuple[QuizSet, dict[str, int]]:
    """The set, and how many items failed which check. Raises Problem where another is being made, LibraryUnusable."""
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        raise Problem("quiz_busy")
    try:
        with tempfile.TemporaryDirectory(prefix="quiz-") as home:
            out = Path(home) / "set.json"
            said = _run((*COMMAND, f"--out={out}", f"--title={order.name}", *_arguments(order)), settings)
            return read_set(out), json.loads(said)["failed"]
    finally:
        _ONE_AT_A_TIME.release()


def _arguments(order: Order) -> tuple[str, ...]:
    return (
        f"--number={order.number}",
        *(f"--document={it}" for it in order.documents),
        *(f"--kind={it.value}" for it in order.kinds),
        *(f"--difficulty={it.value}" for it in order.difficulties),
    )


def _run(command: Sequence[str], settings: Settings) -> str:
    here = {**os.environ, "SOUNDINGBOARD_DATA": str(settings.data.resolve())}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=here, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise LibraryUnusable(
            f"Expected a quiz set within {LONGEST} s, stopped it then. Ask for fewer items."
        ) from error
    if done.returncode:
        raise LibraryUnusable(
            f"Expected a quiz set, `quiz make` ended with {done.returncode}: {done.stderr.strip()[-500:]}"
        )
    return done.stdout
