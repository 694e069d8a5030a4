"""The chat in a real browser, on the demonstration area, as a practitioner uses it."""

import threading
from pathlib import Path

import pytest
import uvicorn

from ui.api import create_app
from ui.serve import address, listen

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PREGNANT = "A mother I see is pregnant and using heroin. When do I have to refer?"
CARING = "Year 6 girl puts her mum to bed most nights and gets her brother up, attendance is 82%. Do I need to refer?"
OVERDOSE = "She has taken an overdose and she is not breathing"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def url(demo_settings):
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(demo_settings), log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address(listening)
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def open_chat(browser, url):
    """Open the chat at a size. Afterwards: no request went elsewhere, nothing was kept in the browser, no script failed."""
    pages, elsewhere, failed = [], [], []

    def open_chat(size=WIDE, **options):
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


def pick(page, area):
    page.click("#sb-area input")
    page.get_by_role("option", name=area, exact=True).click()


def ask(page, question):
    turns = page.locator(".sb-turn").count()
    page.fill("#sb-question textarea", question)
    page.click("#sb-ask")
    page.locator(".sb-turn").nth(turns).wait_for()
    return page.locator(".sb-turn").nth(turns)


def test_pick_an_area_ask_read_open_a_citation_and_ask_on(open_chat):
    page = open_chat()
    pick(page, "Thornmere")
    turn = ask(page, PREGNANT)
    assert "Thornmere" in turn.locator(".sb-scope-line").inner_text()
    quoted = turn.locator("blockquote p, blockquote li").first.inner_text().strip("“”")
    cite = turn.locator(".sb-cite").first
    assert cite.inner_text().split()[0] == "1"
    assert "paragraph" in cite.inner_text()
    cite.click()
    page.wait_for_selector("#sb-panel mark")
    marked = " ".join(page.locator("#sb-panel .sb-here mark").all_inner_texts())
    assert quoted.split(" […] ")[0] in marked
    assert page.locator("#sb-panel .sb-here h3").inner_text() == cite.locator(".sb-cite-label").inner_text()
    assert "Current edition" in page.locator("#sb-panel .sb-panel-state").inner_text()
    assert page.locator("#sb-panel .sb-near").count() >= 1
    page.keyboard.press("Escape")
    assert not page.locator("#sb-panel").is_visible()
    assert page.evaluate("document.activeElement.className") == "sb-cite"
    ask(page, "And who leads until a social worker is there?")
    assert page.locator(".sb-turn").count() == 2
    page.click("#sb-new")
    page.wait_for_selector(".sb-welcome")
    assert page.locator(".sb-turn").count() == 0


def test_the_panel_walks_through_the_document(open_chat):
    page = open_chat()
    pick(page, "Thornmere")
    ask(page, PREGNANT).locator(".sb-cite").first.click()
    page.wait_for_selector("#sb-panel mark")
    following = page.locator("#sb-panel .sb-near h3").last.inner_text()
    page.get_by_role("button", name="Next paragraph").click()
    page.locator("#sb-panel .sb-here h3", has_text=following.split(": ", 1)[1]).wait_for()
    page.get_by_role("button", name="Close").click()
    assert not page.locator("#sb-panel").is_visible()


def test_an_urgent_question_shows_whom_to_ring_first(open_chat):
    page = open_chat(PHONE)
    turn = ask(page, OVERDOSE)
    first = turn.locator("a.sb-phone").first
    assert first.get_attribute("href") == "tel:999"
    box = first.bounding_box()
    page.wait_for_timeout(800)
    box = first.bounding_box()
    assert 0 < box["y"] < PHONE["height"]
    assert page.evaluate("document.activeElement.className") == "sb-urgent-heading"


def test_a_phone_scrolls_one_way_only(open_chat):
    page = open_chat(PHONE, has_touch=True, is_mobile=True)
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) <= 360
    pick(page, "Thornmere")
    turn = ask(page, PREGNANT)
    assert page.evaluate(width) <= 360
    turn.locator(".sb-cite").first.click()
    page.wait_for_selector("#sb-panel mark")
    assert page.evaluate(width) <= 360
    assert page.evaluate("document.querySelector('#sb-panel').scrollWidth") <= 360
    assert page.locator("#sb-panel").bounding_box()["width"] == 360


def test_everything_can_be_done_from_the_keyboard(open_chat):
    page = open_chat()
    page.focus("#sb-area input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.focus("#sb-question textarea")
    page.keyboard.type(PREGNANT)
    page.keyboard.press("Enter")
    page.wait_for_selector(".sb-turn .sb-cite")
    assert page.evaluate("document.activeElement.className").startswith("sb-turn-heading")
    while page.evaluate("document.activeElement.className") != "sb-cite":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sb-panel mark")
    assert page.evaluate("document.activeElement.id") == "sb-panel-heading"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.locator("#sb-panel").is_visible()


@pytest.mark.parametrize(("question", "said"), [("x" * 5000, "4,000"), ("   ", "4,000")])
def test_a_question_outside_the_limits_is_told_so_and_kept_in_the_box(open_chat, question, said):
    page = open_chat()
    turn = ask(page, question)
    assert said in turn.inner_text()
    assert page.input_value("#sb-question textarea") == question


def test_an_example_asks_itself_and_changes_with_the_area(open_chat):
    page = open_chat()
    everywhere = page.locator(".sb-example:visible").all_inner_texts()
    pick(page, "Thornmere")
    page.wait_for_function("before => document.querySelector('.sb-example').innerText != before", arg=everywhere[0])
    example = page.locator(".sb-example:visible").first
    text = example.inner_text()
    example.click()
    page.wait_for_selector(".sb-turn")
    assert text in page.locator(".sb-turn-heading").inner_text()
    assert page.locator(".sb-example:visible").count() == 0


def test_feedback_is_thanked_and_may_say_what_was_missing(open_chat):
    page = open_chat()
    turn = ask(page, PREGNANT)
    turn.get_by_role("button", name="No", exact=True).click()
    turn.locator("textarea").fill("It did not say who tells the father.")
    turn.get_by_role("button", name="Send").click()
    turn.get_by_text("Thank you").wait_for()
    turn.locator("textarea").wait_for(state="detached")
    assert turn.locator("textarea").count() == 0


def test_what_was_masked_is_shown_again_from_the_page_s_own_memory(open_chat):
    page = open_chat()
    pick(page, "Thornmere")
    ask(page, "My client Oksana Popescu is pregnant. When must I refer the unborn baby?")
    turn = page.locator(".sb-turn").last
    assert "Oksana" not in turn.locator(".sb-asked").inner_text()
    own = turn.locator(".sb-own")
    assert own.is_hidden()
    turn.locator(".sb-own-words").click()
    assert "Oksana Popescu" in own.inner_text()
    assert own.locator("mark").all_inner_texts() == ["Oksana Popescu"]
    assert own.locator(".sb-own-label").all_inner_texts() == ["[client's name]"]
    assert "[client's name]" in turn.locator(".sb-asked").inner_text()
    turn.locator(".sb-own-words").click()
    assert own.is_hidden()
    ask(page, "And who leads?")
    page.locator(".sb-turn").first.locator(".sb-own-words").click()
    assert "Oksana Popescu" in page.locator(".sb-own").first.inner_text()


def test_each_part_that_was_taken_out_is_marked_with_what_stands_for_it(open_chat):
    page = open_chat(PHONE, has_touch=True, is_mobile=True)
    pick(page, "Thornmere")
    asked = "Her sons Kyle and Ben, mum Donna\nand Donna's nan Jean on 07700 900123: who leads?"
    turn = ask(page, asked)
    turn.locator(".sb-own-words").click()
    marks = turn.locator(".sb-own mark").all_inner_texts()
    assert marks == ["Kyle", "Ben", "Donna", "Donna", "Jean", "07700 900123"]
    labels = turn.locator(".sb-own-label").all_inner_texts()
    assert labels[:3] == ["[child 1's name]", "[child 2's name]", "[mother's name]"]
    assert labels[2] == labels[3]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_why_a_paragraph_is_shown_unfolds_and_what_was_left_out_opens(open_chat):
    page = open_chat(PHONE, has_touch=True, is_mobile=True)
    pick(page, "Thornmere")
    turn = ask(page, PREGNANT)
    why = turn.locator(".sb-why").first
    assert not why.locator("li").first.is_visible()
    why.locator("summary").click()
    assert "paragraphs that were compared" in why.inner_text()
    turn.locator(".sb-looked-at summary").click()
    other = turn.locator(".sb-looked-at .sb-cite").first
    label = other.inner_text().split(",")[0]
    other.click()
    page.wait_for_selector("#sb-panel .sb-here")
    assert page.locator("#sb-panel .sb-here h3").inner_text() == label
    assert page.locator("#sb-panel mark").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_criteria_map_shows_what_was_said_and_folds_the_rest(open_chat):
    page = open_chat(PHONE, has_touch=True, is_mobile=True)
    pick(page, "Thornmere")
    turn = ask(page, CARING)
    assert turn.locator(".sb-criteria .sb-line-said:visible").count() >= 1
    assert "puts her mum to bed" in turn.locator(".sb-criteria .sb-line-said").first.inner_text()
    folded = turn.locator(".sb-open-lines .sb-line-not-said")
    assert folded.count() >= 3
    assert not folded.first.is_visible()
    turn.locator(".sb-open-lines summary").click()
    assert folded.first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_note_for_the_file_is_downloaded_without_names(open_chat):
    page = open_chat(accept_downloads=True)
    pick(page, "Thornmere")
    first = ask(page, "My client Oksana Popescu is pregnant. When must I refer the unborn baby?")
    asked = first.locator(".sb-asked").inner_text().split("\n")[-1].strip()
    turn = ask(page, "And who leads?")
    for name, ending in (("Word", ".docx"), ("Markdown", ".md")):
        with page.expect_download() as download:
            turn.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)
        contents = Path(download.value.path()).read_bytes()
        assert b"Oksana" not in contents
    assert asked.split("Popescu")[-1] in contents.decode()
    assert "And who leads?" in contents.decode()
    assert page.locator(".sb-turn").count() == 2


def test_think_it_through_asks_for_the_view_first_and_then_unticks_itself(open_chat):
    page = open_chat()
    pick(page, "Thornmere")
    page.check("#sb-think input")
    turn = ask(page, PREGNANT)
    assert "your own view" in turn.locator(".sb-outcome").inner_text()
    assert turn.locator(".sb-cite").count() == 0
    turn = ask(page, "I would wait for the booking appointment first.")
    assert "What you think" in turn.locator(".sb-asked").inner_text()
    assert turn.locator(".sb-statement").count() >= 1
    page.wait_for_function("!document.querySelector('#sb-think input').checked")
    assert "You asked" in ask(page, "And who leads?").locator(".sb-asked").inner_text()


def test_markup_in_a_question_stays_text(open_chat):
    page = open_chat()
    turn = ask(page, '<img src="x" onerror="document.title=1"> who leads the plan? ${1+1} {{7}}')
    assert page.locator(".sb-turn img").count() == 0
    assert "${1+1} {{7}}" in turn.inner_text()


def test_the_dark_scheme_is_readable_too(open_chat):
    page = open_chat(color_scheme="dark")
    colours = page.evaluate(
        "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    assert colours[0] != colours[1]
    assert colours[1] == "rgb(16, 29, 35)"
