"""From "this paragraph answered me" in the chat to the desk and back, in a real browser, on a phone and on a wide screen."""

import shutil

import pytest
from chat_in_browser import IN_BROWSER, PHONE, WIDE, ask, pick

from ui.wording import wording

pytestmark = IN_BROWSER

QUESTION = "Who leads when she is pregnant and has no social worker?"
OWN = "who holds the pen if its just the midwife and us"
PARAGRAPH = "thornmere-lead-professional:5.2"


@pytest.fixture(scope="module")
def demo_settings(demo_settings, tmp_path_factory):
    """A copy, so that what is accepted here counts in no other test."""
    data = tmp_path_factory.mktemp("asked-as") / "data"
    shutil.copytree(demo_settings.data, data)
    return demo_settings.model_copy(update={"data": data})


def test_what_answered_is_said_in_the_chat_reviewed_at_the_desk_and_found_when_it_is_asked_again(
    open_chat, browser, url
):
    words, chat = wording("asked_as"), wording("chat")
    page = open_chat()
    pick(page, "Thornmere")
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Yes", exact=True).click()
    turn.locator(".sb-answered-by ~ button").first.click()
    turn.get_by_text(chat["answered_by_thanks"]).wait_for()
    desk = browser.new_page()
    desk.set_viewport_size(PHONE)
    desk.goto(f"{url}asked-as")
    assert desk.locator("section").count() == 1
    assert QUESTION in desk.locator("section").inner_text()
    desk.fill("#paragraph", PARAGRAPH)
    desk.fill("#question", OWN)
    desk.fill("#by-own", "Board manager")
    desk.get_by_role("button", name=words["propose"]).click()
    desk.get_by_text(words["put_forward"]).wait_for()
    desk.wait_for_load_state()  # with its style sheet
    assert desk.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    own = desk.locator("section", has_text=OWN)
    own.get_by_label(words["by"]).fill("Board manager")
    own.get_by_label(words["by"]).press("Tab")
    desk.keyboard.press("Enter")
    desk.get_by_text(words["accepted"]).wait_for()
    desk.wait_for_load_state()
    desk.set_viewport_size(WIDE)
    assert desk.evaluate("document.documentElement.scrollWidth") == WIDE["width"]
    desk.close()
    again = ask(page, f"{OWN.capitalize()}?")
    assert again.locator(".sb-section .sb-cite").first.get_attribute("data-paragraph") == PARAGRAPH
