import pytest
from lxml import html
from made_runs import made_case, made_run

from evals.comparison import compare
from evals.kept_run import KeptWeighed
from evals.report import report_page
from evals.report_case import changed_words
from evals.report_figures import moves, time_bars
from evals.report_worst import worst

ODD = "<b>&\"' a b"


@pytest.fixture
def run():
    return made_run(
        made_case("good", outcome=1.0, number=None),
        made_case(ODD, text=f"The <script>x</script> leads. {ODD}", question=f"Who {ODD}?", outcome=0.0),
        made_case("half", outcome=0.5, brand_new_score=1.0, tags=("lead", "other")),
    )


def text_of(element):
    return " ".join(element.text_content().split())


def test_every_case_has_a_page_that_a_link_reaches(run):
    page = html.fromstring(report_page(run))
    pages = page.xpath("//article[@class='case']")
    links = {it.get("href") for it in page.xpath("//section//a")}
    assert [f"#{it.get('id')}" for it in pages] == ["#case-good", "#case-%3Cb%3E%26%22%27%20a%20b", "#case-half"]
    assert {f"#{it.get('id')}" for it in pages} <= links
    ids = {it.get("id") for it in page.xpath("//*[@id]")}
    assert {it.get("href")[1:] for it in page.xpath("//a")} <= ids


def test_text_of_answers_stays_text(run):
    page = html.fromstring(report_page(run))
    assert page.xpath("//script | //b") == []
    assert "The <script>x</script> leads." in text_of(page.get_element_by_id("case-%3Cb%3E%26%22%27%20a%20b"))


def test_a_page_has_evidence_expectation_and_the_reason_of_each_score(run):
    shown = text_of(html.fromstring(report_page(run)).get_element_by_id("case-good"))
    for said in ("guide, 1.1", "Cited, at rank 1", "leads; midwife", "guide:1.1, paragraph 1.1", "why outcome"):
        assert said in shown
    assert "Not scored: Number as printed (why number)" in shown


def test_what_was_weighed_and_left_out_stands_with_rank_points_and_reason():
    left = {"paragraph_id": "guide:2.1", "edition": "2026-01", "title": "Guide", "label": "paragraph 2.1", "rank": 4}
    weighed = KeptWeighed(**left, points=1.234, left_out="further away", expected=True)
    case = made_case("good", outcome=1.0)
    shown = text_of(html.fromstring(report_page(made_run(case.model_copy(update={"left_out": (weighed,)})))))
    assert "4 expected guide:2.1, paragraph 2.1 2026-01 1.2: further away" in shown
    assert "left out" not in text_of(html.fromstring(report_page(made_run(case))))


def test_a_score_without_a_label_appears_by_its_name(run):
    assert "brand new score" in text_of(html.fromstring(report_page(run)).xpath("//table")[0])


def test_plots_have_a_text_that_says_the_same(run):
    plots = html.fromstring(report_page(run)).xpath("//*[local-name()='svg']")
    assert plots
    assert all(it.get("role") == "img" and it.get("aria-label") for it in plots)
    assert plots[0].get("aria-label").startswith("Ended as expected: 0.500, 95% interval ")


def test_the_worst_come_first_and_what_is_right_is_not_among_them(run):
    assert [it.case.id for it in worst(run)] == [ODD, "half"]
    assert worst(made_run(*(made_case(str(at), outcome=0.0) for at in range(30))))[-1].case.id == "19"


def test_without_a_former_run_nothing_is_compared(run):
    shown = report_page(run)
    assert "former run" not in shown.split("</style>")[1]


def test_two_runs_are_compared_and_the_words_that_changed_are_marked(run):
    former = made_run(
        made_case("good", text="The nurse leads.", outcome=0.0), made_case("gone", outcome=1.0), name="former"
    )
    page = html.fromstring(report_page(run, former))
    case = page.get_element_by_id("case-good")
    assert [text_of(it) for it in case.xpath(".//del")] == ["nurse"]
    assert [text_of(it) for it in case.xpath(".//ins")] == ["midwife"]
    compared = text_of(page.get_element_by_id("compared").getparent())
    assert "Got better: 1 good" in compared
    assert "No longer asked, or asked otherwise: 1 gone" in compared
    [moved] = [it for it in moves(compare(former, run)) if it.label == "Ended as expected"]
    assert (moved.gain, moved.loss) == (True, False)


def test_a_score_of_which_less_is_better_is_a_loss_when_it_rises():
    old, new = (made_run(made_case("a", refused_wrongly=value)) for value in (0.0, 1.0))
    [moved] = moves(compare(old, new))
    assert (moved.gain, moved.loss, moved.worse) == (False, True, 1)


def test_long_stretches_without_a_change_are_left_out():
    words = [f"w{at}" for at in range(60)]
    marks = list(changed_words(" ".join(words), " ".join([*words[:30], "changed", *words[31:]])))
    assert [mark.text.strip() for mark in marks[1:3]] == ["w30", "changed"]
    assert marks[0].text == "… w22 w23 w24 w25 w26 w27 w28 w29 "
    assert marks[3].text.split() == [*words[31:39], "…"]


def test_times_fall_into_bars():
    cases = [made_case(str(at)).model_copy(update={"ms": ms}) for at, ms in enumerate((12.0, 15.0, 150.0))]
    assert [(it.label, it.answers, it.share) for it in time_bars(made_run(*cases))] == [
        ("from 10 ms", 2, 1.0),
        ("from 20 ms", 0, 0.0),
        ("from 50 ms", 0, 0.0),
        ("from 100 ms", 1, 0.5),
    ]
