"""`soundingboard evals template` and `check`: a suite to write into, and every mistake in one, before anything is asked."""

from pathlib import Path
from typing import Annotated

import typer

from ui.library_to_ask import library_to_ask, suites_to_ask


def template(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx|FILE.csv", help="The file to write; it must not exist yet.")
    ],
) -> None:
    """Write a suite to fill in: the columns, three cases of the fictional area and, in a workbook, how to write cases."""
    from evals.suite_template import write_template

    write_template(file)
    print(f"Written: {file}. Fill it in, then run `soundingboard evals check {file}`.")


def check(
    suites: Annotated[list[Path], typer.Argument(metavar="SUITE...", help="Suites: .xlsx, .csv or JSON lines.")],
    library_from: Annotated[
        list[Path] | None,
        typer.Option("--library-from", help="Look up what is cited in these documents, not in your library."),
    ] = None,
) -> None:
    """Read SUITE without asking anything, and list every mistake by row and column."""
    from corpus.settings import load_settings

    with library_to_ask(load_settings(), library_from or []) as settings:
        for name, cases in suites_to_ask(suites, settings):
            print(f"{name}: {len(cases)} cases, no mistake found.")
