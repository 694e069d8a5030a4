"""BeirRun: one retrieval set ranked by the product's own index, by words, by meaning and by both."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieve import Embedded, Search, embedded, fuse, load_weights
from corpus.embedder import Embedder, Vectors, open_embedder
from corpus.generation import Generation
from corpus.generation_build import build_generation
from corpus.paragraph import Paragraph
from corpus.settings import Settings
from corpus.terms import terms
from evals.beir import BeirDocument, BeirSet
from evals.bench_exact import recall_of_index
from evals.interval import Interval, interval
from evals.ranking import DEPTH, average_precision, ndcg, precision_at_one, recall

Measure = Callable[[Sequence[str], Mapping[str, int]], float]
MEASURES: Mapping[str, Measure] = {
    "nDCG@10": ndcg,
    "MAP@10": average_precision,
    "R@10": recall,
    "P@1": precision_at_one,
}
RANKINGS = ("lexical", "dense", "fused")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeirRun:
    """`scores[ranking][measure]` is the mean over the queries with its interval. index_recall: recall@10 of the vector index
    against an exact scan, over the queries.
    """

    name: str
    split: str
    documents: int
    queries: int
    embedder: str
    index_recall: float
    scores: Mapping[str, Mapping[str, Interval | None]]


def run_beir(given: BeirSet, settings: Settings) -> BeirRun:
    """Index the set in a temporary folder and rank it for every query.

    lexical: BM25. dense: the best window of each document, by exact cosine. fused: what the assistant uses. A title becomes
    the document's heading, as a paragraph has one.
    """
    embedder = open_embedder(settings.embedder, settings.models, threads=os.cpu_count() or 1)
    with beir_generation(given, embedder) as generation:
        asked = {query: embedded(text, embedder) for query, text in given.queries.items()}
        ranked = {query: _rankings(text, asked[query], generation) for query, text in given.queries.items()}
        index_recall = recall_of_index(generation, [it.vector for it in asked.values()])
    return BeirRun(
        name=given.name,
        split=given.split,
        documents=len(given.documents),
        queries=len(given.queries),
        embedder=embedder.name,
        index_recall=index_recall,
        scores={
            ranking: {
                name: interval([measure(ranked[query][ranking], given.judged[query]) for query in ranked])
                for name, measure in MEASURES.items()
            }
            for ranking in RANKINGS
        },
    )


@contextmanager
def beir_generation(given: BeirSet, embedder: Embedder) -> Iterator[Generation]:
    """An index of a set in a temporary folder, rows in the order of its documents. Those of one title are one document's."""
    with tempfile.TemporaryDirectory(prefix="beir-") as folder:
        paragraphs = [paragraph_of(at, document) for at, document in enumerate(given.documents)]
        build_generation(Path(folder) / "generation", paragraphs, embedder, None, lambda _, __: None)
        generation = Generation(Path(folder) / "generation")
        try:
            yield generation
        finally:
            generation.close()


def _rankings(text: str, asked: Embedded, generation: Generation) -> Mapping[str, tuple[str, ...]]:
    """The first ten document ids of each ranking, best first."""
    every = np.arange(len(generation.entries))
    allowed = np.ones(len(every), np.bool_)
    rows, fused, _ = fuse(Search(text=text), asked, allowed, generation, load_weights())
    return {
        "lexical": _first(every, generation.words.scores(terms(text)), generation),
        "dense": _first(every, generation.window_scores(asked.vector, every), generation),
        "fused": _first(rows, fused, generation),
    }


def _first(
    rows: "np.ndarray[tuple[int], np.dtype[np.int64]]", scores: Vectors, generation: Generation
) -> tuple[str, ...]:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return tuple(generation.entries[row].paragraph_id for row in rows[order].tolist())


def paragraph_of(at: int, document: BeirDocument) -> Paragraph:
    """A document of a set as a paragraph, at a place in reading order; its title is its heading."""
    return Paragraph(
        id=document.id,
        document_id=document.title or document.id,
        edition="",
        position=at,
        number=None,
        printed=False,
        label="",
        headings=(document.title,) if document.title else (),
        text=document.text,
        bullets=(),
        page=None,
        anchor=None,
    )
