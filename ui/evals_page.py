"""The first page of the Evals desk: suites, how to write one, what people asked, stored runs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape

from evals.proposals import CaseState
from evals.run_wording import label_of, run_rules
from ui.evals_frame import address, button, form, frame, hidden, link, options, span, table
from ui.going_runs import GoingRun
from ui.run_summary import RunList, RunSummary
from ui.suite_shelf import KeptSuite, SuiteContents
from ui.wording import wording

Suites = Sequence[tuple[KeptSuite, SuiteContents]]


def evals_page(suites: Suites, runs: RunList, going: Sequence[GoingRun]) -> str:
    """The whole page."""
    words = wording("evals")
    parts = (
        f"<p>{escape(words['lead'])}</p>",
        *(_going(it) for it in going if it.is_going),
        f"<h2>{escape(words['suites'])}</h2>",
        _suites(suites, {it.suite: it for it in reversed(runs.runs)}),
        _asked(),
        _write_own(),
        _runs(runs),
    )
    return frame(words["title"], "".join(parts), home=False)


def upload_form(name: str = "", *, replace: bool = False) -> str:
    """The form that takes a file."""
    words = wording("evals")
    ticked = " checked" if replace else ""
    return form(
        address("suites"),
        f'<p><label for="file">{escape(words["file"])}</label>'
        '<input id="file" name="file" type="file" accept=".xlsx,.csv,.jsonl" required></p>'
        f'<p><label for="name">{escape(words["name"])}</label>'
        f'<input id="name" name="name" value="{escape(name)}" maxlength="60" autocomplete="off" aria-describedby="name-hint">'
        f'<span class="se-hint" id="name-hint">{escape(words["name_hint"])}</span></p>'
        f'<p class="se-tick"><input id="replace" name="replace" type="checkbox" value="yes"{ticked}>'
        f'<label for="replace">{escape(words["replace"])}</label></p>'
        f"{button(words['upload'])}",
        files=True,
    )


def _going(it: GoingRun) -> str:
    words = wording("evals")
    there = words["asking"].format(asked=it.asked, of=it.of) if it.of else words["stage"][it.stage.value]
    return (
        f'<p class="se-said" role="status"><b>{escape(words["going"].format(suite=it.suite))}</b>: {escape(there)}. '
        f"{link(address('going', it.id), words['see_going'])}</p>"
    )


def _suites(suites: Suites, last: Mapping[str, RunSummary]) -> str:
    words = wording("evals")
    heads = (words["suite"], words["cases"], words["waiting"], words["last_run"], words["run"])
    return table(heads, (_suite(suite, held, last.get(suite.path.stem)) for suite, held in suites))


def _suite(suite: KeptSuite, held: SuiteContents, last: RunSummary | None) -> Iterator[str]:
    words = wording("evals")
    note = f'<br><span class="se-q">{escape(words["shipped"])}</span>' if suite.shipped else ""
    yield link(address("suites", suite.name), suite.name) + note
    if held.mistakes:
        yield from (f'<span class="se-bad">{escape(words["unreadable"])}</span>', "", "", "")
        return
    waiting, counted = held.count(CaseState.PROPOSED), held.count(CaseState.ACCEPTED)
    yield str(counted)
    yield str(waiting or "–")
    yield _last(last) if last else f'<span class="se-q">{escape(words["not_run"])}</span>'
    yield run_form(suite) if counted else ""


def run_form(suite: KeptSuite) -> str:
    """The button that runs a suite."""
    words = wording("evals")
    return form(
        address("going"), hidden(suite=suite.name) + button(words["run"], words["run_suite"].format(name=suite.name))
    )


def _last(run: RunSummary) -> str:
    shown = "<br>".join(f"{escape(label_of(name))}: {span(value)}" for name, value in run.figures.items())
    return f"{link(address('runs', run.id), moment(run.made_at))}<br>{shown}"


def _asked() -> str:
    words = wording("evals")["asked"]
    return f"<p>{link(address('asked'), words['link'])}</p>"


def _write_own() -> str:
    words = wording("evals")
    templates = " ".join(
        link(address("template", f"suite.{kind}"), words[f"template_{kind}"], "se-button se-quiet")
        for kind in ("xlsx", "csv")
    )
    return (
        f'<section class="se-own"><h2>{escape(words["write_own"])}</h2><ol>'
        f'<li><p>{escape(words["step_template"])}</p><p class="se-row">{templates}</p></li>'
        f"<li><p>{escape(words['step_write'])}</p></li><li><p>{escape(words['step_upload'])}</p>{upload_form()}</li>"
        "</ol></section>"
    )


def _runs(found: RunList) -> str:
    words = wording("evals")["runs"]
    if not found.runs:
        return f"<h2>{escape(words['title'])}</h2><p>{escape(words['none'])}</p>"
    main = run_rules()["main"]
    heads = (words["when"], wording("evals")["suite"], words["questions"], *map(_main_label, main), words["missed"])
    rows = (
        (
            link(address("runs", run.id), moment(run.made_at)),
            escape(run.suite),
            str(run.questions),
            *(span(run.figures[name]) for name in main),
            str(run.missed),
        )
        for run in found.runs
    )
    notes = [words["interval"]]
    notes += [words["more"].format(count=found.older)] if found.older else []
    notes += [words["unreadable"].format(count=found.unreadable)] if found.unreadable else []
    said = "".join(f'<p class="se-q">{escape(note)}</p>' for note in notes)
    return f"<h2>{escape(words['title'])}</h2>{table(heads, rows)}{said}{compare_form(found.runs)}"


def _main_label(score: str) -> str:
    less = score in run_rules()["lower_is_better"]
    return f"{label_of(score)} ({wording('evals')['runs']['less_is_better']})" if less else label_of(score)


def compare_form(runs: Sequence[RunSummary], one: str = "", other: str = "") -> str:
    """The choice of two runs; the two newest of a suite where none are named. Nothing where there are not two."""
    words = wording("evals")["compare"]
    if len(runs) < 2:
        return ""
    other = other or runs[0].id
    suite = next((it.suite for it in runs if it.id == other), "")
    one = one or next((it.id for it in runs if it.suite == suite and it.id < other), runs[1].id)
    names = {it.id: f"{it.suite}, {moment(it.made_at)}" for it in runs}
    return (
        f'<h2 id="compare">{escape(words["title"])}</h2><form method="get" action="{address("compare")}" class="se-pair">'
        f'<p><label for="one">{escape(words["one"])}</label><select id="one" name="one">{options(names, one)}</select></p>'
        f'<p><label for="other">{escape(words["other"])}</label>'
        f'<select id="other" name="other">{options(names, other)}</select></p>{button(words["button"])}</form>'
    )


def moment(at: datetime) -> str:
    """A day and a time, in UTC as it is stored.

    >>> moment(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '2 March 2026, 09:05 UTC'
    """
    when = at.astimezone(UTC)
    return f"{when.day} {when:%B %Y, %H:%M} UTC"
