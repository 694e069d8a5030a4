"""A protocol owner's walk at the Evals desk, in a real browser, and its pages on a phone.

Five cases in a spreadsheet, a run, the report, a case of an unanswered question, a second run, the two compared.
"""

import json
import urllib.request

import pytest
from axe_in_page import serious
from chat_in_browser import IN_BROWSER, PHONE, WIDE
from evals_desk import FIVE, serving, vale_settings, workbook

from evals.run_store import RunStore

pytestmark = IN_BROWSER
NOT_THERE = "What does the guide say about keeping ferrets in a flat?"
PATIENCE = 240_000


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return vale_settings(tmp_path_factory.mktemp("vale"))


@pytest.fixture(scope="module")
def url(settings):
    with serving(settings) as address:
        yield address


@pytest.fixture
def open_page(browser, url):
    """Open a page of the desk. Afterwards: nothing was asked for elsewhere, no script failed, nothing broke the policy."""
    pages, wrong = [], []

    def open_page(path, size=WIDE):
        page = browser.new_page(viewport=size)
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda it: None if it.url.startswith((url, "data:")) else wrong.append(it.url))
        page.on("pageerror", lambda it: wrong.append(str(it)))
        page.on("console", lambda it: wrong.append(it.text) if "Content Security Policy" in it.text else None)
        page.goto(url + path)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert wrong == []


def asked(url, question):
    """Ask as a practitioner does; the answer is kept in the records."""
    sent = json.dumps({"question": question, "area": "vale"}).encode()
    request = urllib.request.Request(f"{url}v1/ask", sent, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


def ran(page, name):
    """Run a suite from the first page, and wait for its end."""
    page.get_by_role("button", name=f"Run {name}", exact=True).click()
    page.locator("progress").wait_for()
    page.reload()
    page.get_by_role("link", name="Read the report").wait_for()


def uploaded(page, data, tmp_path):
    """Upload a suite with mistakes, then the right one."""
    wrong = workbook(tmp_path / "refer.xlsx", [*FIVE[:3], ("Who?", "Vael", "answerd", "Vale guide 9.9", "")])
    page.set_input_files("#file", wrong)
    page.get_by_role("button", name="Upload").click()
    table = page.locator(".se-table").inner_text()
    assert table.count("\n5\t") == 3
    assert all(said in table for said in ("B area", "C outcome", "D must cite", 'Did you mean "answered"?'))
    assert not (data / "suites" / "refer.jsonl").exists()
    page.set_input_files("#file", workbook(tmp_path / "refer.xlsx", FIVE))
    page.get_by_role("button", name="Upload").click()
    page.get_by_text("Saved: 5 cases.").wait_for()


def test_an_owner_writes_runs_reads_compares_and_makes_a_case(open_page, url, settings, tmp_path):
    page = open_page("documents")
    page.get_by_role("link", name="Evals", exact=True).click()
    uploaded(page, settings.data, tmp_path)
    page.get_by_role("link", name="Evals", exact=True).click()
    ran(page, "refer")
    page.get_by_role("link", name="Read the report").click()
    page.get_by_role("heading", name="refer: answers to 5 questions").wait_for()
    page.get_by_role("link", name="Back to Evals").click()

    unanswered = asked(url, NOT_THERE)
    assert unanswered["outcome"] == "not_in_guidance"
    page.get_by_role("link", name="Questions people asked").click()
    page.get_by_role("link", name="Make this a case").click()
    assert page.input_value("#question") == NOT_THERE
    assert (page.input_value("#area"), page.input_value("#outcome")) == ("vale", "not in guidance")
    page.get_by_role("button", name="Save the case").click()
    page.get_by_text("It counts from the next run.").wait_for()
    page.get_by_role("link", name="Evals", exact=True).click()
    ran(page, "refer")
    page.get_by_role("link", name="Compare with the one before").click()
    page.get_by_role("heading", name="New, or asked otherwise: 1").wait_for()
    newest = next(RunStore(settings.data).runs())
    assert [case.question for case in newest.cases][-1] == NOT_THERE
    assert len(newest.cases) == 6


def test_a_case_of_a_paragraph_and_proposals_wait_until_they_are_accepted(open_page, settings):
    page = open_page("documents/vale-guide")
    page.get_by_role("link", name="Make paragraph 2.1 a case").click()
    assert page.input_value("#must-cite").startswith('vale-guide 2.1: "A worker must refer')
    page.fill("#question", "How soon must a worker refer?")
    page.fill("#must-cite", "Vale guide 8.8")
    page.fill("#new-suite", "Drafted")
    page.get_by_role("button", name="Save the case").click()
    page.get_by_text("Expected a number that").wait_for()
    assert page.input_value("#question") == "How soon must a worker refer?"
    page.fill("#must-cite", "Vale guide 2.1")
    page.get_by_label("A draft").check()
    page.get_by_role("button", name="Save the case").click()
    page.get_by_role("heading", name="To decide: 1 proposed").wait_for()
    page.get_by_role("button", name="Propose questions").click()
    page.get_by_text("new questions").wait_for()
    boxes = page.locator(".se-card input")
    boxes.nth(0).check()
    page.get_by_role("button", name="Accept chosen").click()
    page.get_by_text("Accepted: 1.").wait_for()
    page.locator(".se-card input").nth(0).check()
    page.get_by_role("button", name="Drop chosen").click()
    page.get_by_text("Dropped: 1.").wait_for()
    assert page.get_by_role("heading", name="Cases: 1").count() == 1


PAGES = ("evals", "evals/suites/demo", "evals/suites/drafted", "evals/asked", "evals/case", "evals/compare?other={run}")


def test_axe_finds_nothing_serious_and_no_page_is_wider_than_a_phone(open_page, settings):
    newest = next(RunStore(settings.data).runs()).id
    page = open_page("evals", PHONE)
    for path in PAGES:
        page.goto(page.url.split("/evals")[0] + "/" + path.format(run=newest))
        assert serious(page) == {}, path
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], path
