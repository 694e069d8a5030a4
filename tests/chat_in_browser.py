"""What a practitioner does with the chat in a real browser; the fixtures that serve and open it are in conftest.py."""

from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed at /usr/bin/chromium"),
]


def pick(page, area):
    page.click("#sb-area input")
    page.get_by_role("option", name=area, exact=True).click()


def ask(page, question):
    turns = page.locator(".sb-turn").count()
    page.fill("#sb-question textarea", question)
    page.click("#sb-ask")
    page.locator(".sb-turn").nth(turns).wait_for()
    return page.locator(".sb-turn").nth(turns)
