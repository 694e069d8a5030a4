"""Every score of a run as a figure, and the reason beside each case that failed one."""

from made_runs import made_case, made_run
from rich.console import Console

from evals.failed import score_figures
from evals.failed_table import scorers_table
from evals.report import report_page
from evals.scorers import FURTHER_SCORERS

RUN = made_run(
    made_case("first", must_say=0.5, time=1.0, refused_wrongly=0.0),
    made_case("second", must_say=None, time=0.0, refused_wrongly=1.0),
)


def test_a_case_fails_where_less_than_wholly_good_and_not_where_unscored():
    found = {it.name: [case.id for case in it.failed] for it in score_figures(RUN)}
    assert found == {"must say": ["first"], "time": ["second"], "refused wrongly": ["second"]}


def test_the_terminal_shows_each_scorer_and_each_reason():
    console = Console(width=160, record=True, file=None, quiet=False)
    with console.capture() as shown:
        console.print(scorers_table(score_figures(RUN), FURTHER_SCORERS))
    lines = shown.get().splitlines()
    assert any("Says what it must" in line and "0.500" in line and "0.500 to 0.500" in line for line in lines)
    assert any("Says what it must" in line and "first" in line and "why must say" in line for line in lines)
    assert any("In time" in line and "second" in line and "why time" in line for line in lines)
    assert not any("Turned down" in line for line in lines)


def test_the_report_lists_what_failed_with_its_reason():
    page = report_page(RUN)
    failed = page[page.index('<h2 id="failed">') : page.index('<h2 id="worst">')]
    assert "Says what it must: 1 of 1 failed" in failed
    assert failed.count("why must say") == 1
    assert failed.count("why refused wrongly") == 1
    assert '<h2 id="failed">' not in report_page(made_run(made_case("first", time=1.0)))
