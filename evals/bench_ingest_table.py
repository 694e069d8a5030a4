"""The ingest bench as tables for the terminal, and as the second part of `docs/bench.md`."""

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table

from evals.bench_ingest_figures import READERS, IngestBench, PdfFigures, targets
from evals.bench_page import HEADINGS
from evals.bench_table import markdown_table, target_row

PDF_COLUMNS = (
    "",
    "seconds",
    "pages/s",
    "words/s",
    "most memory, MB",
    "printed numbers that come out as numbers",
    "paragraphs that come out whole",
    "running title inside text",
)
COPIES_COLUMNS = (
    "copies",
    "words",
    "paragraphs",
    "of these unlike any other",
    "seconds",
    "words/s",
    "time per word",
    "most memory, reader and writer, MB",
    "index, MB",
    "whole answer p50 / p95, ms",
)
TARGET_COLUMNS = ("figure", "measured", "target", "met")
METHOD = (
    "- The PDF is made by the bench, by seed: chapters with numbered paragraphs (`4.12`), running heads, page numbers and",
    "  footnotes; its sentences are those of the demonstration area with two words put into each. Each way through it runs in",
    "  a fresh process that has loaded its libraries and models.",
    "- pypdf's text has no numbers as numbers: they stand in the text. LlamaIndex's reader takes the text from pypdf, a",
    "  document a page. `llama-index-readers-file` asks for a pypdf before 7 and cannot be installed beside ours; the bench",
    "  follows the same steps. Its index has chunks of 256 tokens with its own metadata, and no sentence vectors.",
    "- Whole: every letter of a numbered paragraph stands in one piece in what came out, nothing in between. The running title",
    "  is printed on every other page.",
    "- The copies are ingested by `soundingboard ingest` into an empty library; seconds are those of the whole command, start",
    "  included. Two words are put into each paragraph of each copy, so that nothing embedded for one serves another.",
    "- Memory is the largest sum of resident memory of the command and its reader, looked at every 0.05 s.",
)


def ingest_tables(bench: IngestBench) -> Group:
    """Figures and targets for the terminal."""
    parts = (
        (_pdf_title(bench), PDF_COLUMNS, _pdf_rows(bench)),
        (_copies_title(bench), COPIES_COLUMNS, _copies_rows(bench)),
        (_update(bench), TARGET_COLUMNS, map(target_row, targets(bench))),
    )
    return Group(*(_table(title, columns, rows) for title, columns, rows in parts))


def ingest_markdown(bench: IngestBench) -> str:
    """The second part of the page, from its heading to the end."""
    lines = [
        HEADINGS["ingest"],
        "",
        f"`python -m evals.bench --only ingest` measured this on {bench.measured_on}: {bench.machine}, {bench.cores} cores.",
        "",
        *METHOD,
        "",
        _pdf_title(bench),
        "",
        *markdown_table(PDF_COLUMNS, _pdf_rows(bench)),
        "",
        _copies_title(bench),
        "",
        *markdown_table(COPIES_COLUMNS, _copies_rows(bench)),
        "",
        _update(bench),
        "",
        *markdown_table(TARGET_COLUMNS, map(target_row, targets(bench))),
        "",
    ]
    return "\n".join(lines)


def _table(title: str, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _pdf_title(bench: IngestBench) -> str:
    return (
        f"A PDF of {bench.pages} pages, {bench.words:,} words in numbered paragraphs, medians of {bench.rounds} rounds:"
    )


def _copies_title(bench: IngestBench) -> str:
    rounds = ", ".join(f"{one.rounds} of {one.copies}" for one in bench.copies)
    return f"Altered copies of `{bench.material}`, medians of rounds ({rounds}):"


def _update(bench: IngestBench) -> str:
    return (
        f"One document changed in the library of {bench.copies[-1].copies} copies: {bench.update.seconds:.0f} s, "
        f"{bench.update.embedded} paragraphs embedded, {bench.update.megabytes:,.0f} MB."
    )


def _pdf_rows(bench: IngestBench) -> Iterator[tuple[str, ...]]:
    for one in bench.pdf:
        yield (
            READERS[one.name],
            f"{one.seconds:.1f}",
            f"{bench.pages / one.seconds:,.0f}",
            f"{bench.words / one.seconds:,.0f}",
            f"{one.megabytes:,.0f}",
            *_right(one),
        )


def _right(one: PdfFigures) -> tuple[str, str, str]:
    numbers = "none" if one.numbers is None else f"{one.numbers:.1%}"
    return numbers, f"{one.whole:.1%}", str(one.heads)


def _copies_rows(bench: IngestBench) -> Iterator[tuple[str, ...]]:
    first = bench.copies[0]
    for one in bench.copies:
        growth = (one.seconds / one.words) / (first.seconds / first.words)
        yield (
            str(one.copies),
            f"{one.words:,}",
            f"{one.paragraphs:,}",
            f"{one.distinct:.1%}",
            f"{one.seconds:.0f}",
            f"{one.words / one.seconds:,.0f}",
            f"{growth:.2f}",
            f"{one.megabytes:,.0f}",
            f"{one.index_mb:,.0f}",
            f"{one.answer.p50:.1f} / {one.answer.p95:.1f}",
        )
