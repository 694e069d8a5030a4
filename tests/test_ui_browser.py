"""The chat in a real browser, on the demonstration area, as a practitioner uses it."""

import pytest
from chat_in_browser import IN_BROWSER, PHONE, ask, pick

PREGNANT = "A mother I see is pregnant and using heroin. When do I have to refer?"
OVERDOSE = "She has taken an overdose and she is not breathing"

pytestmark = IN_BROWSER


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
    marked = "".join(page.locator("#sb-panel .sb-here mark").all_inner_texts())
    assert "".join(quoted.split(" […] ")[0].split()) in "".join(marked.split())
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
    page.get_by_role("option", name="Thornmere", exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#sb-area input').value === 'Thornmere'")
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
