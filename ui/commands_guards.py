"""`soundingboard evals guards` and `conversations`: how well danger is found and names are masked, and how talks go on."""

from pathlib import Path
from typing import Annotated

import typer


def guards(
    suites: Annotated[
        list[Path] | None, typer.Argument(metavar="[SUITE]...", help="More questions, most of them not urgent.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write docs/guards.md as well.")] = False,
) -> None:
    """Measure how well danger is found, names are masked, and ordinary questions are left alone. No library is asked."""
    from evals.guards import main

    main([*map(str, suites or []), *(["--write"] if write else [])])


def conversations(
    misses: Annotated[bool, typer.Option("--misses", help="List the lines that were not right.")] = False,
) -> None:
    """Play the conversations of evals/suites on the demonstration library, which is brought up to date first.

    Every line is judged by meaning: how it ended, what is cited, asked back and remembered.
    """
    from evals.conversations import main

    main(["--misses"] if misses else [])
