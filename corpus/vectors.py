"""Vectors in Chroma: cosine, vectors only, one collection in one folder."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.embedder import Vectors
from corpus.errors import LibraryDamaged

COLLECTION = "windows"
MOST_AT_ONCE = 5000
"""Chroma refuses batches over 5,461."""
NEAREST_SEARCHED = 400
"""`ef_search`: with Chroma's default of 100 recall@10 fell to .51 on random vectors."""


class ChromaVectors:
    """The windows of every paragraph. Texts are never sent, so no stored embedding function can ever run."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, folder: Path) -> "ChromaVectors":
        """A new, empty collection in an empty folder."""
        client = _client(folder)
        hnsw = {"space": "cosine", "ef_search": NEAREST_SEARCHED, "ef_construction": 200, "max_neighbors": 16}
        made = client.create_collection(COLLECTION, configuration={"hnsw": hnsw}, embedding_function=None)
        return cls(client, made)

    @classmethod
    def open(cls, folder: Path) -> "ChromaVectors":
        """The collection in a folder. Raises LibraryDamaged where it is missing, is not cosine, or names an embedder."""
        client = _client(folder)
        names = [collection.name for collection in client.list_collections()]
        if COLLECTION not in names:
            client.close()
            raise LibraryDamaged(f"Expected the collection {COLLECTION!r} in {folder}, found {names}. {REBUILD}")
        collection = client.get_collection(COLLECTION, embedding_function=None)
        configuration = collection.configuration_json
        space = (configuration.get("hnsw") or {}).get("space")
        function = configuration.get("embedding_function") or {}
        if space != "cosine" or function.get("type", "legacy") != "legacy":
            client.close()
            raise LibraryDamaged(
                f"Expected cosine distance and no embedding function in {folder}, found {space!r} and {function}. {REBUILD}"
            )
        return cls(client, collection)

    def ids(self) -> frozenset[str]:
        """Every id that is stored."""
        return frozenset(self._collection.get(include=[])["ids"])

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors, shape (n, d), under ids; those that are there already are replaced."""
        for start in range(0, len(ids), MOST_AT_ONCE):
            stop = start + MOST_AT_ONCE
            self._collection.upsert(ids=list(ids[start:stop]), embeddings=vectors[start:stop])

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids."""
        for start in range(0, len(ids), MOST_AT_ONCE):
            self._collection.delete(ids=list(ids[start : start + MOST_AT_ONCE]))

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids and their cosine similarity, nearest first."""
        found = self._collection.query(query_embeddings=vector[None, :], n_results=k, include=["distances"])
        return [(key, 1.0 - distance) for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Give the folder back."""
        self._client.close()


REBUILD = "Run `soundingboard index` to rebuild it from the library."


def _client(folder: Path) -> Any:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
