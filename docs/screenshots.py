"""Make the pictures of the chat in this folder from a running demonstration (`make run` in another terminal).

.venv/bin/python docs/screenshots.py [http://127.0.0.1:8000/]
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AREA = "Thornmere"
REFER = "A mother I see is 14 weeks pregnant and using heroin. When do I have to refer?"
URGENT = "I am at a home visit. The mother has taken something and I cannot wake her, the baby is here too."
SETTLED = 900


def main() -> None:
    """Make all three."""
    url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        desktop = opened(browser, url, 1280, 1000)
        asked(desktop, REFER)
        desktop.locator(".sb-cite").first.click()
        desktop.wait_for_selector("#sb-panel mark")
        desktop.evaluate("scrollTo(0, 0)")
        taken(desktop, "chat-desktop.png")
        phone = opened(browser, url, 360, 740)
        asked(phone, REFER)
        taken(phone, "chat-phone.png")
        urgent = opened(browser, url, 360, 740)
        asked(urgent, URGENT)
        taken(urgent, "urgent-phone.png")
        browser.close()


def opened(browser: Browser, url: str, width: int, height: int) -> Page:
    """The chat at a size, the demonstration area picked."""
    phone = width < 600
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if phone else 1,
        is_mobile=phone,
        has_touch=phone,
    )
    page.goto(url)
    page.click("#sb-area input")
    page.get_by_role("option", name=AREA, exact=True).click()
    return page


def asked(page: Page, question: str) -> None:
    """Ask, and wait for the answer."""
    page.fill("#sb-question textarea", question)
    page.click("#sb-ask")
    page.wait_for_selector(".sb-turn")


def taken(page: Page, name: str) -> None:
    """One picture, when everything has come to rest."""
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=HERE / name)


if __name__ == "__main__":
    main()
