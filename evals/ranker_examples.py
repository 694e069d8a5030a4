"""Examples to learn a ranking from: questions whose right paragraphs are known, measured as the assistant measures them."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.board import Board
from assistant.measured import Measured, Scores
from assistant.question import Question
from assistant.retrieve import Search, embedded, load_weights, weighed
from assistant.scope import resolve_scope
from assistant.understand import understand
from corpus.embedder import open_embedder
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.settings import Settings, load_settings
from corpus.snapshot import Snapshot
from evals.beir import read_beir
from evals.beir_run import beir_generation
from evals.case import Case
from evals.fold import fold
from evals.graded import Graded
from evals.halves import Half, half_of
from ingest.ingest import ingest

SHORTEST = 40
"""Letters and digits of the shortest sentence by which a training paragraph is recognised in the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question. prior: what is known before anything is compared, shape (candidates,). right: rows of the index that
    answer it, candidates or not.
    """

    half: Half
    measured: Measured
    prior: Scores
    right: frozenset[int]

    @property
    def is_right(self) -> NDArray[np.bool_]:
        """Which candidates are right, shape (candidates,)."""
        return np.isin(self.measured.rows, list(self.right))


def beir_examples(folder: Path, settings: Settings) -> list[Example]:
    """The questions of a retrieval set, all of it allowed to speak."""
    given = read_beir(folder)
    embedder = open_embedder(settings.embedder, settings.models, threads=1)
    place = {document.id: at for at, document in enumerate(given.documents)}
    allowed = np.ones(len(place), np.bool_)
    examples = []
    with beir_generation(given, embedder) as generation:
        for query, text in given.queries.items():
            measured, _ = weighed(Search(text=text), embedded(text, embedder), allowed, generation, load_weights())
            right = frozenset(place[name] for name, gain in given.judged[query].items() if gain > 0)
            none = np.zeros(len(measured.rows), np.float32)
            examples.append(Example(half=half_of(query), measured=measured, prior=none, right=right))
    return examples


def suite_examples(cases: Sequence[Case], documents: Sequence[Path]) -> list[Example]:
    """The questions of a suite that cite something, put to an area of these documents."""
    return _asked(documents, lambda paragraphs: _of_cases(cases, paragraphs))


def graded_examples(questions: Sequence[Graded], documents: Sequence[Path]) -> list[Example]:
    """Questions that readers graded paragraphs for, put to a library of these documents."""

    def asked(paragraphs: Sequence[Paragraph]) -> Iterator[_Asked]:
        rows = {paragraph.id: row for row, paragraph in enumerate(paragraphs)}
        for it in questions:
            yield it.id, it.asked(), frozenset(rows[name] for name in it.right if name in rows)

    return _asked(documents, asked)


_Asked = tuple[str, Question, frozenset[int]]


def _asked(documents: Sequence[Path], asked: Callable[[Sequence[Paragraph]], Iterator[_Asked]]) -> list[Example]:
    with tempfile.TemporaryDirectory(prefix="examples-") as data:
        settings = load_settings().model_copy(update={"data": Path(data)})
        ingest(documents, settings, lambda _: None)
        board = Board.open(settings)
        try:
            with board.shelf.snapshot() as snapshot:
                paragraphs = snapshot.paragraphs(np.arange(len(snapshot.generation.entries)))
                found = [_example(*one, board=board, snapshot=snapshot) for one in asked(paragraphs)]
        finally:
            board.close()
    return [example for example in found if example is not None]


def _example(
    name: str, question: Question, right: frozenset[int], *, board: Board, snapshot: Snapshot
) -> Example | None:
    """A question as the assistant meets it; None where it is looked up by number or has no scope."""
    understood = understand(question, snapshot)
    scoped = resolve_scope(question, understood, snapshot, board.wording)
    if scoped.missing or understood.numbers or not right:
        return None
    own = tuple(it.id for it in snapshot.documents.values() if it.area and it.area == scoped.scope.area)
    search = Search(text=understood.standalone, documents=understood.documents, own=own)
    asked = embedded(search.text, board.embedder_for(snapshot))
    weights = load_weights()
    measured, priors = weighed(search, asked, scoped.allowed, snapshot.generation, weights)
    prior = sum(
        (weights.priors[key] * value for key, value in priors.items()), np.zeros(len(measured.rows), np.float32)
    )
    return Example(half=half_of(name), measured=measured, prior=prior, right=right)


def _of_cases(cases: Sequence[Case], paragraphs: Sequence[Paragraph]) -> Iterator[_Asked]:
    texts = [fold(paragraph.text) for paragraph in paragraphs]
    for case in cases:
        cited = [(one.document, fold(one.quote)) for one in case.must_cite]
        right = [
            row
            for row, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True))
            if any(paragraph.document_id == document and quote in text for document, quote in cited)
        ]
        yield case.id, case.asked(), frozenset(right)


def long_sentences(paragraph: Paragraph) -> list[str]:
    """The sentences by which a paragraph is recognised in a flattened text, folded."""
    folded = [fold(paragraph.text[start:end]) for start, end in sentence_spans(paragraph.text)]
    return [one for one in folded if len(one) >= SHORTEST]
