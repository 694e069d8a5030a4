"""Where the right paragraph stands when questions are asked of a whole library that an encoder has indexed."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.look import CONSIDERED
from assistant.question import Question, Turn
from assistant.rank import Ranker
from assistant.retrieve import Search, retrieve
from assistant.understand import understand
from corpus.document import EditionState
from corpus.embedder import Embedder
from corpus.generation import Generation
from corpus.generation_build import build_generation
from corpus.library import Library
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot
from evals.encoder_fold_questions import FoldQuestion
from evals.fold import fold

DEPTH = 5
"""Ranks beyond this one are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """Where the right paragraph of one question stands, from 1; None: not among the first DEPTH.

    dense: by the sum of the best window's and the best sentence's cosine, over all that may speak. fused: as the product
    retrieves, words and all. dense_first, fused_first: the ids of the first DEPTH paragraphs, best first.
    """

    dense: int | None
    fused: int | None
    dense_first: tuple[str, ...] = ()
    fused_first: tuple[str, ...] = ()


@contextmanager
def indexed_by(embedder: Embedder, library: Library, kept: Path | None = None) -> Iterator[Snapshot]:
    """The current paragraphs of a library with an index of this embedder's, in a temporary folder.

    kept: a folder that the index stays in, and is taken from where one of the same paragraphs and embedder is there.
    """
    pointer = library.pointer()
    if pointer is None:
        raise ValueError("Expected a library that was ingested, found an empty one.")
    paragraphs = current_paragraphs(library)
    with tempfile.TemporaryDirectory(prefix="folds-") as temporary:
        folder = kept or Path(temporary)
        mark = made_of(embedder, paragraphs)
        built, marked = folder / "generation", folder / "made-of.txt"
        if not (marked.is_file() and marked.read_text(encoding="utf-8") == mark):
            marked.unlink(missing_ok=True)
            shutil.rmtree(built, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            build_generation(built, paragraphs, embedder, None, lambda _, __: None)
            marked.write_text(mark, encoding="utf-8")
        generation = Generation(built)
        try:
            yield Snapshot(library, pointer, generation)
        finally:
            generation.close()


def current_paragraphs(library: Library) -> list[Paragraph]:
    """Every paragraph of the editions that are in force, in the order of the library."""
    current = [it for it in library.editions() if it.state is EditionState.CURRENT]
    return [one for it in current for one in library.paragraphs(it.document_id, it.edition)]


def made_of(embedder: Embedder, paragraphs: Sequence[Paragraph]) -> str:
    """What makes two indexes the same, but for the code that builds them: delete what is kept where that has changed."""
    said = [embedder.name, *([it.id, it.edition, *it.headings, it.text] for it in paragraphs)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def ranks_of(
    questions: Sequence[FoldQuestion], snapshot: Snapshot, embedder: Embedder, ranker: Ranker | None
) -> dict[str, Ranks]:
    """The ranks of each question by its key. Every paragraph of the library may speak, whatever its area."""
    every = np.arange(len(snapshot.generation.entries))
    right = alike(snapshot)
    found = {}
    for one in questions:
        asked = Question(text=one.question, history=tuple(Turn(question=turn) for turn in one.history))
        understood = understand(asked, snapshot)
        search = Search(text=understood.standalone, documents=understood.documents)
        fused = retrieve(search, np.ones(len(every), np.bool_), snapshot, embedder, CONSIDERED, ranker)
        scores = snapshot.generation.window_scores(fused.vector, every)
        scores = scores + snapshot.generation.sentence_scores(fused.vector, every)
        ahead = np.argsort(-scores, kind="stable")[:DEPTH]
        rows = right[one.paragraph_id]
        considered = np.asarray([it.row for it in fused.evidence[:DEPTH]], np.int64)
        found[one.key] = Ranks(
            dense=_first(ahead, rows),
            fused=_first(considered, rows),
            dense_first=_names(snapshot, ahead),
            fused_first=_names(snapshot, considered),
        )
    return found


def alike(snapshot: Snapshot) -> dict[str, frozenset[int]]:
    """The rows with the same text as a paragraph in the same document, by the paragraph's id: each is as right as the other."""
    texts: dict[tuple[str, str], set[int]] = {}
    keys = []
    for row, it in enumerate(snapshot.paragraphs(np.arange(len(snapshot.generation.entries)))):
        keys.append((it.id, (it.document_id, fold(it.text))))
        texts.setdefault(keys[-1][1], set()).add(row)
    return {name: frozenset(texts[key]) for name, key in keys}


def _names(snapshot: Snapshot, rows: NDArray[np.int64]) -> tuple[str, ...]:
    return tuple(snapshot.generation.entries[row].paragraph_id for row in rows.tolist())


def _first(ahead: NDArray[np.int64], right: frozenset[int]) -> int | None:
    return next((rank for rank, row in enumerate(ahead.tolist(), start=1) if row in right), None)
