"""What unfolds in an answer of the chat, in a real browser."""

from io import BytesIO
from pathlib import Path

import pytest
from chat_in_browser import IN_BROWSER, PHONE, ask, pick
from PIL import Image
from test_ui_colours import contrast

PREGNANT = "A mother I see is pregnant and using heroin. When do I have to refer?"
CARING = "Year 6 girl puts her mum to bed most nights and gets her brother up, attendance is 82%. Do I need to refer?"

pytestmark = IN_BROWSER


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_picked_in_the_quick_form_can_be_seen(open_chat, scheme):
    page = open_chat(color_scheme=scheme)
    pick(page, "Thornmere")
    turn = ask(page, CARING)
    turn.locator(".sb-form summary").click()
    choices = turn.locator(".sb-form fieldset").first.locator("input")
    choices.first.check()
    picked, other = (choices.nth(place).screenshot() for place in (0, 1))
    assert most_contrast(picked) >= 3
    assert most_contrast(picked) > most_contrast(other)


def most_contrast(picture):
    """The contrast of the middle of a picture with its corner."""
    pixels = Image.open(BytesIO(picture)).convert("RGB")
    middle, corner = (
        "#{:02x}{:02x}{:02x}".format(*pixels.getpixel(at)) for at in ((pixels.width // 2, pixels.height // 2), (0, 0))
    )
    return contrast(middle, corner)
