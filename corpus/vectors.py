"""Vectors in Chroma: cosine, vectors only, one collection in one folder, or on a server that libraries share."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from corpus.embedder import Vectors
from corpus.errors import LibraryDamaged, LibraryUnusable, VectorsUnreachable
from corpus.vector_place import VectorPlace, address_of

COLLECTION = "windows"
MOST_AT_ONCE = 5000
"""Chroma refuses batches over 5,461."""
NEAREST_SEARCHED = 400
"""`ef_search`: with Chroma's default of 100 recall@10 fell to .51 on random vectors."""
CONNECTING, READING, WRITING = 2.0, 5.0, 120.0
"""Seconds for a server to be reached, to answer a question and to store a batch: 3,000 windows took it 0.5, 50 questions 0.1."""
PAGE = 100


class ChromaVectors:
    """The windows of every paragraph. Texts are never sent, so no stored embedding function can ever run."""

    def __init__(self, client: Any, collection: Any, server: str = "") -> None:
        self._client = client
        self._collection = collection
        self._server = server

    @classmethod
    def create(cls, folder: Path) -> "ChromaVectors":
        """A new, empty collection in an empty folder."""
        client = _client(folder)
        return cls(client, _created(client, COLLECTION))

    @classmethod
    def open(cls, folder: Path) -> "ChromaVectors":
        """The collection in a folder. Raises LibraryDamaged where it is missing, torn, not cosine, or names an embedder."""
        with _reading(server=""):
            client = _client(folder)
            with _closed_on_error(client):
                return cls(client, _checked(client, COLLECTION, str(folder)))

    @classmethod
    def create_on(cls, place: VectorPlace) -> "ChromaVectors":
        """A new, empty collection on a server, instead of one of this name. Raises WrongUse, VectorsUnreachable."""
        client = _client_of(place.server, WRITING)
        with _closed_on_error(client), _asking(place.server):
            if place.collection in _names(client):
                client.delete_collection(place.collection)
            return cls(client, _created(client, place.collection), place.server)

    @classmethod
    def open_on(cls, place: VectorPlace) -> "ChromaVectors":
        """The collection on a server, to be read. Raises WrongUse, VectorsUnreachable, and LibraryDamaged as `open` does."""
        client = _client_of(place.server, READING)
        with _closed_on_error(client), _asking(place.server):
            return cls(client, _checked(client, place.collection, place.server), place.server)

    def ids(self) -> frozenset[str]:
        """Every id that is stored. Raises as `nearest` does."""
        with _reading(self._server):
            return frozenset(self._collection.get(include=[])["ids"])

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors, shape (n, d), under ids; those that are there already are replaced."""
        for start in range(0, len(ids), MOST_AT_ONCE):
            stop = start + MOST_AT_ONCE
            with _asking(self._server):
                self._collection.upsert(ids=list(ids[start:stop]), embeddings=vectors[start:stop])

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids."""
        for start in range(0, len(ids), MOST_AT_ONCE):
            with _asking(self._server):
                self._collection.delete(ids=list(ids[start : start + MOST_AT_ONCE]))

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The k nearest ids and their cosine similarity, nearest first.

        Raises LibraryDamaged where the folder cannot be read any more, VectorsUnreachable where the server does not answer.
        """
        with _reading(self._server):
            found = self._collection.query(query_embeddings=vector[None, :], n_results=k, include=["distances"])
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            return [(str(key), 1.0 - float(distance)) for key, distance in pairs]

    def close(self) -> None:
        """Give the folder or the connection back."""
        self._client.close()


REBUILD = "Run `soundingboard index` to rebuild it from the library."


def check_answers(server: str) -> None:
    """Raise WrongUse or VectorsUnreachable where a server is named and cannot be used: before hours of work, not after."""
    if server:
        _client_of(server, READING).close()


def remove_collections(server: str, prefix: str, keep: frozenset[str]) -> None:
    """Delete the collections of a server whose names begin so, but those to keep. Raises WrongUse, VectorsUnreachable."""
    client = _client_of(server, WRITING)
    try:
        with _asking(server):
            for name in _names(client):
                if name.startswith(prefix) and name not in keep:
                    client.delete_collection(name)
    finally:
        client.close()


def collection_names(server: str) -> frozenset[str]:
    """The names of all collections of a server, whosever they are. Raises WrongUse, VectorsUnreachable."""
    client = _client_of(server, READING)
    try:
        with _asking(server):
            return frozenset(_names(client))
    finally:
        client.close()


def _client(folder: Path) -> Any:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _client_of(server: str, seconds: float) -> Any:
    """A client of a server. It has no time limit of its own, so a server that hangs is found out first, and one is set."""
    address = address_of(server)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import chromadb
    from chromadb.config import Settings

    with _asking(server):
        httpx.get(f"{server.rstrip('/')}/api/v2/heartbeat", timeout=CONNECTING).raise_for_status()
        client = chromadb.HttpClient(
            address.host, address.port, address.encrypted, settings=Settings(anonymized_telemetry=False)
        )
        client._server._session.timeout = httpx.Timeout(seconds, connect=CONNECTING)
    return client


def _names(client: Any) -> list[str]:
    """Every collection's name; asked for page by page, because a shared server may hold many."""
    found: list[str] = []
    while page := client.list_collections(limit=PAGE, offset=len(found)):
        found += [collection.name for collection in page]
    return found


def _created(client: Any, name: str) -> Any:
    hnsw = {"space": "cosine", "ef_search": NEAREST_SEARCHED, "ef_construction": 200, "max_neighbors": 16}
    return client.create_collection(name, configuration={"hnsw": hnsw}, embedding_function=None)


def _checked(client: Any, name: str, where: str) -> Any:
    if name not in _names(client):
        raise LibraryDamaged(f"Expected the collection {name!r} in {where}, found none of that name. {REBUILD}")
    collection = client.get_collection(name, embedding_function=None)
    configuration = collection.configuration_json
    space = (configuration.get("hnsw") or {}).get("space")
    function = configuration.get("embedding_function") or {}
    if space != "cosine" or function.get("type", "legacy") != "legacy":
        raise LibraryDamaged(
            f"Expected cosine distance and no embedding function in {where}, found {space!r} and {function}. {REBUILD}"
        )
    return collection


@contextmanager
def _closed_on_error(client: Any) -> Iterator[None]:
    try:
        yield
    except BaseException:
        client.close()
        raise


@contextmanager
def _asking(server: str) -> Iterator[None]:
    """Whatever goes wrong between us and a server becomes VectorsUnreachable; nothing changes where there is no server."""
    try:
        yield
    except LibraryDamaged:
        raise
    except Exception as error:
        if not server:
            raise
        raise VectorsUnreachable(
            f"Expected an answer of the Chroma server at {server}, found {type(error).__name__} ({str(error)[:160]}). "
            "Start it (`chroma run --host HOST --port PORT --path FOLDER`), or change SOUNDINGBOARD_CHROMA."
        ) from error


@contextmanager
def _reading(server: str) -> Iterator[None]:
    """As `_asking`. Where there is no server, whatever goes wrong says that the folder is not as it was published."""
    try:
        with _asking(server):
            yield
    except LibraryUnusable:
        raise
    except Exception as error:
        raise LibraryDamaged(f"Expected vectors that can be read, found {type(error).__name__}. {REBUILD}") from error
