"""Fixtures that several test files share: the demonstration area, read once and ingested once for a whole test run."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant.board import Board
    from corpus.contents import EditionContents
    from corpus.settings import Settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden paragraph files again.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be written again."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def demo_editions() -> "Mapping[tuple[str, str], EditionContents]":
    """Every edition of the demonstration documents by (document id, edition): read, numbered and checked, not indexed."""
    from corpus.settings import DEMO_DOCUMENTS
    from ingest.manifest import read_manifest
    from ingest.read_document import read_document

    entries = read_manifest(DEMO_DOCUMENTS).entries
    return {(entry.document.id, entry.edition): read_document(entry.path, entry) for entry in entries}


@pytest.fixture(scope="session")
def demo_settings(tmp_path_factory: pytest.TempPathFactory) -> "Settings":
    """Settings of a data folder into which the demonstration documents were ingested."""
    from corpus.settings import DEMO_DOCUMENTS, load_settings
    from ingest.ingest import ingest

    settings = load_settings().model_copy(update={"data": tmp_path_factory.mktemp("demo")})
    report = ingest([DEMO_DOCUMENTS], settings, lambda _: None)
    assert [file.error for file in report.files if file.error] == []
    return settings


@pytest.fixture(scope="session")
def demo_board(demo_settings: "Settings") -> "Iterator[Board]":
    """A board on the ingested demonstration documents."""
    from assistant.board import Board

    board = Board.open(demo_settings)
    yield board
    board.close()
