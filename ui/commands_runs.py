"""`soundingboard evals runs | compare | baseline | report`: what is done with runs that are stored."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AsJson
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from corpus.settings import Settings
    from evals.kept_run import KeptRun
    from evals.run import Run
    from evals.run_store import RunStore

FELL = 1
"""Exit code where a figure fell below its baseline."""
RunName = Annotated[str, typer.Argument(help="A run: its id or how the id begins, its file, or `last`.")]


def runs(as_json: AsJson = False) -> None:
    """List the runs that are stored, the newest first."""
    rows = [
        {
            "id": run.id,
            "suite": run.suite,
            "questions": run.questions,
            "made_at": run.made_at.isoformat(),
            "library": run.library,
        }
        for run in _store().entries()
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(("id", "suite", "questions", "made_at", "library"), rows)


def compare(one: RunName, other: RunName, as_json: AsJson = False) -> None:
    """Compare two runs of a suite: every score with its interval, and the questions that got better or worse."""
    from evals.comparison import compare as compared
    from evals.comparison import comparison_json
    from evals.comparison_table import comparison_table

    store = _store()
    found = compared(store.find(one), store.find(other))
    if as_json:
        print_json(comparison_json(found))
    else:
        _print(comparison_table(found))


def baseline(
    run: RunName,
    file: Annotated[Path, typer.Argument(help="The baseline to write. Its tolerances and reasons are kept.")],
) -> None:
    """Write the figures of a run to FILE, for `evals run --baseline FILE`."""
    from evals.baseline import baseline_of, baseline_toml, read_baseline

    former = read_baseline(file) if file.exists() else None
    written = baseline_of(_store().find(run), former)
    file.write_text(baseline_toml(written), encoding="utf-8")
    typer.echo(f"{len(written.figure)} figures of {written.suite} in {file}. Read each tolerance and its reason.")


def report(
    run: RunName,
    file: Annotated[Path, typer.Argument(help="The HTML file to write.")],
    former: Annotated[str | None, typer.Option(help="Compare with this run. Without it: the one before.")] = None,
) -> None:
    """Write a stored run as one HTML file that opens without a server."""
    from corpus.settings import load_settings

    write_report(_store().find(run), load_settings(), file, former)


def save(run: RunName, file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write a stored run to FILE, to be compared elsewhere: `evals compare FILE last`."""
    from evals.run_store import write_run

    found = _store().find(run)
    write_run(found, file)
    typer.echo(f"{found.id} in {file}.")


COMMANDS = (runs, compare, report, baseline, save)


def write_report(run: "KeptRun", settings: "Settings", file: Path, former: str | None) -> None:
    """Write the report of a run beside a former one: the one that is named, else the newest earlier one of the suite."""
    from evals.report import report_page
    from evals.run_store import RunStore

    store = RunStore(settings.data)
    before = store.find(former) if former else store.former(run)
    file.write_text(report_page(run, before), encoding="utf-8")
    typer.echo(f"Report in {file}" + (f", compared with {before.id}." if before else "."), err=True)


def kept_runs(found: "Sequence[Run]", settings: "Settings", *, keep: bool) -> "tuple[KeptRun, ...]":
    """Runs as they are stored; with `keep`, store them in the data folder."""
    from evals.kept_run import kept_run
    from evals.run_store import RunStore

    kept = tuple(kept_run(run, settings) for run in found)
    for run in kept if keep else ():
        RunStore(settings.data).keep(run)
    return kept


def hold_to(file: Path, kept: "Sequence[KeptRun]") -> None:
    """Compare with a baseline. Exits with 1 where a figure fell. Raises RunError where its suite was not run."""
    from corpus.errors import RunError
    from evals.baseline import held, read_baseline
    from evals.comparison_table import held_table

    wanted = read_baseline(file)
    run = next((it for it in kept if it.suite == wanted.suite), None)
    if run is None:
        raise RunError(
            f"Expected a run of the suite {wanted.suite!r} that {file} is for, found only "
            f"{', '.join(it.suite for it in kept)}. Name that suite, or another baseline."
        )
    found = held(wanted, run)
    _print(held_table(found), err=True)
    if not all(it.holds for it in found):
        raise typer.Exit(FELL)


def _store() -> "RunStore":
    from corpus.settings import load_settings
    from evals.run_store import RunStore

    return RunStore(load_settings().data)


def _print(shown: object, *, err: bool = False) -> None:
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    Console(file=stream, width=None if stream.isatty() else 160).print(shown)
