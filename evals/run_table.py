"""A run as tables for people: the figures, and the cases that missed. No text of any document is shown."""

from collections.abc import Iterator, Mapping

from rich.console import Group
from rich.table import Table

from evals.citation_precision import CitationPrecision, citation_precision
from evals.figures import Count, Figures, addresses, figures, missed
from evals.interval import Interval
from evals.judgement import Judgement, Pair
from evals.run import Result, Run


def run_table(run: Run, *, misses: bool, judgements: Mapping[Pair, Judgement] | None = None) -> Group:
    """The figures of a run and, where `misses` is set, one line for each case that missed.

    With a reader's `judgements` also how many of the cited paragraphs bear on their question.
    """
    found = figures(run)
    tables = [_figures_table(run.suite, found), _tags_table(found)]
    if judgements is not None:
        tables.insert(1, _precision_table(citation_precision(run, judgements)))
    return Group(*tables, _misses_table(missed(run))) if misses else Group(*tables)


def _figures_table(suite: str, found: Figures) -> Table:
    table = Table(title=f"{suite}: {found.cases} questions", title_justify="left")
    table.add_column("measure")
    table.add_column("result", justify="right")
    table.add_column("95% interval")
    table.add_column("questions", justify="right")
    for k, value in found.evidence.items():
        table.add_row(f"evidence in the first {k}", *_interval(value))
    table.add_row("shown span overlaps the quote", *_interval(found.span_overlap))
    table.add_row("number equal", *_interval(found.number))
    table.add_row("ending right", *_interval(found.outcome))
    for name, count in _counts(found):
        table.add_row(name, f"{count.n} of {count.of}")
    table.add_row("whole answer, p50", f"{found.p50_ms:.0f} ms")
    table.add_row("whole answer, p95", f"{found.p95_ms:.0f} ms")
    return table


def _precision_table(found: CitationPrecision) -> Table:
    """What was not judged has a column of its own: it is neither right nor wrong."""
    table = Table(title="Citation precision, as a reader judged", title_justify="left")
    for column in ("paragraphs", "precision", "95% interval", "judged", "not judged"):
        table.add_column(column, justify="left" if column == "paragraphs" else "right")
    table.add_row("every cited paragraph", *_interval(found.every.share), str(found.every.unjudged))
    table.add_row("those that statements quote", *_interval(found.stated.share), str(found.stated.unjudged))
    return table


def _counts(found: Figures) -> Iterator[tuple[str, Count]]:
    yield "urgent recognised", found.urgent
    yield "urgent by mistake", found.false_urgent
    yield "not in guidance or out of scope, turned down", found.turned_down
    yield "answerable, not answered", found.refused
    yield "every quote verbatim", found.verbatim


def _tags_table(found: Figures) -> Table:
    table = Table(title="Ending right, by tag", title_justify="left")
    table.add_column("tag")
    table.add_column("right", justify="right")
    for tag, count in found.by_tag.items():
        table.add_row(tag, f"{count.n} of {count.of}")
    return table


def _misses_table(results: tuple[Result, ...]) -> Table:
    table = Table(title=f"To look at: {len(results)}", title_justify="left")
    for column in ("question", "ending", "expected", "cited", "why"):
        table.add_column(column, overflow="fold")
    for result in results:
        expected, cited = addresses(result)
        ending = result.reply.answer.outcome.value
        if not result.scores["outcome"].value:
            ending += f" (expected {result.case.outcome.value})"
        table.add_row(result.case.id, ending, " ".join(expected), " ".join(cited), _why(result))
    return table


def _why(result: Result) -> str:
    wrong = [name for name in ("outcome", "urgent", "evidence@1", "verbatim") if result.scores[name].value == 0]
    return "; ".join(f"{name}: {result.scores[name].explanation}" for name in wrong)


def _interval(value: Interval | None) -> tuple[str, str, str]:
    if value is None:
        return "–", "", "0"
    return f"{value.mean:.3f}", f"{value.low:.3f} to {value.high:.3f}", str(value.n)
