"""The Documents desk: every edition with what was found in it, what it changes, and its paragraphs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.library import Library
from corpus.override import Overriding
from corpus.settings import Settings, load_settings
from ingest.ingest import ingest
from ui.api import create_app

LOST = "# Rules\n\nSee paragraph 4.1 <b>now</b>.\n\nSee paragraph 5.2 &lt;script&gt;.\n\nSee paragraph 6.3.\n"
MANIFEST = """
[[area]]
id = "vale"
name = "Vale"
nation = "england"

[[document]]
file = "rules.md"
id = "rules"
title = "Rules & more"
published = "2025-01"
authority = "local"
area = "vale"
"""


@pytest.fixture(scope="module")
def desk(demo_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo_settings, chat=False)) as client:
        yield client


def test_every_edition_is_listed_and_opens(desk: TestClient, demo_settings: Settings) -> None:
    page = desk.get("/documents")
    library = Library.open(demo_settings.data)
    editions = library.editions()
    library.close()
    assert page.status_code == 200
    links = re.findall(r'href="(/documents/[^"]+\?edition=[^"]+)"', page.text)
    assert len(links) == len(editions) > 10
    assert all(desk.get(link).status_code == 200 for link in links)


def test_an_edition_shows_its_state_its_changes_and_its_paragraphs(desk: TestClient) -> None:
    new = desk.get("/documents/thornmere-protocol").text
    assert "2021-06" in new
    assert "<del>June 2021. Superseded</del>" in new
    assert 'id="thornmere-protocol:4.3"' in new
    old = desk.get("/documents/thornmere-protocol?edition=2021-06").text
    assert "Superseded by the edition of April 2025" in old
    assert "<del>" not in old


def test_pages_load_nothing_but_their_own_style(desk: TestClient) -> None:
    page = desk.get("/documents/thornmere-protocol")
    assert "script" not in page.headers["content-security-policy"]
    assert re.findall(r'(?:src|href)="([^"#/]*//[^"]+)"', page.text) == []
    assert desk.get("/documents/style.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/documents/none", "/documents/thornmere-protocol?edition=1999"])
def test_what_is_not_there_is_a_404_in_words(desk: TestClient, path: str) -> None:
    reply = desk.get(path)
    assert reply.status_code == 404
    assert "Expected" in reply.text


def test_without_a_library_the_desk_says_so(tmp_path: Path) -> None:
    settings = load_settings().model_copy(update={"data": tmp_path})
    with TestClient(create_app(settings, chat=False)) as client:
        assert client.get("/documents").status_code == 503


def test_an_override_is_shown_with_who_and_why_and_all_text_is_escaped(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "library.toml").write_text(MANIFEST, encoding="utf-8")
    (docs / "rules.md").write_text(LOST, encoding="utf-8")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    ingest([docs], settings, lambda _: None, Overriding(reason="Seen <by> the board", by="owner"))
    with TestClient(create_app(settings, chat=False)) as client:
        page = client.get("/documents/rules").text
        assert "Rules &amp; more" in client.get("/documents").text
    assert "owner" in page
    assert "Seen &lt;by&gt; the board" in page
    assert "<script" not in page
