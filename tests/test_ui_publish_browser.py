"""Publishing in a real browser, on a wide screen and on a phone: what a test client sends is not what a browser sends."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from corpus.library import Library
from corpus.settings import Settings, load_settings
from ui.api import create_app
from ui.serve import address, listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
LOST = "# Rules\n\nSee paragraph 4.1.\n\nSee paragraph 5.2.\n\nSee paragraph 6.3.\n"
MANIFEST = """
[[area]]
id = "vale"
name = "Vale"
nation = "england"

[[document]]
file = "rules.md"
id = "rules"
title = "Rules"
published = "2025-01"
authority = "local"
area = "vale"
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed at /usr/bin/chromium"),
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings().model_copy(update={"data": tmp_path / "data"})


@pytest.fixture
def url(tmp_path: Path, settings: Settings) -> Iterator[str]:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "rules.md").write_text(LOST, encoding="utf-8")
    (folder / "library.toml").write_text(MANIFEST, encoding="utf-8")
    listening = listen("127.0.0.1", 0)
    app = create_app(settings, chat=False, folder=folder)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address(listening)
    server.should_exit = True
    thread.join()


@pytest.fixture
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield launched
        launched.close()


def test_an_owner_overrides_and_publishes_and_no_page_is_wider_than_a_phone(
    browser: "Browser", url: str, settings: Settings
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(30_000)
    page.goto(f"{url}publish")
    page.fill("#reason", "The numbers are in another file")
    page.fill("#by", "Board manager")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.click("button")
    page.get_by_text("Published. The next question is answered from it.").wait_for()
    page.wait_for_load_state()  # with its style sheet
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(f"{url}documents/rules")
    page.get_by_text("The numbers are in another file").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    library = Library.open(settings.data)
    assert [it.by.partition(" (")[0] for it in library.overrides()] == ["Board manager"]
    library.close()


def test_a_form_of_another_page_is_refused(browser: "Browser", url: str, settings: Settings) -> None:
    page = browser.new_page()
    page.set_content(f'<form method="post" action="{url}publish"><button>Win a prize</button></form>')
    with page.expect_response(lambda it: it.url.endswith("/publish")) as answered:
        page.click("button")
    assert answered.value.status == 403
    assert not (settings.data / "library.sqlite").exists()
