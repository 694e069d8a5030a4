"""A trainer's walk at the Training desk in a real browser, on a wide screen and on a phone."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import docx
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from chat_in_browser import IN_BROWSER, PHONE, WIDE
from quiz_examples import ITEMS

from corpus.library import Library
from corpus.settings import Settings
from evals.quiz_item import Item, ItemKind, ItemState
from evals.quiz_make import Wanted, make_items
from evals.quiz_read_moodle import read_moodle
from evals.quiz_reply import mixed
from evals.quiz_set import QuizSet
from ui.api import create_app
from ui.quiz_shelf import QuizShelf
from ui.serve import address, listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = IN_BROWSER
SERIOUS = ("serious", "critical")
SET = "Induction / spring"


@pytest.fixture(scope="module")
def demo_settings(demo_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The demonstration library in a folder of its own: sets are kept in it."""
    data = tmp_path_factory.mktemp("training") / "data"
    shutil.copytree(demo_settings.data, data)
    return demo_settings.model_copy(update={"data": data})


@pytest.fixture(scope="module")
def desk(demo_settings: Settings) -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(create_app(demo_settings, chat=False), log_level="warning", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"{address(listening)}training"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def page(browser: "Browser") -> "Iterator[Page]":
    context = browser.new_context(viewport=WIDE, accept_downloads=True)
    shown = context.new_page()
    shown.set_default_timeout(60_000)
    yield shown
    context.close()


def fits(page: "Page") -> None:
    """No page is wider than a phone, and axe finds nothing serious on either screen."""
    found = [it for it in Axe().run(page).response["violations"] if it["impact"] in SERIOUS]
    assert [(it["id"], [node["html"] for node in it["nodes"]]) for it in found] == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], page.url
    page.set_viewport_size(WIDE)


def test_a_trainer_makes_mends_drops_exports_and_brings_back(
    page: "Page", desk: str, demo_settings: Settings, tmp_path: Path
) -> None:
    shelf = QuizShelf(demo_settings)
    make(page, desk)
    made = shelf.get(SET).items
    assert {it.source.document_id for it in made} == {"thornmere-protocol", "thornmere-information-sharing"}

    broken = next(it for it in made if len(it.choices) == 4)
    page.goto(f"{desk}/item?{urlencode({'set': SET, 'item': broken.id})}")
    assert page.locator(".st-beside mark.st-quote, .st-beside mark.st-key").count()
    fits(page)
    mend(page)
    kept = next(it for it in shelf.get(SET).items if it.id == broken.id)
    assert (kept.state, kept.feedback) == (ItemState.ACCEPTED, "Read it together with the next paragraph.")

    decide_the_rest(page, desk)
    states = [it.state for it in shelf.get(SET).items]
    assert (states.count(ItemState.ACCEPTED), states.count(ItemState.REJECTED)) == (19, 1)

    bank = exported(page, tmp_path)
    assert len(read_moodle(bank).questions) == 19
    bring_back(page, desk, bank)
    sources = {it.source for it in made}
    back = shelf.get("Brought back").items
    assert len(back) == 19
    assert {it.source for it in back} <= sources
    assert {it.state for it in back} == {ItemState.PROPOSED}


def test_a_learner_is_told_after_each_question_and_at_the_end(page: "Page", desk: str, demo_settings: Settings) -> None:
    shelf, wanted = QuizShelf(demo_settings), {it.value for it in ItemKind}
    made = make_items(Library.open(demo_settings.data), Wanted(), lambda *_: None).items
    by_kind = {it.kind.value: replace(it, state=ItemState.ACCEPTED) for it in made}
    shelf.put("One of each", QuizSet(title="", library="", items=tuple(by_kind[it] for it in sorted(wanted))))
    page.goto(f"{desk}/try?set=One+of+each")
    page.get_by_role("button", name="Check my answer").click()
    page.locator("#mistakes").wait_for()
    fits(page)
    for place, kind in enumerate(sorted(wanted), start=1):
        item = by_kind[kind]
        page.get_by_role("heading", name=f"Question {place} of {len(wanted)}").wait_for()
        reply(page, item, right=kind != "gap")
        page.get_by_role("button", name="Check my answer").click()
        verdict = page.locator("#verdict")
        assert verdict.locator("h2").inner_text() == ("Not right" if kind == "gap" else "Right")
        assert " ".join(item.source.quote.split()) in " ".join(verdict.inner_text().split())
        page.locator("#next").click()
    assert "6 of 7 right" in page.locator(".st-score").inner_text()
    fits(page)
    page.get_by_role("link", name="Try those that were not right").click()
    page.get_by_role("heading", name="Question 1 of 1").wait_for()


def test_a_set_is_renamed_and_deleted_only_when_that_is_confirmed(
    page: "Page", desk: str, demo_settings: Settings
) -> None:
    shelf = QuizShelf(demo_settings)
    shelf.put("Old <name>", QuizSet(title="", library="", items=ITEMS))
    shelf.put("Taken", QuizSet(title="", library="", items=ITEMS[:1]))
    page.goto(f"{desk}/set?{urlencode({'set': 'Old <name>'})}")
    fits(page)
    page.get_by_text("Rename or delete this set").click()
    for name in ("Taken", "New <b>name</b>"):
        page.get_by_label("New name").fill(name)
        page.get_by_role("button", name="Rename").click()
        page.get_by_text("no set has yet" if name == "Taken" else "Renamed.").wait_for()
    page.get_by_text("Rename or delete this set").click()
    page.get_by_role("link", name="Delete this set").click()
    page.get_by_text("7 items go with it").wait_for()
    assert shelf.has("New <b>name</b>")
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_text("The set was deleted.").wait_for()
    assert not shelf.has("New <b>name</b>")
    fits(page)


def make(page: "Page", desk: str) -> None:
    """Two documents, 20 items; a form that lacks something says what."""
    page.goto(desk)
    page.get_by_role("link", name="Make your first set").click()
    page.get_by_role("button", name="Make items").click()
    page.get_by_role("link", name="Choose at least one document").wait_for()
    fits(page)
    page.get_by_label("Name of the set").fill(SET)
    page.get_by_label("Thornmere joint protocol for children").check()
    page.get_by_label("Thornmere information sharing guide").check()
    page.get_by_role("button", name="Make items").click()
    page.get_by_text("20 items are ready to review.").wait_for()
    fits(page)


def mend(page: "Page") -> None:
    """An edit that breaks a check is kept and not accepted; one that cannot be asked is not kept; then it is put right."""
    page.get_by_role("link", name="Edit").click()
    right = page.locator("input[name=right]:checked").input_value()
    old = page.locator(f"#choice-{right}").input_value()
    page.locator(f"#choice-{right}").fill(
        old + ", and so on and on and on, whatever else may come to be said of it at length"
    )
    page.get_by_label("Feedback after the answer").fill("Read it together with the next paragraph.")
    page.get_by_role("button", name="Save and accept").click()
    page.get_by_text("Saved, but not accepted: a check fails.").wait_for()
    page.get_by_text("Length tell.").wait_for()
    page.keyboard.press("a")
    fits(page)
    page.get_by_role("link", name="Edit").click()
    page.locator(f"#choice-{right}").fill("")
    page.get_by_role("button", name="Save and accept").click()
    page.get_by_text("Expected one right choice, found 0").wait_for()
    fits(page)
    page.locator(f"#choice-{right}").fill(old)
    page.get_by_role("button", name="Save and accept").click()
    page.get_by_text("Saved. Every check holds.").wait_for()


def exported(page: "Page", tmp_path: Path) -> Path:
    """The set as Moodle XML and as a handout."""
    page.get_by_role("link", name="Download or print").click()
    fits(page)
    with page.expect_download() as handout:
        page.get_by_role("link", name="Download Handout to print").click()
    assert docx.Document(str(handout.value.path())).paragraphs[0].text == SET
    with page.expect_download() as bank:
        page.get_by_role("link", name="Download Moodle XML").click()
    assert bank.value.suggested_filename == "induction-spring.xml"
    bank.value.save_as(tmp_path / bank.value.suggested_filename)
    return tmp_path / bank.value.suggested_filename


def decide_the_rest(page: "Page", desk: str) -> None:
    """One is dropped and the others accepted, by the keys."""
    page.goto(f"{desk}/review?{urlencode({'set': SET})}")
    page.keyboard.press("r")
    page.get_by_text("Rejected. It stays in the set").wait_for()
    page.wait_for_load_state()
    for _ in range(18):
        before = page.url
        page.keyboard.press("a")
        page.wait_for_function("before => location.href != before", arg=before)
        page.wait_for_load_state()
    page.get_by_text("Every item of this set has been decided.").wait_for()


def bring_back(page: "Page", desk: str, bank: Path) -> None:
    """The exported file as another set."""
    page.goto(f"{desk}/import")
    page.get_by_role("button", name="Read and link").click()
    page.get_by_text("Choose a file that ends in .xml, .gift or .txt").wait_for()
    fits(page)
    page.get_by_label("Question bank").set_input_files(bank)
    page.get_by_label("Name of the set").fill("Brought back")
    page.get_by_role("button", name="Read and link").click()
    page.get_by_text("19 questions were brought in").wait_for()


def reply(page: "Page", item: Item, *, right: bool) -> None:
    """Fill in what is right; of a gap, something that is not."""
    for at, choice in enumerate(item.choices):
        if choice.right:
            page.locator("input[name=given]").nth(at).check()
    if item.accepted:
        page.get_by_label("Your words for the gap").fill(item.accepted[0] if right else "the harbour master")
    there = mixed(item)
    for at, step in enumerate(there if item.order else ()):
        page.locator("select").nth(at).select_option(str(item.order.index(step) + 1))
    for at, (_, match) in enumerate(item.pairs):
        page.locator("select").nth(at).select_option(str(there.index(match)))
