"""An index whose folder is torn under a server that has it open: it says so, and is never a fault."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import LibraryDamaged
from corpus.settings import Settings
from corpus.snapshot import GENERATIONS, Shelf
from ui.api import create_app


@pytest.fixture
def settings(demo_settings: Settings, tmp_path: Path) -> Settings:
    """A copy of the demonstration library, to be torn."""
    shutil.copytree(demo_settings.data, tmp_path / "data")
    return demo_settings.model_copy(update={"data": tmp_path / "data"})


def tear(settings: Settings) -> None:
    (database,) = settings.data.glob(f"{GENERATIONS}/*/chroma/chroma.sqlite3")
    database.write_bytes(b"not a database" * 400)


def test_a_server_whose_index_is_torn_answers_on_and_is_not_ready(settings: Settings) -> None:
    with TestClient(create_app(settings, chat=False), raise_server_exceptions=False) as client:
        assert client.get("/readyz").status_code == 200
        tear(settings)
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
        reply = client.post("/v1/ask", json={"question": "Who leads the plan?", "area": "thornmere"})
        assert reply.json()["citations"]


def test_vectors_that_are_no_database_are_damage_and_say_what_to_do(settings: Settings) -> None:
    tear(settings)
    with pytest.raises(LibraryDamaged, match="soundingboard index"), Shelf(settings.data).snapshot():
        pass
