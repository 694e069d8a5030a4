"""retrieve: the paragraphs of the scope that are nearest to the question, by meaning and by words, fused."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.abbreviated import spelt_out
from assistant.asked_as import lines_near
from assistant.by_number import look_up
from assistant.candidates import candidates
from assistant.definition import asked_terms, defines, load_definition_rules
from assistant.everyday import field_stems, load_everyday_words
from assistant.excerpt import Excerpt
from assistant.kind_search import kind_searches, kinds_apart
from assistant.measured import Measurable, Measured, Scores, lexical_scores, measure
from assistant.only_asks import only_asks, wants_questions
from assistant.rank import Ranker, load_ranker, rank
from assistant.scope import Scoped
from assistant.understand import Understood
from corpus.asked_as_attached import NONE, Attached
from corpus.embedder import Embedder, Passage, Vectors, unit
from corpus.generation import Generation, Rows
from corpus.late import Asked
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot
from corpus.terms import terms

DATA = Path(__file__).parent / "data" / "retrieval.toml"
WORD = re.compile(r"[A-Za-z0-9£]+(?:['’][A-Za-z]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How evidence is weighed; see `data/retrieval.toml`."""

    candidates_dense: int
    candidates_words: int
    also: float
    only_asks: float
    asked_as: dict[str, float]
    priors: dict[str, float]
    carried: dict[str, float]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights of `data/retrieval.toml`."""
    return Weights(**tomllib.loads(DATA.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to search for. `documents` are the ids of documents that the question names, `own` those of the picked area.

    attached: the accepted asked-as lines of the library. conversation: all that was said, '' for nothing but `text`.
    """

    text: str
    documents: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    attached: Attached = NONE
    conversation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One paragraph that was found. `score` is the fused score; `features` are what it was made of, in natural units.

    bullet: the one that was asked for by its number, from 1, None where nobody asked for one; excerpt: what is shown of it, None
    where that is chosen for the question.
    """

    row: int
    paragraph: Paragraph
    score: float
    features: dict[str, float]
    bullet: int | None = None
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Everything that candidates were ranked by, for an explanation. known: what was known before any word was compared, and that
    a paragraph only asks, by the names of `data/retrieval.toml`, 0 to 1; `about`: what stands under a heading of the question's
    kind gained, in standard deviations. Shape (candidates,) each.
    """

    measured: Measured
    known: Mapping[str, Scores]


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A text's vector, shape (d,), and those of its words, each in its place in the text, shape (len(words), d).

    late: its tokens, as late interaction compares them.
    """

    vector: Vectors
    words: tuple[str, ...]
    word_vectors: Vectors
    late: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Candidate rows with their scores, and what is told of each, in natural units. weighed: None where several searches met."""

    rows: Rows
    scores: Scores
    features: Mapping[str, Scores]
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Evidence, best first. `vector` is the question's, shape (d,); word_vectors those of its words, each in its place in the
    question, shape (len(words), d); late its tokens.

    weighed: what all candidates were weighed by; None where the evidence was looked up. for_parts: the row that is best for a
    part of the question, by the part's place, where it was looked for by itself; it is among the evidence.
    by_number: the evidence was looked up by number. number_missing: a number was asked for that nothing in scope prints.
    """

    evidence: tuple[Evidence, ...]
    vector: Vectors
    by_number: bool = False
    number_missing: bool = False
    weighed: Weighed | None = None
    for_parts: Mapping[int, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    word_vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    late: Asked = field(default_factory=Asked.nothing)


def find(understood: Understood, scoped: Scoped, snapshot: Snapshot, embedder: Embedder, k: int) -> Found:
    """What a question asks for: paragraphs by number where it names one, else the k best of the scope."""
    if understood.numbers:
        found = look_up(understood, scoped, snapshot)
        if found:
            evidence = tuple(
                Evidence(
                    row=it.row,
                    paragraph=it.paragraph,
                    score=-float(place),
                    features={},
                    bullet=it.bullet,
                    excerpt=it.excerpt,
                )
                for place, it in enumerate(found)
            )
            return Found(evidence=evidence, vector=np.zeros(embedder.dimensions, np.float32), by_number=True)
    search = Search(
        text=understood.standalone,
        documents=understood.documents,
        own=own_documents(scoped, snapshot),
        attached=snapshot.attached(embedder),
        conversation=understood.conversation,
    )
    nearest = retrieve(search, scoped.allowed, snapshot, embedder, k)
    return replace(nearest, number_missing=any(asked.sure for asked in understood.numbers))


def own_documents(scoped: Scoped, snapshot: Snapshot) -> tuple[str, ...]:
    """Ids of the documents of the scope's own areas."""
    return tuple(it.id for it in snapshot.documents.values() if it.area and it.area in scoped.areas)


def retrieve(
    search: Search,
    allowed: NDArray[np.bool_],
    snapshot: Snapshot,
    embedder: Embedder,
    k: int,
    ranker: Ranker | None = None,
) -> Found:
    """The k best paragraphs among the rows that may speak. ranker: to compare, other weights than `data/ranking.toml`."""
    asked, weights = embedded(search.text, embedder), load_weights()
    measured, priors = weighed(search, asked, allowed, snapshot.generation, weights)
    ranked = Ranked(
        rows=measured.rows,
        scores=_scored(measured, priors, weights, ranker),
        features={**measured.natural, **priors},
        weighed=Weighed(measured=measured, known=priors),
    )
    return best_of(search, asked, ranked, snapshot, k)


def best_of(search: Search, asked: Embedded, ranked: Ranked, snapshot: Snapshot, k: int) -> Found:
    """The k best of ranked candidates, as evidence with the features behind them."""
    rows = ranked.rows
    asks, about = np.zeros((2, len(rows)), np.float32)
    ahead = np.argsort(-ranked.scores, kind="stable")[: 2 * k]
    near = dict(zip(ahead.tolist(), snapshot.paragraphs(rows[ahead]), strict=True))
    if not wants_questions(search.text):
        asks[ahead] = [only_asks(it.text) for it in near.values()]
    about[ahead] = _about(search, snapshot, [*near.values()])
    scores = ranked.scores + about - load_weights().only_asks * asks
    order = ahead[np.argsort(-scores[ahead], kind="stable")][:k]
    paragraphs = [near[place] for place in order.tolist()]
    told = {name: values[order].tolist() for name, values in ranked.features.items()}
    evidence = tuple(
        Evidence(
            row=row,
            paragraph=paragraph,
            score=score,
            features={name: round(values[at], 4) for name, values in told.items()},
        )
        for at, (row, score, paragraph) in enumerate(
            zip(rows[order].tolist(), scores[order].tolist(), paragraphs, strict=True)
        )
    )
    known = {**ranked.weighed.known, "only_asks": asks, "about": about} if ranked.weighed else {}
    return Found(
        evidence=evidence,
        vector=asked.vector,
        weighed=replace(ranked.weighed, known=known) if ranked.weighed else None,
        words=asked.words,
        word_vectors=asked.word_vectors,
        late=asked.late,
    )


def _about(search: Search, snapshot: Snapshot, paragraphs: Sequence[Paragraph]) -> Scores:
    """What paragraphs gain that stand under a heading or title of what a question of its kind is about, and those that say what
    a term is where that is asked; what they lose under one of rules for others. Shape (len(paragraphs),).
    """
    gained = np.zeros(len(paragraphs), np.float32)
    if asked := asked_terms(search.text, snapshot.generation.abbreviations):
        gained += load_definition_rules().gained * np.asarray([defines(it, asked) for it in paragraphs])
    searches, apart = kind_searches(search.text), kinds_apart(f"{search.conversation} {search.text}")
    for place, it in enumerate(paragraphs):
        named = (snapshot.documents[it.document_id].title, *it.headings)
        gained[place] += sum(kind.prior for kind in searches if any(kind.about.search(one) for one in named))
        gained[place] -= sum(kind.loss for kind in apart if any(kind.about.search(one) for one in named))
    return gained


def embedded(text: str, embedder: Embedder) -> Embedded:
    """A text's vector, its words and theirs: the packaged encoder makes all of them in one run."""
    found = list(WORD.finditer(text))
    made = embedder.embed_passages([Passage(text=text, sentences=tuple(it.span() for it in found))])[0]
    vector = unit(made.windows.mean(axis=0))
    words = tuple(it[0] for it in found)
    return Embedded(vector=vector, words=words, word_vectors=made.sentences, late=Asked.of(made.tokens, made.weights))


def fuse(
    search: Search, asked: Embedded, allowed: NDArray[np.bool_], generation: Generation, weights: Weights
) -> tuple[Rows, Scores, dict[str, Scores]]:
    """Candidate rows with their fused scores and the features behind them, in natural units."""
    measured, priors = weighed(search, asked, allowed, generation, weights)
    return measured.rows, _scored(measured, priors, weights), {**measured.natural, **priors}


def _scored(measured: Measured, priors: Mapping[str, Scores], weights: Weights, ranker: Ranker | None = None) -> Scores:
    scores = rank(measured, ranker or load_ranker())
    for name, places in priors.items():
        scores += weights.priors[name] * places
    return scores


def weighed(
    search: Search, asked: Embedded, allowed: NDArray[np.bool_], generation: Generation, weights: Weights
) -> tuple[Measured, dict[str, Scores]]:
    """Everything that candidates are ranked by: what was measured of them, and what was known before (0 to 1)."""
    stems = terms(search.text)
    called = field_stems(search.text, load_everyday_words()) + spelt_out(stems, generation.abbreviations)
    called += [stem for kind in kind_searches(search.text) for stem in kind.also]
    lexical = lexical_scores(stems, [stem for stem in dict.fromkeys(called) if stem not in stems], generation)
    by_words = lexical.words + lexical.sentence_words + weights.also * (lexical.also + lexical.sentence_also)
    rows = candidates(
        asked.vector, by_words, allowed, generation, dense=weights.candidates_dense, words=weights.candidates_words
    )
    near = (
        lines_near(search.attached, search.text, asked.vector, weights.asked_as) if search.attached.questions else None
    )
    if near is not None:
        rows = np.union1d(rows, near.rows[allowed[near.rows]])
    measured = measure(
        Measurable(stems=stems, vector=asked.vector, late=asked.late), lexical, rows, allowed, generation
    )
    return measured, _priors(search, rows, generation) | (near.at(rows) if near is not None else {})


def _priors(search: Search, rows: Rows, generation: Generation) -> dict[str, Scores]:
    """What is known before any word is compared; each is 0 or 1."""
    entries = [generation.entries[row] for row in rows.tolist()]
    return {
        "named_document": np.asarray([entry.document_id in search.documents for entry in entries], np.float32),
        "own_area": np.asarray([entry.document_id in search.own for entry in entries], np.float32),
        "printed": np.asarray([":~" not in entry.paragraph_id for entry in entries], np.float32),
    }
