"""Generation: one published state of the indexes. Its folder is never written after it is published.

<generation>/
    entries.json      what each row is: paragraph id, edition, document, digest of what was embedded
    windows.npy       float32 (w, d): every window of every paragraph; window_rows.npy says whose
    sentences.npy     float16 (s, d): every sentence; sentence_starts.npy (rows + 1) says where a row's begin
    tokens.npy        int8 (t, e): every token, for late interaction (late.py); token_starts.npy (rows + 1) likewise
    words/            the lexical index
    names.json, abbreviations.json, vocabulary.json, surroundings.npy    what the texts name, shorten and write; where each stands
    chroma/           the windows again, for search; not there where meta.json names a collection on a Chroma server
    meta.json         embedder, dimensions, counts, and where the vectors are if not here
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.abbreviations import abbreviations_in
from corpus.embedder import Vectors
from corpus.errors import LibraryDamaged, LibraryUnusable
from corpus.late import Tokens
from corpus.surroundings import surroundings_in
from corpus.vector_place import VectorPlace, place_in
from corpus.vectors import REBUILD, ChromaVectors
from corpus.vectors_served import ServedVectors, find_themselves
from corpus.vocabulary import vocabulary_in
from corpus.words import Words

Rows = NDArray[np.int64]
WIDENED = 100_000
"""Up to so many sentences are held as float32."""
SAMPLED = 512
"""How many of the library's sentences the nearness of two is compared with."""
SCANNED = 20_000
"""Up to so many windows an exact scan is quicker than the index in the folder (at 10,000: 0.4 ms against 0.8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one row of the index stands for. `digest` is of the text that was embedded, context and all."""

    paragraph_id: str
    edition: str
    document_id: str
    digest: str

    @property
    def key(self) -> tuple[str, str]:
        """(paragraph id, edition): where the library finds it."""
        return self.paragraph_id, self.edition


class Generation:
    """An opened generation. Rows are paragraphs, numbered from 0 in the order of `entries`."""

    def __init__(self, folder: Path) -> None:
        """Open a published generation. Raises LibraryDamaged where a part of it is missing."""
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            place = place_in(meta)
            entries = json.loads((folder / "entries.json").read_text(encoding="utf-8"))
            self.windows: Vectors = np.load(folder / "windows.npy")
            self.window_rows: Rows = np.load(folder / "window_rows.npy")
            self.sentences = _opened(np.load(folder / "sentences.npy"))
            self.sentence_starts: Rows = np.load(folder / "sentence_starts.npy")
            self.tokens = Tokens(folder)
            self.words = Words.open(folder / "words")
            self._sentence_words = Words.open(folder / "sentence_words")
            self.abbreviations = abbreviations_in(folder)
            self.vocabulary = vocabulary_in(folder)
            self.surroundings = surroundings_in(folder, len(entries))
        except (OSError, ValueError) as error:
            raise LibraryDamaged(f"Expected a whole index generation in {folder}, found {error}. {REBUILD}") from error
        self.folder = folder
        self.embedder: str = meta["embedder"]
        self.entries = tuple(Entry(**entry) for entry in entries)
        self.sample = _sample(len(self.entries))
        self._window_starts = np.searchsorted(self.window_rows, np.arange(len(self.entries) + 1))
        self._sample_windows = _Picked.of(self.windows, self._window_starts, self.sample)
        self._sample_sentences = _Picked.of(self.sentences, self.sentence_starts, self.sample)
        self._usual = np.full((2, len(self.sentences)), np.nan, np.float32)
        self._row_of = dict(zip(window_ids(self.entries, self.window_rows), self.window_rows.tolist(), strict=True))
        self.vectors = self._vectors(place)

    def close(self) -> None:
        """Give the folder back."""
        self.vectors.close()

    def nearest(self, vector: Vectors, k: int) -> Rows:
        """Rows of the k nearest windows, nearest first, each row once.

        By an exact scan where that is quicker than the index in the folder, or where a server does not help.
        """
        if not self.served and len(self.window_rows) <= SCANNED:
            return self.exact_nearest(vector, k)
        return self.nearest_by_index(vector, k)

    def nearest_by_index(self, vector: Vectors, k: int) -> Rows:
        """The same by the vector index, whatever its size; by an exact scan where a server does not help."""
        try:
            found = self.vectors.nearest(vector, min(k, len(self.window_rows))) if len(self.window_rows) else []
        except LibraryUnusable:
            return self.exact_nearest(vector, k)
        rows = [self._row_of[key] for key, _ in found]
        return np.asarray(list(dict.fromkeys(rows)), np.int64)

    def exact_nearest(self, vector: Vectors, k: int) -> Rows:
        """The oracle: rows of the k nearest windows by an exact scan, nearest first, each row once."""
        scores = self.windows @ vector
        near = np.sort(np.argpartition(-scores, k)[:k]) if k < len(scores) else np.arange(len(scores))
        order = near[np.argsort(-scores[near], kind="stable")]
        return np.asarray(list(dict.fromkeys(self.window_rows[order].tolist())), np.int64)

    def window_scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """The best cosine of any window of each row, shape (len(rows),)."""
        return _Picked.of(self.windows, self._window_starts, rows).best(vector)

    def sentence_scores(self, vector: Vectors, rows: Rows) -> Vectors:
        """The best cosine of any sentence of each row, shape (len(rows),)."""
        return _Picked.of(self.sentences, self.sentence_starts, rows).best(vector)

    def sample_window_scores(self, vector: Vectors) -> Vectors:
        """`window_scores` of the rows of the sample, which are held side by side."""
        return self._sample_windows.best(vector)

    def sample_sentence_scores(self, vector: Vectors) -> Vectors:
        """`sentence_scores` of the rows of the sample, which are held side by side."""
        return self._sample_sentences.best(vector)

    def best_sentence_words(self, stems: Sequence[str]) -> Vectors:
        """The best BM25 score of any sentence of every row, shape (rows,)."""
        best = np.zeros(len(self.entries), np.float32)
        if not self._sentence_words.knows(stems):
            return best
        scores = self._sentence_words.scores(stems)
        starts = self.sentence_starts
        filled = np.flatnonzero(starts[1:] > starts[:-1])
        if len(filled):
            best[filled] = np.maximum.reduceat(scores, starts[:-1][filled])
        return best

    def sentences_of(self, row: int) -> Vectors:
        """The vectors of a row's sentences, shape (s, d), in the order of `sentence_spans` of its text."""
        own = slice(self.sentence_starts[row], self.sentence_starts[row + 1])
        found: Vectors = self.sentences[own].astype(np.float32, copy=False)
        return found

    def sentences_at(self, places: Rows) -> Vectors:
        """The vectors of sentences by their places among those of all rows, shape (len(places), d)."""
        found: Vectors = self.sentences[places].astype(np.float32, copy=False)
        return found

    def usual_cosines(self, places: Rows) -> tuple[Vectors, Vectors]:
        """Mean and standard deviation of the cosines of sentences with SAMPLED ones spread over the library, each of shape
        (len(places),). Worked out once for each sentence: 8 bytes of it are kept.
        """
        new = places[np.isnan(self._usual[:, places]).any(axis=0)]
        if len(new):
            every = np.linspace(0, len(self.sentences) - 1, min(SAMPLED, len(self.sentences)))
            cosines = self.sentences_at(new) @ self.sentences_at(np.unique(every.astype(np.int64))).T
            self._usual[:, new] = cosines.mean(axis=1), cosines.std(axis=1)
        mean, deviation = self._usual[:, places]
        return mean, deviation

    def probe(self) -> None:
        """Check that up to 50 windows, spread over the whole index, find themselves.

        Raises LibraryDamaged; VectorsUnreachable where the vectors are on a server that does not answer.
        """
        if isinstance(self.vectors, ServedVectors):
            self.vectors.probe()
        else:
            find_themselves(self.vectors, tuple(self._row_of), self.windows, str(self.folder))

    @property
    def served(self) -> bool:
        """Whether the vectors are on a server. Where it fails, `nearest` goes on without it."""
        return isinstance(self.vectors, ServedVectors)

    def _vectors(self, place: VectorPlace | None) -> ChromaVectors | ServedVectors:
        if place is None:
            return ChromaVectors.open(self.folder / "chroma")
        return ServedVectors(place, tuple(self._row_of), self.windows)


def _opened(sentences: NDArray[np.float16]) -> NDArray[np.float16] | Vectors:
    """As float32, which is faster to score, where that takes at most 150 MB; as they are in a larger index."""
    return sentences if len(sentences) > WIDENED else sentences.astype(np.float32)


def _sample(rows: int) -> Rows:
    """Up to 256 rows, spread evenly: what cosines with a question are like in this index."""
    return np.unique(np.linspace(0, rows - 1, min(rows, 256)).astype(np.int64)) if rows else np.zeros(0, np.int64)


def window_ids(entries: Sequence[Entry], window_rows: Rows) -> list[str]:
    """The id of each window in the vector store: paragraph, edition and the window's place in the paragraph, from 0."""
    counts: dict[int, int] = {}
    found: list[str] = []
    for row in window_rows.tolist():
        place = counts.get(row, 0)
        counts[row] = place + 1
        found.append(f"{entries[row].paragraph_id}@{entries[row].edition}#{place}")
    return found


def spread(starts: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """The places of every vector of `rows` one after the other, and where each row's begin among them.

    >>> spread(np.array([0, 2, 3, 6]), np.array([2, 0]))
    (array([3, 4, 5, 0, 1]), array([0, 3]))
    """
    counts = starts[rows + 1] - starts[rows]
    begins = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(rows) else np.zeros(0, np.int64)
    places = np.repeat(starts[rows] - begins, counts) + np.arange(int(counts.sum()))
    return places, begins


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picked:
    """The vectors of some rows side by side. begins: where each row's begin among them; filled: which rows have any."""

    vectors: Vectors
    begins: Rows
    filled: NDArray[np.bool_]

    @classmethod
    def of(cls, vectors: NDArray[np.float32] | NDArray[np.float16], starts: Rows, rows: Rows) -> "_Picked":
        places, begins = spread(starts, rows)
        filled = starts[rows + 1] > starts[rows]
        return cls(vectors=vectors[places].astype(np.float32, copy=False), begins=begins, filled=filled)

    def best(self, vector: Vectors) -> Vectors:
        """The best cosine of any vector of each row, shape (rows,); 0 for a row that has none."""
        best = np.zeros(len(self.filled), np.float32)
        if len(self.vectors):
            best[self.filled] = np.maximum.reduceat(self.vectors @ vector, self.begins[self.filled])
        return best


def entries_by_document(entries: Sequence[Entry]) -> dict[tuple[str, str], Rows]:
    """Rows of each (document id, edition), in order."""
    found: dict[tuple[str, str], list[int]] = {}
    for row, entry in enumerate(entries):
        found.setdefault((entry.document_id, entry.edition), []).append(row)
    return {key: np.asarray(rows, np.int64) for key, rows in found.items()}
