"""Fixtures that several test files share: the demonstration area, read once and ingested once for a whole test run."""

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

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


@pytest.fixture(scope="module")
def url(demo_settings: "Settings") -> Iterator[str]:
    """Where the product is served for the tests of a file, on the demonstration area."""
    import uvicorn

    from ui.api import create_app
    from ui.serve import address, listen

    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(demo_settings), log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address(listening)
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium without a window."""
    from chat_in_browser import ARGUMENTS, CHROMIUM
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def open_chat(browser: "Browser", url: str) -> "Iterator[Callable[..., Page]]":
    """Open the chat at a size. Afterwards: no request went elsewhere, nothing was kept in the browser, no script failed."""
    from chat_in_browser import WIDE

    pages: list[Page] = []
    elsewhere: list[str] = []
    failed: list[str] = []

    def open_chat(size: "ViewportSize" = WIDE, **options: Any) -> "Page":
        page = browser.new_page(viewport=size, **options)
        page.set_default_timeout(20_000)
        page.on(
            "request", lambda request: None if request.url.startswith((url, "data:")) else elsewhere.append(request.url)
        )
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda said: failed.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(url)
        page.wait_for_selector("#sb-question textarea")
        page.wait_for_selector(".sb-example:visible")
        pages.append(page)
        return page

    yield open_chat
    for page in pages:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.context.cookies() == []
        page.close()
    assert elsewhere == []
    assert failed == []
