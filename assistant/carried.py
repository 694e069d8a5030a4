"""carried: the paragraphs for a turn that goes on from earlier ones, by its own words and by theirs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.measured import Scores
from assistant.retrieve import (
    Embedded,
    Found,
    Ranked,
    Search,
    best_of,
    embedded,
    find,
    fuse,
    load_weights,
    own_documents,
)
from assistant.scope import Scoped
from assistant.understand import Understood
from corpus.embedder import Embedder, unit
from corpus.generation import Rows
from corpus.snapshot import Snapshot

LINES = ("asked_as", "asked_again")
FOCUS = 2
"""Of so many best paragraphs for the earlier turns the section and the document are what the conversation is about."""


def seek(understood: Understood, scoped: Scoped, snapshot: Snapshot, embedder: Embedder, k: int) -> Found:
    """What a turn asks for, by its own words or with those of the turns that it leans on."""
    if understood.own and not understood.numbers:
        return carried(understood, scoped, snapshot, embedder, k)
    return find(understood, scoped, snapshot, embedder, k)


def carried(understood: Understood, scoped: Scoped, snapshot: Snapshot, embedder: Embedder, k: int) -> Found:
    """The k best for a turn that leans on others: scored by its own words, by all words together, and by whether a paragraph
    stands where the conversation was.

    Its own words say what is asked now; those of the earlier turns, of which there are more, would else bring the same answer
    again. An asked-as line stands alone, so it is held against the turn's own words, and counts as if they were all.
    """
    weights = load_weights()
    texts = (understood.own, understood.standalone, understood.before)
    asked = [embedded(text, embedder) for text in texts]
    own = own_documents(scoped, snapshot)
    said = understood.conversation
    searches = [Search(text=text, documents=understood.documents, own=own, conversation=said) for text in texts]
    searches[0] = replace(searches[0], attached=snapshot.attached(embedder))
    (own_rows, own_scores, own_features), (rows, scores, features), (before, before_scores, _) = (
        fuse(search, it, scoped.allowed, snapshot.generation, weights)
        for search, it in zip(searches, asked, strict=True)
    )
    every = np.union1d(own_rows, rows).astype(np.int64)
    joined = weights.carried["own"] * _at(every, own_rows, own_scores)
    joined += weights.carried["joint"] * _at(every, rows, scores)
    joined += _in_focus(every, before[np.argsort(-before_scores, kind="stable")[:FOCUS]], snapshot)
    lines = {name: _at(every, own_rows, own_features[name]) for name in LINES if name in own_features}
    for name, values in lines.items():
        joined += weights.carried["joint"] * weights.priors[name] * values
    joined /= weights.carried["own"] + weights.carried["joint"]
    known = {
        name: np.where(np.isin(every, rows), _at(every, rows, values), _at(every, own_rows, own_features[name]))
        for name, values in features.items()
    }
    both = Embedded(
        vector=unit(asked[0].vector + asked[1].vector),
        words=asked[1].words,
        word_vectors=asked[1].word_vectors,
        late=asked[1].late,
    )
    return best_of(searches[1], both, Ranked(rows=every, scores=joined, features=known | lines), snapshot, k)


def _at(every: Rows, rows: Rows, values: Scores) -> Scores:
    """The value of each of `every`; for a row that was no candidate the least."""
    least = values.min() if len(values) else np.float32(0)
    found = np.full(len(every), least, np.float32)
    found[np.searchsorted(every, rows)] = values
    return found


def _in_focus(every: Rows, focus: Rows, snapshot: Snapshot) -> Scores:
    """What a paragraph gains by standing in a section, or else a document, of what was found before."""
    weights = load_weights().carried
    generation = snapshot.generation
    sections = generation.surroundings.sections
    documents = {generation.entries[row].document_id for row in focus.tolist()}
    same_section = np.isin(sections[every], sections[focus])
    same_document = np.asarray(_documents(every, snapshot, documents), bool)
    gained: Scores = (weights["section"] * same_section + weights["document"] * same_document).astype(np.float32)
    return gained


def _documents(every: Rows, snapshot: Snapshot, documents: set[str]) -> Sequence[bool]:
    return [snapshot.generation.entries[row].document_id in documents for row in every.tolist()]
