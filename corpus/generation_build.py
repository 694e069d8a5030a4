"""Building a generation: what is unchanged is copied from the one before, what is new is embedded, what is gone is deleted."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from corpus.abbreviations import save_abbreviations
from corpus.embedder import Embedder, Passage, PassageVectors, Vectors
from corpus.errors import LibraryDamaged
from corpus.generation import Entry, Rows, window_ids
from corpus.late import TOKEN_SCALE
from corpus.names import save_names
from corpus.paragraph import Paragraph
from corpus.previous import Previous
from corpus.sentences import sentence_spans
from corpus.surroundings import save_surroundings
from corpus.vector_file import VectorFile
from corpus.vector_place import VectorPlace, place_in
from corpus.vectors import REBUILD, ChromaVectors
from corpus.vocabulary import save_vocabulary
from corpus.words import Words

CHUNK = 64
"""Paragraphs embedded between two reports of progress."""


def build_generation(
    folder: Path,
    paragraphs: Sequence[Paragraph],
    embedder: Embedder,
    previous: Previous | None,
    progress: Callable[[int, int], None],
    place: VectorPlace | None = None,
) -> None:
    """Write a generation of `paragraphs` into a new folder and close it. `previous` is left as it is.

    `progress` is called with (paragraphs embedded, paragraphs to embed). Vectors are written as they come and each part is
    let go before the next is made: a library of 4 million words is built in under 1 GB. With a `place` the vectors go
    to a new collection on a server: raises VectorsUnreachable where it fails.
    """
    folder.mkdir(parents=True)
    entries = [_entry(paragraph, embedder.name) for paragraph in paragraphs]
    known = previous if previous is not None and previous.embedder == embedder.name else None
    _write_vectors(folder, embedder, _vectors(paragraphs, entries, embedder, known, progress))
    (folder / "entries.json").write_text(json.dumps([asdict(entry) for entry in entries]), encoding="utf-8")
    if place is None:
        _write_chroma(folder, entries, known)
    else:
        _fill(ChromaVectors.create_on(place), *_windows_in(folder, entries))
    Words.build(map(indexed_text, paragraphs), folder / "words")
    sentences = (it.text[start:end] for it in paragraphs for start, end in sentence_spans(it.text))
    Words.build(sentences, folder / "sentence_words")
    save_names(folder, (paragraph.text for paragraph in paragraphs))
    save_abbreviations(folder, (paragraph.text for paragraph in paragraphs))
    save_vocabulary(folder, map(indexed_text, paragraphs))
    save_surroundings(folder, paragraphs)
    meta = {"embedder": embedder.name, "dimensions": embedder.dimensions, "paragraphs": len(entries)}
    _write_meta(folder, meta, place)


def rehouse(folder: Path, place: VectorPlace | None) -> None:
    """Put the vectors of a generation that is not published yet where this installation keeps them, from its arrays.

    Nothing happens where they are in the folder and belong there. Raises VectorsUnreachable, LibraryDamaged.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if place is None and place_in(meta) is None:
            return
        entries = [Entry(**it) for it in json.loads((folder / "entries.json").read_text(encoding="utf-8"))]
        ids, windows = _windows_in(folder, entries)
    except (OSError, ValueError, TypeError) as error:
        raise LibraryDamaged(f"Expected a whole index generation in {folder}, found {error}. {REBUILD}") from error
    shutil.rmtree(folder / "chroma", ignore_errors=True)
    _fill(ChromaVectors.create_on(place) if place else ChromaVectors.create(folder / "chroma"), ids, windows)
    _write_meta(folder, meta, place)


def _windows_in(folder: Path, entries: Sequence[Entry]) -> tuple[list[str], Vectors]:
    """The id and the vector of every window, as they were written."""
    return window_ids(entries, np.load(folder / "window_rows.npy")), np.load(folder / "windows.npy")


def _fill(vectors: ChromaVectors, ids: Sequence[str], windows: Vectors) -> None:
    try:
        vectors.upsert(ids, windows)
    finally:
        vectors.close()


def _write_meta(folder: Path, meta: dict[str, object], place: VectorPlace | None) -> None:
    said = {name: value for name, value in meta.items() if name != "vectors"}
    if place is not None:
        said["vectors"] = asdict(place)
    (folder / "meta.json").write_text(json.dumps(said), encoding="utf-8")


def passage_of(paragraph: Paragraph) -> Passage:
    """What is embedded of a paragraph: its innermost heading and its text, with the sentences of the text.

    The heading is in the run of every sentence, and in the vector of the first window: on `conditionalqa-train` that lifted
    dense R@10 from .45 to .64 (docs/decisions/0004-retrieval.md).
    """
    opening = _opening(paragraph)
    shift = len(opening)
    spans = tuple((start + shift, end + shift) for start, end in sentence_spans(paragraph.text))
    return Passage(text=opening + paragraph.text, sentences=spans)


def indexed_text(paragraph: Paragraph) -> str:
    """What word search sees of a paragraph: its innermost heading and its text."""
    return _opening(paragraph) + paragraph.text


def _opening(paragraph: Paragraph) -> str:
    return f"{paragraph.headings[-1]}\n" if paragraph.headings else ""


def _entry(paragraph: Paragraph, embedder: str) -> Entry:
    digest = hashlib.sha256(f"{embedder}\n{indexed_text(paragraph)}".encode()).hexdigest()[:24]
    return Entry(paragraph_id=paragraph.id, edition=paragraph.edition, document_id=paragraph.document_id, digest=digest)


def _vectors(
    paragraphs: Sequence[Paragraph],
    entries: Sequence[Entry],
    embedder: Embedder,
    known: Previous | None,
    progress: Callable[[int, int], None],
) -> Iterator[PassageVectors]:
    """The vectors of every paragraph, in order: taken over where they are known, embedded where they are not."""
    rows = [known.rows.get(entry.digest) if known is not None else None for entry in entries]
    embedded, to_embed = 0, rows.count(None)
    for start in range(0, len(rows), CHUNK):
        chunk = range(start, min(start + CHUNK, len(rows)))
        fresh = [passage_of(paragraphs[place]) for place in chunk if rows[place] is None]
        made = iter(embedder.embed_passages(fresh) if fresh else ())
        for row in rows[start : start + CHUNK]:
            yield next(made) if row is None or known is None else known.vectors_of(row)
        if fresh:
            embedded += len(fresh)
            progress(embedded, to_embed)


def _write_vectors(folder: Path, embedder: Embedder, vectors: Iterable[PassageVectors]) -> None:
    """Write windows, sentences and tokens as they come, and whose they are."""
    windows_of: list[int] = []
    sentences_of, tokens_of = [0], [0]
    dimensions = embedder.dimensions
    with (
        VectorFile(folder / "windows.npy", dimensions, np.float32) as windows,
        VectorFile(folder / "sentences.npy", dimensions, np.float16) as sentences,
        VectorFile(folder / "tokens.npy", embedder.token_dimensions, np.int8) as tokens,
    ):
        for one in vectors:
            windows.append(one.windows)
            sentences.append(one.sentences)
            windows_of.append(len(one.windows))
            sentences_of.append(len(one.sentences))
            tokens.append(np.rint(one.tokens * TOKEN_SCALE))
            tokens_of.append(len(one.tokens))
    np.save(folder / "window_rows.npy", np.repeat(np.arange(len(windows_of)), np.asarray(windows_of, np.int64)))
    np.save(folder / "sentence_starts.npy", np.cumsum(sentences_of, dtype=np.int64))
    np.save(folder / "token_starts.npy", np.cumsum(tokens_of, dtype=np.int64))


def _write_chroma(folder: Path, entries: Sequence[Entry], known: Previous | None) -> None:
    """Copy the closed collection of the generation before, delete what is gone, upsert what is new or changed."""
    windows: Vectors = np.load(folder / "windows.npy")
    window_rows: Rows = np.load(folder / "window_rows.npy")
    ids = window_ids(entries, window_rows)
    if known is not None and not known.served:
        shutil.copytree(known.folder / "chroma", folder / "chroma")
        vectors = ChromaVectors.open(folder / "chroma")
    else:
        vectors = ChromaVectors.create(folder / "chroma")
    there = known.window_digests() if known is not None and not known.served else {}
    wanted = {key: entries[row].digest for key, row in zip(ids, window_rows.tolist(), strict=True)}
    gone = [key for key in there if key not in wanted]
    changed = [place for place, key in enumerate(ids) if there.get(key) != wanted[key]]
    vectors.delete(gone)
    vectors.upsert([ids[place] for place in changed], windows[changed])
    vectors.close()
