"""A report of 500 cases in a real browser, opened from disk: the demonstration area's answers, asked and asked again."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe_in_page import serious

from assistant.outcome import Outcome
from corpus.library import Library
from evals.case import Case, MustCite
from evals.kept_run import kept_run
from evals.report import report_page
from evals.run import run_suite

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
CASES = 500
MOST_BYTES = 3_000_000
ASKED = (
    "When must Harbour offer a lockable box to a parent with take-home medication?",
    "A mother I see is pregnant and using heroin. When do I have to refer?",
    "Who leads until a social worker is allocated?",
    "Can I share what the father told me with the school?",
    "What will they want me to tell them when I phone about a child?",
    "A boy of nine cares for his mum most nights. Who can help him?",
    "How do I disagree with a decision not to act?",
    "Her husband has taken an overdose and is not breathing",
    "What is the weather going to be on Friday?",
    "How often must a plan be reviewed?",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def run(demo_board, demo_settings):
    """500 cases: ten questions asked in earnest, each fifty times with an id and an expectation of its own."""
    quote = MustCite(document="thornmere-protocol", quote="must offer a lockable box", number="5.5")
    cases = [
        Case(
            id=f"made-{at}",
            question=question,
            outcome=Outcome.ANSWERED,
            tags=("made",),
            area="thornmere",
            must_cite=(quote,),
        )
        for at, question in enumerate(ASKED)
    ]
    library = Library.open(demo_settings.data)
    try:
        asked = kept_run(run_suite("made", cases, demo_board, library), demo_settings)
    finally:
        library.close()
    many = tuple(
        asked.cases[at % len(ASKED)].model_copy(update={"id": f"made-{at:03}", "tags": (f"tag {at % 12}",)})
        for at in range(CASES)
    )
    return asked.model_copy(update={"cases": many})


@pytest.fixture(scope="module")
def report(run, tmp_path_factory):
    """The report's file, compared with a former run in which every fifth answer was another."""
    return written(run, tmp_path_factory)


@pytest.fixture(scope="module")
def short_report(run, tmp_path_factory):
    """The same of the first twenty cases, whose pages do not depend on how many there are."""
    return written(run.model_copy(update={"cases": run.cases[:20]}), tmp_path_factory)


def written(run, tmp_path_factory):
    cases = tuple(
        case if at % 5 else case.model_copy(update={"answer": {**case.answer, "text": f"Once. {case.answer['text']}"}})
        for at, case in enumerate(run.cases)
    )
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(report_page(run, run.model_copy(update={"cases": cases, "id": "former"})), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def open_report(browser, report, short_report):
    """Open the report from disk. Afterwards: nothing but the file was asked for, and the page said nothing was wrong."""
    pages, requests, said = [], [], []

    def open_report(anchor="", size=(1280, 900), scheme="light", *, short=False, **options):
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, **options)
        page.on("request", lambda it: requests.append(it.url))
        page.on("console", lambda it: said.append(it.text))
        page.on("pageerror", lambda it: said.append(str(it)))
        page.goto(urljoin((short_report if short else report).as_uri(), anchor))
        pages.append(page)
        return page

    yield open_report
    for page in pages:
        page.close()
    assert requests
    assert {it.split("#")[0] for it in requests if not it.startswith("data:")} <= {
        report.as_uri(),
        short_report.as_uri(),
    }
    assert said == []


def test_the_report_is_small_and_names_every_case(report, run):
    size = report.stat().st_size
    assert 500_000 < size < MOST_BYTES
    assert report.read_text(encoding="utf-8").count('<article class="case"') == len(run.cases) == CASES


SIZES = pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["desktop", "phone"])


def assert_fit(page, size):
    assert serious(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("anchor", ["", "#case-made-000", "#case-made-007"])
@SIZES
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(open_report, anchor, scheme, size):
    assert_fit(open_report(anchor, size, scheme, short=True), size)


@SIZES
def test_axe_finds_nothing_serious_among_500_cases(open_report, size):
    assert_fit(open_report("", size), size)


def test_axe_would_find_a_fault(open_report):
    page = open_report("#case-made-000", short=True)
    page.evaluate("document.querySelector('.case:target h2').style.color = '#eee'")
    assert "color-contrast" in serious(page)


def test_a_case_is_a_page_of_its_own_by_keyboard_and_back(open_report):
    page = open_report(java_script_enabled=False)
    assert not page.locator(".case").first.is_visible()
    page.locator("#questions ~ table a").first.focus()
    page.keyboard.press("Enter")
    case = page.locator("#case-made-000")
    assert case.is_visible()
    assert not page.locator("#overview").is_visible()
    case.get_by_role("link", name="Next").click()
    assert page.locator("#case-made-001").is_visible()
    assert not case.is_visible()
    page.get_by_role("link", name="All questions").locator("visible=true").click()
    assert page.locator("#overview").is_visible()


def test_the_words_that_changed_are_on_the_page_of_their_case(open_report):
    page = open_report("#case-made-000")
    assert page.locator(".case:target del").all_inner_texts() == ["Once. "]
    assert page.locator(".case:target ins").count() == 0
    page = open_report("#case-made-001")
    assert "The answer is the same" in page.locator(".case:target").inner_text()


def test_on_paper_the_colours_are_ink_and_every_answer_can_be_had(open_report):
    page = open_report("#everything", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator(".case:visible").count() == CASES
    assert not page.locator("#overview").is_visible()
