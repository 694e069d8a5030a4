"""A bench as tables for the terminal, and as a page for `docs/`."""

from collections.abc import Iterable, Iterator

from rich.console import Group
from rich.table import Table

from evals.bench_figures import NAMES, Bench, ContenderFigures, Target, Times, targets
from evals.bench_page import HEADINGS

COLUMNS = (
    "",
    "load, s",
    "ingest, words/s",
    "retrieval p50 / p95, ms",
    "whole answer p50 / p95, ms",
    "memory, MB",
    "evidence in the first 1",
    "3",
    "5",
)


def bench_tables(bench: Bench) -> Group:
    """Figures and targets for the terminal."""
    figures = Table(title=_title(bench), title_justify="left")
    for column in COLUMNS:
        figures.add_column(column, justify="right" if column else "left")
    for row in _rows(bench):
        figures.add_row(*row)
    held = Table(title="Targets", title_justify="left")
    for column in ("ratio", "measured", "target", ""):
        held.add_column(column, justify="left" if column == "ratio" else "right")
    for target in targets(bench):
        held.add_row(*target_row(target), style=None if target.met else "bold red")
    return Group(figures, held)


def bench_markdown(bench: Bench) -> str:
    """The page `docs/bench.md`, whole."""
    lines = [
        HEADINGS["questions"],
        "",
        f"`make bench` measured this on {bench.measured_on}: {bench.machine}, {bench.cores} cores.",
        "",
        f"{_title(bench)}",
        "",
        *METHOD,
        "",
        *markdown_table(COLUMNS, _rows(bench)),
        "",
        *markdown_table(("ratio", "measured", "target", "met"), (target_row(target) for target in targets(bench))),
        "",
    ]
    return "\n".join(lines)


METHOD = (
    "- Each contender runs in its own processes: one that ingests, one that serves. All have the same cores and thread",
    "  settings. Timings are taken in turn, several rounds, and medians are shown.",
    "- Words are those of the source texts. Loading libraries and models is not part of ingest.",
    "- No contender uses a language model. LlamaIndex is timed at its default of 2 results and scored at 5.",
    "- LlamaIndex uses stock all-MiniLM-L6-v2, on torch, and Chroma in a folder; Sounding Board the encoder that comes with it.",
    "  As LlamaIndex comes, its chunks have up to 1,024 tokens; the encoder reads 256, so the rest of a chunk is found only",
    "  through its beginning. The second form has chunks of 256 tokens with 20 of overlap, the best of",
    "  0, 20 and 50 that were tried.",
    "- Evidence: one of the first results is from the right document and contains the quote, compared on letters and digits.",
    "  For Sounding Board results are the citations of its answer, for LlamaIndex its chunks. Brackets: 95% bootstrap",
    "  intervals over the questions.",
    "- The floor embeds the question and scans the paragraph vectors exactly, and does nothing else.",
)


def _title(bench: Bench) -> str:
    return (
        f"{bench.material}: {bench.documents} documents, {bench.words:,} words, {bench.questions} questions timed, "
        f"{bench.scored} scored, {bench.rounds} rounds, {bench.cores} cores"
    )


def _rows(bench: Bench) -> Iterator[tuple[str, ...]]:
    for one in bench.contenders:
        yield (
            NAMES[one.name],
            f"{one.load_seconds:.1f}",
            f"{one.words_per_second:,.0f}" if one.words_per_second else "–",
            _times(one.search),
            _times(one.answer) if one.answer else "–",
            f"{one.resident_mb:,.0f}",
            *_evidence(one),
        )
    served = bench.served
    yield (
        "Sounding Board's server, over HTTP",
        "",
        "",
        "",
        _times(served.answer),
        f"{served.resident_mb:,.0f}",
        "",
        "",
        "",
    )


def _evidence(one: ContenderFigures) -> Iterator[str]:
    for value in one.evidence.values():
        yield f"{value.mean:.2f} ({value.low:.2f} to {value.high:.2f})"


def _times(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f}"


def target_row(target: Target) -> tuple[str, str, str, str]:
    """A target as the cells of a table."""
    sign = "≥" if target.at_least else "≤"
    return target.name, f"{target.value:.2f}", f"{sign} {target.bound:.2f}", "yes" if target.met else "NO"


def markdown_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table in Markdown."""
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
