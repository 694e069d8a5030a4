"""A protocol owner's walk in a browser: a new edition, what it means for five cases, published, and asked about again."""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from chat_in_browser import IN_BROWSER, WIDE, ask, pick

from corpus.settings import DEMO_DOCUMENTS, Settings
from ui.api import create_app
from ui.serve import address, listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = IN_BROWSER
CASES = [
    # id, question, printed number, words of it, and what becomes of the case
    (
        "written",
        "By when do I send written confirmation of a referral after the phone call?",
        "4.7",
        "send written confirmation within 1 working day",
        "quote_again",
    ),
    ("box", "When does Harbour offer a lockable box?", "5.5", "must offer a lockable box", "quote_again"),
    (
        "refused",
        "A parent says no to help at Level 2. Is that a reason to refer?",
        "9.5",
        "the refusal is not by",
        "worse",
    ),
    ("leads", "Who leads until a social worker is allocated?", "8.2", "the community midwife leads", None),
    ("sure", "Do I have to be certain before I refer?", "4.4", "Workers do not have to be certain", None),
]


@pytest.fixture
def settings(demo_settings: Settings, tmp_path: Path) -> Settings:
    """The demonstration library, with a suite of five cases in its data folder."""
    data = tmp_path / "data"
    shutil.copytree(demo_settings.data, data)
    (data / "suites").mkdir()
    lines = [
        {
            "id": name,
            "question": question,
            "area": "thornmere",
            "outcome": "answered",
            "must_cite": [{"document": "thornmere-protocol", "quote": quote, "number": number}],
        }
        for name, question, number, quote, _ in CASES
    ]
    (data / "suites" / "five.jsonl").write_text("".join(json.dumps(it) + "\n" for it in lines), encoding="utf-8")
    return demo_settings.model_copy(update={"data": data})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demonstration documents, with one duty word and one number of the protocol changed and one paragraph taken out."""
    there = shutil.copytree(DEMO_DOCUMENTS, tmp_path / "documents")
    protocol = there / "thornmere-protocol-2025.md"
    text = protocol.read_text(encoding="utf-8")
    for old, new in (
        ("within 1 working day, using the form", "within 2 working days, using the form"),
        ("Harbour must offer a lockable box", "Harbour should offer a lockable box"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    text, removed = re.subn(r"\n9\.5 [^\n]+\n", "\n", text)
    assert removed == 1
    protocol.write_text(text, encoding="utf-8")
    manifest = (there / "library.toml").read_text(encoding="utf-8")
    assert manifest.count('published = "2025-04"\nauthority = "local"\narea = "thornmere"\nreview_due = "2027-04"') >= 1
    changed = manifest.replace('published = "2025-04"', 'published = "2026-04"', 1)
    (there / "library.toml").write_text(changed, encoding="utf-8")
    return there


@pytest.fixture
def url(settings: Settings, folder: Path) -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    app = create_app(settings, folder=folder)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address(listening)
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser: "Browser", url: str) -> "Iterator[Page]":
    opened = browser.new_page(viewport=WIDE)
    opened.set_default_timeout(240_000)
    failed: list[str] = []
    opened.on("pageerror", lambda error: failed.append(str(error)))
    opened.on("console", lambda said: failed.append(said.text) if "Content Security Policy" in said.text else None)
    opened.on("request", lambda it: None if it.url.startswith((url, "data:")) else failed.append(it.url))
    yield opened
    assert failed == []
    opened.close()


def test_an_owner_sees_what_a_new_edition_means_publishes_it_and_the_answer_changes(page: "Page", url: str) -> None:
    page.goto(f"{url}publish")
    listed = page.locator("#impact-case + ul > li")
    affected = [name for name, *_, turn in CASES if turn]
    assert sorted(re.findall(r"five (\w+):", "\n".join(listed.all_inner_texts()))) == sorted(affected)
    box = page.locator("#impact article", has_text="lockable box")
    assert box.locator(".sd-old del").inner_text() == "must"
    assert box.locator(".sd-new ins").inner_text() == "should"
    assert page.locator("#impact article", has_text="nothing stands in its place").count() == 1

    again = page.locator("#again")
    again.get_by_role("progressbar").wait_for()
    page.locator("#again article").first.wait_for()
    for name, *_, turn in CASES:
        assert again.locator("article", has_text=f"five {name}:").count() == bool(turn)
        assert page.locator(f"#again-{turn} article", has_text=f"five {name}:").count() == bool(turn)
    assert page.evaluate("innerWidth") == page.evaluate("document.documentElement.scrollWidth")

    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published. The next question is answered from it.").wait_for()
    page.goto(f"{url}publish")
    page.get_by_text("none has to be asked again").wait_for()

    page.goto(url)
    page.wait_for_selector("#sb-question textarea")
    pick(page, "Thornmere")
    answer = ask(page, CASES[1][1])
    assert "Harbour should offer a lockable box" in answer.inner_text()
