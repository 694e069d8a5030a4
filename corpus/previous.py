"""Previous: what a new generation takes over from the one before it, without loading that into memory."""

import json
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus.embedder import PassageVectors
from corpus.errors import LibraryDamaged
from corpus.generation import Entry, window_ids
from corpus.late import TOKEN_SCALE, tokens_in
from corpus.vector_place import place_in
from corpus.vectors import REBUILD, ChromaVectors


class Previous:
    """The vectors of a published generation by digest. Arrays are read as they are needed; word indexes are not opened.

    rows: the row of each digest. embedder: which one made the vectors. served: whether they are on a server, so that there is
    no folder of theirs to copy.
    """

    def __init__(self, folder: Path) -> None:
        """Raises LibraryDamaged where a part that is taken over is missing."""
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            self.served = place_in(meta) is not None
            entries = json.loads((folder / "entries.json").read_text(encoding="utf-8"))
            self._windows = np.load(folder / "windows.npy", mmap_mode="r")
            self.window_rows = np.load(folder / "window_rows.npy")
            self._sentences = np.load(folder / "sentences.npy", mmap_mode="r")
            self._sentence_starts = np.load(folder / "sentence_starts.npy")
            self._token_starts = np.load(folder / "token_starts.npy")
            self._tokens = tokens_in(folder, int(self._token_starts[-1]))
        except (OSError, ValueError) as error:
            raise LibraryDamaged(f"Expected a whole index generation in {folder}, found {error}. {REBUILD}") from error
        if not self.served:
            ChromaVectors.open(folder / "chroma").close()
        self.folder = folder
        self.embedder: str = meta["embedder"]
        self.entries = tuple(Entry(**entry) for entry in entries)
        self.rows = {entry.digest: row for row, entry in enumerate(self.entries)}
        self._window_starts = np.searchsorted(self.window_rows, np.arange(len(self.entries) + 1))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        del self._windows, self._sentences, self._tokens

    def vectors_of(self, row: int) -> PassageVectors:
        """The vectors of a row, as they were embedded; those of sentences as rounded as they are kept."""
        windows = slice(self._window_starts[row], self._window_starts[row + 1])
        sentences = slice(self._sentence_starts[row], self._sentence_starts[row + 1])
        tokens = slice(self._token_starts[row], self._token_starts[row + 1])
        return PassageVectors(
            windows=np.array(self._windows[windows]),
            sentences=self._sentences[sentences].astype(np.float32),
            tokens=self._tokens[tokens].astype(np.float32) / TOKEN_SCALE,
        )

    def window_digests(self) -> dict[str, str]:
        """The digest of what was embedded, by the id of each window in the vector store."""
        ids = window_ids(self.entries, self.window_rows)
        return {key: self.entries[row].digest for key, row in zip(ids, self.window_rows.tolist(), strict=True)}
