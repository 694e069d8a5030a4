"""Report: a run as one HTML file that needs no server, no script and no other file. Every case is a page of it, at `#case-ID`."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.comparison import Comparison, Turn, compare
from evals.failed import score_figures
from evals.kept_run import KeptRun
from evals.report_case import case_page, marks
from evals.report_figures import moves, score_bars, tag_bars, time_bars
from evals.report_worst import worst
from evals.run_wording import label_of

TEMPLATES = Path(__file__).parent / "templates"


def report_page(run: KeptRun, former: KeptRun | None = None, home: str = "") -> str:
    """The report of a run and, where a former run of the suite is given, its comparison with it.

    home: an address that the page leads back to; '' where it stands alone. All text of answers and cases is escaped.
    The page asks for nothing: styles and pictures are inside it.
    """
    found = compare(former, run) if former else None
    fields = _fields(run, found, home)
    return _environment().get_template("report.html").render(**fields)


def _fields(run: KeptRun, found: Comparison | None, home: str) -> dict[str, Any]:
    old = {case.id: case for case in found.one.cases} if found else {}
    turns = found.turns if found else {}
    pages = [case_page(case, old.get(case.id) if case.id in turns else None) for case in run.cases]
    addresses = {page.case.id: page.anchor for page in pages}
    return {
        "run": run,
        "pages": pages,
        "addresses": addresses,
        "turns": turns,
        "worst": worst(run),
        "scores": score_bars(run, found),
        "tags": tag_bars(run),
        "times": time_bars(run),
        "failed": [it for it in score_figures(run) if it.failed],
        "home": home,
        "comparison": found,
        "moves": moves(found) if found else (),
        "documents": dict(
            sorted((it["document_id"], it["title"]) for case in run.cases for it in case.answer["citations"])
        ),
        "listed": (Turn.WORSE, Turn.MIXED, Turn.BETTER, Turn.REWORDED),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["label"] = label_of
    environment.filters["marks"] = marks
    environment.globals["style"] = Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))
    return environment
