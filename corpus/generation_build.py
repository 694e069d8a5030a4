"""Building a generation: what is unchanged is copied from the one before, what is new is embedded, what is gone is deleted."""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from corpus.abbreviations import save_abbreviations
from corpus.embedder import Embedder, Passage, PassageVectors, Vectors
from corpus.generation import Entry, Generation, Rows, window_ids
from corpus.names import save_names
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.surroundings import save_surroundings
from corpus.vectors import ChromaVectors
from corpus.vocabulary import save_vocabulary
from corpus.words import Words

CHUNK = 64
"""Paragraphs embedded between two reports of progress."""


def build_generation(
    folder: Path,
    paragraphs: Sequence[Paragraph],
    embedder: Embedder,
    previous: Generation | None,
    progress: Callable[[int, int], None],
) -> None:
    """Write a generation of `paragraphs` into a new folder and close it. `previous` is left as it is.

    `progress` is called with (paragraphs embedded, paragraphs to embed).
    """
    folder.mkdir(parents=True)
    entries = [_entry(paragraph, embedder.name) for paragraph in paragraphs]
    known = _known(previous, embedder)
    fresh = [place for place, entry in enumerate(entries) if entry.digest not in known]
    found: dict[str, PassageVectors] = {}
    for start in range(0, len(fresh), CHUNK):
        places = fresh[start : start + CHUNK]
        vectors = embedder.embed_passages([passage_of(paragraphs[place]) for place in places])
        found |= {entries[place].digest: one for place, one in zip(places, vectors, strict=True)}
        progress(min(start + CHUNK, len(fresh)), len(fresh))
    each = [found[it.digest] if it.digest in found else _copy(previous, known[it.digest]) for it in entries]
    window_rows = (
        np.repeat(np.arange(len(entries)), [len(it.windows) for it in each]) if each else np.zeros(0, np.int64)
    )
    windows = _stack([it.windows for it in each], embedder.dimensions)
    _save(folder, entries, each, windows, window_rows)
    Words.build([indexed_text(paragraph) for paragraph in paragraphs], folder / "words")
    sentences = [it.text[start:end] for it in paragraphs for start, end in sentence_spans(it.text)]
    Words.build(sentences, folder / "sentence_words")
    texts = [paragraph.text for paragraph in paragraphs]
    save_names(folder, texts)
    save_abbreviations(folder, texts)
    save_vocabulary(folder, [indexed_text(paragraph) for paragraph in paragraphs])
    save_surroundings(folder, paragraphs)
    _write_chroma(folder, entries, windows, window_rows, previous if previous and known else None)
    meta = {"embedder": embedder.name, "dimensions": embedder.dimensions, "paragraphs": len(entries)}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


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
    digest = hashlib.sha256(f"{embedder}\n{passage_of(paragraph).text}".encode()).hexdigest()[:24]
    return Entry(paragraph_id=paragraph.id, edition=paragraph.edition, document_id=paragraph.document_id, digest=digest)


def _known(previous: Generation | None, embedder: Embedder) -> dict[str, int]:
    """Rows of the previous generation by digest; empty where another embedder built it."""
    if previous is None or previous.embedder != embedder.name:
        return {}
    return {entry.digest: row for row, entry in enumerate(previous.entries)}


def _copy(previous: Generation | None, row: int) -> PassageVectors:
    assert previous is not None
    return PassageVectors(windows=previous.windows[previous.window_rows == row], sentences=previous.sentences_of(row))


def _stack(rows: Sequence[Vectors], dimensions: int) -> Vectors:
    filled = [row for row in rows if len(row)]
    return np.concatenate(filled) if filled else np.zeros((0, dimensions), np.float32)


def _save(
    folder: Path, entries: Sequence[Entry], each: Sequence[PassageVectors], windows: Vectors, window_rows: Rows
) -> None:
    (folder / "entries.json").write_text(json.dumps([asdict(entry) for entry in entries]), encoding="utf-8")
    np.save(folder / "windows.npy", windows)
    np.save(folder / "window_rows.npy", window_rows)
    sentences = _stack([it.sentences for it in each], windows.shape[1])
    np.save(folder / "sentences.npy", sentences.astype(np.float16))
    starts = np.concatenate([[0], np.cumsum([len(it.sentences) for it in each])]).astype(np.int64)
    np.save(folder / "sentence_starts.npy", starts)


def _write_chroma(
    folder: Path, entries: Sequence[Entry], windows: Vectors, window_rows: Rows, previous: Generation | None
) -> None:
    """Copy the closed collection of the generation before, delete what is gone, upsert what is new or changed."""
    ids = window_ids(entries, window_rows)
    there: dict[str, str] = {}
    if previous is not None:
        shutil.copytree(previous.folder / "chroma", folder / "chroma")
        rows = previous.window_rows.tolist()
        old_ids = window_ids(previous.entries, previous.window_rows)
        there = {key: previous.entries[row].digest for key, row in zip(old_ids, rows, strict=True)}
        vectors = ChromaVectors.open(folder / "chroma")
    else:
        vectors = ChromaVectors.create(folder / "chroma")
    wanted = {key: entries[row].digest for key, row in zip(ids, window_rows.tolist(), strict=True)}
    gone = [key for key in there if key not in wanted]
    changed = [place for place, key in enumerate(ids) if there.get(key) != wanted[key]]
    vectors.delete(gone)
    vectors.upsert([ids[place] for place in changed], windows[changed])
    vectors.close()
