"""Kept vectors: those of phrases that hardly ever change, in a folder beside the encoder, so that they are embedded once."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.embedder import Embedder, Vectors

MOST_KEPT = 64
"""How many lists of phrases are kept in a folder; the oldest go first."""


def kept_vectors(phrases: Sequence[str], embedder: Embedder, folder: Path | None) -> Vectors:
    """The vectors of phrases, shape (n, d), in their order; read from the folder where they are known there.

    A file's name is the digest of the embedder's name and of every phrase, so what changes is embedded anew. A damaged file is
    replaced; a folder that cannot be written costs time and nothing else.
    """
    if not phrases:
        return np.zeros((0, embedder.dimensions), np.float32)
    told = hashlib.sha256("\x00".join([embedder.name, *phrases]).encode()).hexdigest()
    path = folder / f"{told}.npy" if folder else None
    known = _read(path, (len(phrases), embedder.dimensions)) if path else None
    if known is not None:
        return known
    made: Vectors = np.stack([embedder.embed_query(phrase) for phrase in phrases])
    if path:
        _write(path, made)
    return made


def _read(path: Path, shape: tuple[int, int]) -> Vectors | None:
    try:
        found: Vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return found if found.shape == shape and found.dtype == np.float32 and bool(np.isfinite(found).all()) else None


def _write(path: Path, vectors: Vectors) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as draft:
            np.save(draft, vectors, allow_pickle=False)
        Path(draft.name).replace(path)
        kept = sorted(path.parent.glob("*.npy"), key=lambda it: it.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
