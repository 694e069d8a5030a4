"""Publishing from the desk: only the folder the server was started with, only from its own page, by the same command."""

import re
from collections.abc import Iterator
from getpass import getuser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from corpus.library import Library
from corpus.settings import Settings, load_settings
from ui.api import create_app

OWN = {"origin": "http://testserver", "content-type": "application/x-www-form-urlencoded"}
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


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings().model_copy(update={"data": tmp_path / "data", "publish_hosts": ("testserver",)})


@pytest.fixture
def desk(tmp_path: Path, settings: Settings) -> Iterator[TestClient]:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "library.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "rules.md").write_text(LOST, encoding="utf-8")
    with TestClient(create_app(settings, chat=False, folder=folder)) as client:
        yield client


def overrides(settings: Settings) -> list[tuple[str, str]]:
    library = Library.open(settings.data)
    found = [(it.reason, it.by) for it in library.overrides()]
    library.close()
    return found


def sent(desk: TestClient, **fields: str) -> Response:
    """The form of the page as it stands now, sent with these fields."""
    (seen,) = re.findall(r'name="seen" value="(\w{64})"', desk.get("/publish").text)
    return desk.post("/publish", headers=OWN, data={"seen": seen, **fields})


def test_a_blocked_edition_is_shown_kept_out_and_published_for_a_reason(desk: TestClient, settings: Settings) -> None:
    page = desk.get("/publish")
    assert page.status_code == 200
    assert 'name="reason"' in page.text
    assert "script-src 'self'; connect-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "kept out" in sent(desk, reason="").text
    assert desk.get("/documents/rules").status_code == 404
    assert sent(desk, reason="Seen by the board", by=" ").status_code == 422
    assert desk.get("/documents/rules").status_code == 404
    assert "Published." in sent(desk, reason="Seen by the board", by="Board manager").text
    assert overrides(settings) == [("Seen by the board", f"Board manager (user {getuser()})")]
    shown = desk.get("/documents/rules").text
    assert "Seen by the board" in shown
    assert "Board manager" in shown
    assert 'href="/publish"' in desk.get("/documents").text


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "null"])
def test_another_page_cannot_ask_for_it(desk: TestClient, settings: Settings, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    assert desk.post("/publish", headers=headers, content="reason=x").status_code == 403
    assert not settings.data.exists() or not (settings.data / "library.sqlite").exists()


def test_what_was_shown_is_what_is_published(desk: TestClient, settings: Settings, tmp_path: Path) -> None:
    (seen,) = re.findall(r'name="seen" value="(\w{64})"', desk.get("/publish").text)
    (tmp_path / "docs" / "rules.md").write_text(LOST.replace("6.3", "9.9"), encoding="utf-8")
    answer = desk.post("/publish", headers=OWN, data={"seen": seen, "reason": "Seen", "by": "Me"})
    assert (answer.status_code, "has changed since" in answer.text) == (409, True)
    assert not (settings.data / "library.sqlite").exists()


@pytest.mark.parametrize(
    ("host", "taken"), [("rebound.example", 403), ("127.0.0.1:8000", 409), ("localhost:8000", 409)]
)
def test_a_name_that_another_page_could_take_publishes_nothing(desk: TestClient, host: str, taken: int) -> None:
    headers = {"host": host, "origin": f"http://{host}"}
    assert desk.post("/publish", headers=headers, content="seen=x").status_code == taken


def test_without_a_folder_there_is_nothing_to_publish(demo_settings: Settings) -> None:
    with TestClient(create_app(demo_settings, chat=False)) as client:
        assert client.get("/publish", follow_redirects=False).headers["location"] == "/documents"
        assert client.post("/publish", headers=OWN, content="").status_code == 403
