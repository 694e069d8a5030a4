"""A real Chroma server: generations on it, what is never kept there, and what goes on without it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from assistant.ask import ask
from assistant.board import Board
from assistant.question import Question
from corpus.backup import backup
from corpus.errors import LibraryDamaged, VectorsUnreachable, WrongUse
from corpus.generation import Generation
from corpus.library import Library
from corpus.restore import restore
from corpus.settings import Settings, load_settings
from corpus.vector_place import VectorPlace, address_of, prefix_of
from corpus.vectors import ChromaVectors
from evals.chroma_run import ChromaRun
from ingest.ingest import ingest, rebuild_index
from ui.api import create_app

DESKS = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaRun]:
    with ChromaRun(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture
def settings(server: ChromaRun, tmp_path: Path) -> Settings:
    server.start()
    return load_settings().model_copy(update={"data": tmp_path / "data", "chroma": server.address})


def documents(folder: Path, mark: str) -> Path:
    folder.mkdir(exist_ok=True)
    text = "\n\n".join(f"1.{n} A worker must ring desk {n} {mark} about child {n}." for n in range(1, DESKS + 1))
    (folder / "protocol.md").write_text(f"# Protocol\n\n{text}\n", encoding="utf-8")
    return folder


def put(folder: Path, mark: str, settings: Settings) -> None:
    assert ingest([documents(folder, mark)], settings, lambda _: None).refused is False


def collections(server: ChromaRun) -> set[str]:
    import chromadb

    return {it.name for it in chromadb.HttpClient("127.0.0.1", server.port).list_collections()}


def own(settings: Settings, server: ChromaRun) -> set[str]:
    prefix = prefix_of(settings.data / "index")
    return {name.removeprefix(prefix) for name in collections(server) if name.startswith(prefix)}


def current(settings: Settings) -> Generation:
    library = Library.open(settings.data)
    pointer = library.pointer()
    library.close()
    assert pointer is not None
    return Generation(settings.data / "index" / pointer.generation)


def answered(board: Board) -> str:
    return ask(Question(text="Which desk must a worker ring about child 7?"), board).text


def test_the_vectors_are_on_the_server_and_nowhere_else(settings: Settings, server: ChromaRun, tmp_path: Path) -> None:
    put(tmp_path / "docs", "first", settings)
    generation = current(settings)
    generation.probe()
    assert not (generation.folder / "chroma").exists()
    assert own(settings, server) == {"g000001"}
    vector = generation.windows[4]
    assert generation.nearest(vector, 5).tolist() == generation.exact_nearest(vector, 5).tolist()
    put(tmp_path / "docs", "second", settings)
    assert own(settings, server) == {"g000001", "g000002"}
    put(tmp_path / "docs", "third", settings)
    assert own(settings, server) == {"g000002", "g000003"}
    board = Board.open(settings)
    assert board.ready().search == "index"
    assert "third" in answered(board)
    board.close()
    generation.close()


def test_questions_go_on_without_the_server_and_with_it_again(
    settings: Settings, server: ChromaRun, tmp_path: Path
) -> None:
    put(tmp_path / "docs", "first", settings)
    board = Board.open(settings)
    with_it = answered(board)
    server.kill()
    assert answered(board) == with_it
    ready = board.ready()
    assert (ready.status, ready.search) == ("ready", "exact scan")
    assert server.address in ready.reason
    fresh = Board.open(settings)
    assert answered(fresh) == with_it
    with TestClient(create_app(settings, chat=False)) as api:
        assert api.get("/readyz").json()["search"] == "exact scan"
    server.start()
    assert board.ready().search == "index"
    with board.shelf.snapshot() as snapshot:
        snapshot.generation.vectors.nearest(snapshot.generation.windows[0], 1)
    board.close()
    fresh.close()


def test_a_server_that_hangs_holds_nobody_up(settings: Settings, server: ChromaRun, tmp_path: Path) -> None:
    put(tmp_path / "docs", "first", settings)
    board = Board.open(settings)
    expected = answered(board)
    with server.hung():
        assert answered(board) == expected
        with pytest.raises(VectorsUnreachable):
            put(tmp_path / "docs", "second", settings)
    board.close()


def test_an_ingest_without_the_server_changes_nothing_and_later_completes(
    settings: Settings, server: ChromaRun, tmp_path: Path
) -> None:
    put(tmp_path / "docs", "first", settings)
    before = sorted(path.name for path in (settings.data / "index").iterdir())
    server.kill()
    with pytest.raises(VectorsUnreachable, match="chroma run"):
        put(tmp_path / "docs", "second", settings)
    assert sorted(path.name for path in (settings.data / "index").iterdir()) == before
    board = Board.open(settings)
    assert "first" in answered(board)
    server.start()
    put(tmp_path / "docs", "second", settings)
    assert "second" in answered(board)
    assert board.ready().search == "index"
    board.close()


def test_what_a_killed_ingest_left_goes_and_other_libraries_stay(
    settings: Settings, server: ChromaRun, tmp_path: Path
) -> None:
    put(tmp_path / "docs", "first", settings)
    prefix = prefix_of(settings.data / "index")
    for name in (f"{prefix}g000077", "soundingboard-ffffffffffff-g000001"):
        ChromaVectors.create_on(VectorPlace(server=server.address, collection=name)).close()
    put(tmp_path / "docs", "second", settings)
    assert own(settings, server) == {"g000001", "g000002"}
    assert "soundingboard-ffffffffffff-g000001" in collections(server)


def test_a_copy_of_a_data_folder_is_another_library(settings: Settings, server: ChromaRun, tmp_path: Path) -> None:
    import shutil

    put(tmp_path / "docs", "first", settings)
    copy = settings.model_copy(update={"data": tmp_path / "copy"})
    shutil.copytree(settings.data, copy.data)
    assert prefix_of(copy.data / "index") != prefix_of(settings.data / "index")
    for mark in ("second", "third", "fourth"):
        put(tmp_path / "docs", mark, copy)
    assert own(settings, server) == {"g000001"}
    assert own(copy, server) == {"g000003", "g000004"}
    moved = settings.model_copy(update={"data": settings.data.rename(tmp_path / "moved")})
    assert own(moved, server) == {"g000001"}


def test_a_collection_that_others_changed_is_not_trusted(settings: Settings, server: ChromaRun, tmp_path: Path) -> None:
    put(tmp_path / "docs", "first", settings)
    place = VectorPlace(server=server.address, collection=prefix_of(settings.data / "index") + "g000001")
    stranger = ChromaVectors.open_on(place)
    board = Board.open(settings)
    expected = answered(board)
    stranger.upsert(["planted@1#0"], np.full((1, 768), 0.05, np.float32))
    assert answered(board) == expected
    assert board.ready().search == "exact scan"
    with pytest.raises(LibraryDamaged, match="soundingboard index"):
        current(settings).probe()
    rebuild_index(settings, lambda _: None)
    assert board.ready().search == "index"
    stranger.close()
    board.close()


@pytest.mark.parametrize("configuration", [{"hnsw": {"space": "l2"}}, {}])
def test_a_collection_of_another_distance_is_refused(configuration: dict[str, object], server: ChromaRun) -> None:
    import chromadb

    server.start()
    client = chromadb.HttpClient("127.0.0.1", server.port)
    client.create_collection(f"other{len(configuration)}", configuration=configuration, embedding_function=None)
    with pytest.raises(LibraryDamaged, match="cosine"):
        ChromaVectors.open_on(VectorPlace(server=server.address, collection=f"other{len(configuration)}"))


def test_a_collection_that_names_an_embedding_function_is_refused(server: ChromaRun) -> None:
    import chromadb
    from chromadb.utils.embedding_functions import DefaultEmbeddingFunction

    server.start()
    client = chromadb.HttpClient("127.0.0.1", server.port)
    client.create_collection(
        "named", configuration={"hnsw": {"space": "cosine"}}, embedding_function=DefaultEmbeddingFunction()
    )
    with pytest.raises(LibraryDamaged, match="no embedding function"):
        ChromaVectors.open_on(VectorPlace(server=server.address, collection="named"))


@pytest.mark.parametrize(
    ("saved_on", "restored_on"), [("server", "folder"), ("folder", "server"), ("server", "server")]
)
def test_a_backup_goes_into_a_server_and_out_of_it(
    settings: Settings, server: ChromaRun, tmp_path: Path, saved_on: str, restored_on: str
) -> None:
    address = {"server": server.address, "folder": ""}
    saved = settings.model_copy(update={"chroma": address[saved_on]})
    put(tmp_path / "docs", "first", saved)
    backup(saved.data, tmp_path / "saved.zip")
    again = settings.model_copy(update={"data": tmp_path / "again", "chroma": address[restored_on]})
    restore(tmp_path / "saved.zip", again.data, chroma=again.chroma)
    generation = current(again)
    generation.probe()
    assert generation.served == (restored_on == "server")
    generation.close()
    board = Board.open(again)
    assert "first" in answered(board)
    board.close()
    put(tmp_path / "docs", "second", again)
    assert len(own(again, server)) == (2 if restored_on == "server" else 0)


def test_the_index_moves_with_the_setting(settings: Settings, server: ChromaRun, tmp_path: Path) -> None:
    put(tmp_path / "docs", "first", settings)
    inside = settings.model_copy(update={"chroma": ""})
    rebuild_index(inside, lambda _: None)
    assert not current(inside).served
    rebuild_index(inside, lambda _: None)
    assert own(settings, server) == set()
    rebuild_index(settings, lambda _: None)
    assert current(settings).served
    put(tmp_path / "docs", "second", inside)
    assert not current(inside).served


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8001", "ftp://127.0.0.1", "http://127.0.0.1/x", "http://me@127.0.0.1", "http://[", "http://"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(WrongUse, match="SOUNDINGBOARD_CHROMA"):
        address_of(address)


def test_a_public_server_is_refused() -> None:
    with pytest.raises(WrongUse, match="public"):
        address_of("http://151.101.0.144:8000")
