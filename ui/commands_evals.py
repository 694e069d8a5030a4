"""`soundingboard evals`: suites that ask the assistant, and retrieval sets that test its search."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.halves import Half
from ui.options import AsJson
from ui.printing import print_json

if TYPE_CHECKING:
    from rich.console import Console

    from corpus.settings import Settings
    from evals.case import Case
    from evals.run import Run

DEMO_SUITE = Path(__file__).resolve().parent.parent / "evals" / "suites" / "demo.jsonl"
WIDE = 160
"""Columns of a table that goes to a file or a pipe."""


def register(app: typer.Typer) -> None:
    """Add `evals` with its own commands to the command line."""
    evals = typer.Typer(
        name="evals", help="Ask questions with known answers, and measure what comes back.", no_args_is_help=True
    )
    for command in (run, bench):
        evals.command()(command)
    app.add_typer(evals)


def run(
    suites: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SUITE]...", help="Suites as JSON lines. Without one: the demonstration suite."),
    ] = None,
    library_from: Annotated[
        list[Path] | None,
        typer.Option("--library-from", help="Ingest these into a temporary library and ask there."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the questions that missed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ask every question of SUITE, and report evidence, endings, quotes and times.

    The questions are put to your library, unless --library-from names other documents. The demonstration suite is put to
    the demonstration documents.
    """
    from corpus.settings import DEMO_DOCUMENTS, load_settings
    from evals.figures import run_json
    from evals.run_table import run_table
    from evals.suite import read_suite

    asked = suites or [DEMO_SUITE]
    cases = {suite: read_suite(suite) for suite in asked}
    documents = library_from or ([] if suites else [DEMO_DOCUMENTS])
    with _library(load_settings(), documents) as settings:
        runs = _runs(cases, settings)
    if as_json:
        print_json([run_json(found) for found in runs])
    else:
        for found in runs:
            _console().print(run_table(found, misses=misses))


def bench(
    folder: Annotated[Path, typer.Argument(help="A retrieval set in the BEIR layout.")],
    split: Annotated[str | None, typer.Option(help="Which qrels file. Without it: the only one there.")] = None,
    most: Annotated[int | None, typer.Option(min=1, help="Ask only the first so many questions.")] = None,
    half: Annotated[
        Half | None, typer.Option(help="Ask only the half that the ranking was learnt from, or only the other.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rank a retrieval set by words, by meaning and by both, and print nDCG@10, MAP@10, R@10 and P@1."""
    from corpus.settings import load_settings
    from evals.beir import read_beir
    from evals.beir_run import run_beir
    from evals.beir_table import beir_json, beir_table

    found = run_beir(read_beir(folder, split, most, half), load_settings())
    if as_json:
        print_json(beir_json(found))
    else:
        _console().print(beir_table(found))


@contextmanager
def _library(settings: "Settings", documents: Sequence[Path]) -> "Iterator[Settings]":
    """The settings to ask with: those given, or those of a temporary library made of `documents`."""
    if not documents:
        yield settings
        return
    from ingest.ingest import ingest

    with tempfile.TemporaryDirectory(prefix="evals-") as data:
        temporary = settings.model_copy(update={"data": Path(data)})
        ingest(documents, temporary, lambda _: None)
        yield temporary


def _runs(cases: "Mapping[Path, tuple[Case, ...]]", settings: "Settings") -> "list[Run]":
    from assistant.board import Board
    from corpus.library import Library
    from evals.run import run_suite

    library = Library.open(settings.data)
    board = Board.open(settings)
    try:
        return [run_suite(suite.stem, of_suite, board, library) for suite, of_suite in cases.items()]
    finally:
        board.close()
        library.close()


def _console() -> "Console":
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=WIDE)
