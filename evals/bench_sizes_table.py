"""The bench of sizes as tables for the terminal, and as a part of `docs/bench.md`."""

from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.table import Table

from evals.bench_figures import Times
from evals.bench_page import HEADINGS
from evals.bench_sizes_figures import SizesBench, targets
from evals.bench_table import markdown_table, target_row

COLUMNS = (
    "paragraphs",
    "documents",
    "sentences",
    "floor p50 / p95, ms",
    "whole answer p50 / p95, ms",
    "p50 / floor p50",
    "p95 / floor p50",
    "recording it p50 / p95, ms",
    "memory, MB",
    "index, MB",
    "recall@10 of the index",
)
TARGET_COLUMNS = ("figure", "measured", "target", "met")
METHOD = (
    "- The library is the demonstration area's, filled up with the texts of two retrieval sets, and where those run out with the",
    "  same texts with one word changed, their vectors turned by Gaussian noise to a cosine of .8. All have vectors of",
    "  paragraphs and of sentences, and all may speak. Every size is published as an ingest is.",
    "- The floor embeds the question and scans the vectors of all paragraphs exactly, float32, in numpy. Floor and answer take",
    "  turns question by question in one process with two threads at most; every other round the answer comes first. One round",
    "  is not counted; medians over the others.",
    "- A whole answer is from the question to the Answer, in quotes mode. Recording it in the records database comes after it",
    "  and is measured apart. Questions that must end early (urgent, refused, out of scope) are not asked.",
    "- Memory is that of the whole process after all questions. Up to 20,000 windows an answer scans them, above it asks the",
    "  vector index; the index's recall is taken at every size, against the exact scan.",
)


def sizes_tables(bench: SizesBench) -> Group:
    """Figures and targets for the terminal."""
    steps = tuple(_steps(bench))
    return Group(
        _table(_title(bench), COLUMNS, tuple(_rows(bench))),
        _table("Steps, p50 in ms", steps[0], steps[1:]),
        _table("Targets", TARGET_COLUMNS, tuple(map(target_row, targets(bench)))),
    )


def sizes_markdown(bench: SizesBench) -> str:
    """The part of the page, with its heading."""
    steps = tuple(_steps(bench))
    lines = [
        HEADINGS["sizes"],
        "",
        f"`python -m evals.bench --only sizes` measured this on {bench.measured_on}: {bench.machine}, {bench.cores} cores.",
        "",
        *METHOD,
        "",
        _title(bench),
        "",
        *markdown_table(COLUMNS, _rows(bench)),
        "",
        "Medians of the steps, ms:",
        "",
        *markdown_table(steps[0], steps[1:]),
        "",
        *markdown_table(TARGET_COLUMNS, map(target_row, targets(bench))),
        "",
    ]
    return "\n".join(lines)


def _title(bench: SizesBench) -> str:
    last = bench.figures[-1]
    return (
        f"Filler of {bench.material}, {last.questions} questions ({last.answered} of them answered in the largest library), "
        f"{bench.rounds} rounds"
    )


def _rows(bench: SizesBench) -> Iterator[tuple[str, ...]]:
    for one in bench.figures:
        yield (
            f"{one.paragraphs:,}",
            str(one.documents),
            f"{one.sentences:,}",
            _times(one.floor),
            _times(one.answer),
            f"{one.answer.p50 / one.floor.p50:.2f}",
            f"{one.answer.p95 / one.floor.p50:.2f}",
            _times(one.record),
            f"{one.resident_mb:,.0f}",
            f"{one.index_mb:,.0f}",
            f"{one.recall:.3f}",
        )


def _steps(bench: SizesBench) -> Iterator[tuple[str, ...]]:
    """The header, and one row for each size; a step that never ran there is a dash."""
    names = tuple(dict.fromkeys(name for one in bench.figures for name in one.steps))
    yield ("paragraphs", *names)
    for one in bench.figures:
        found = (f"{one.steps[name]:.2f}" if name in one.steps else "–" for name in names)
        yield (f"{one.paragraphs:,}", *found)


def _times(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f}"


def _table(title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    for row in rows:
        table.add_row(*row)
    return table
