"""`soundingboard evals`: suites that ask the assistant, and retrieval sets that test its search."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.halves import Half
from ui import commands_runs
from ui.commands_answers import answers
from ui.commands_draft import draft
from ui.commands_guards import conversations, guards
from ui.commands_impact import impact
from ui.commands_judge import judge, judged
from ui.commands_suites import check, template
from ui.library_to_ask import library_to_ask, refuse_wrong_lines, suites_to_ask
from ui.options import AsJson
from ui.printing import print_json

if TYPE_CHECKING:
    from rich.console import Console

    from evals.judgement import Judgement, Pair
    from evals.kept_run import KeptRun
    from evals.run import Run

DEMO_SUITE = Path(__file__).resolve().parent.parent / "evals" / "suites" / "demo.jsonl"
WIDE = 160
"""Columns of a table that goes to a file or a pipe."""


def register(app: typer.Typer) -> None:
    """Add `evals` with its own commands to the command line."""
    evals = typer.Typer(
        name="evals", help="Ask questions with known answers, and measure what comes back.", no_args_is_help=True
    )
    for command in (
        run,
        check,
        template,
        *commands_runs.COMMANDS,
        bench,
        judge,
        judged,
        answers,
        conversations,
        guards,
        impact,
        draft,
    ):
        evals.command()(command)
    app.add_typer(evals)


def run(
    suites: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SUITE]...", help="Suites: .xlsx, .csv or JSON lines. Without one: the demonstration suite."
        ),
    ] = None,
    library_from: Annotated[
        list[Path] | None,
        typer.Option("--library-from", help="Ingest these into a temporary library and ask there."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the questions that missed.")] = False,
    judgements: Annotated[
        Path | None,
        typer.Option(help="A reader's verdicts on cited paragraphs (`evals judge`): adds citation precision."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write the run as one HTML file, compared with the run before it.")
    ] = None,
    former: Annotated[str | None, typer.Option(help="With --html: compare with this run instead.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Exit with 1 where a figure falls below this baseline (`evals baseline`).")
    ] = None,
    keep: Annotated[bool, typer.Option(help="Store the run with its answers in the data folder.")] = True,
    progress: Annotated[
        Path | None,
        typer.Option(help="Tell FILE, as JSON, how far the run is; a file named `stop` beside it ends the run."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every question of SUITE, report evidence, endings, quotes and times, and store the run under an id.

    The questions are put to your library, unless --library-from names other documents. The demonstration suite is put to
    the demonstration documents.
    """
    from corpus.errors import WrongUse
    from corpus.settings import DEMO_DOCUMENTS, load_settings
    from evals.figures import run_json
    from evals.judgement import read_judgements
    from evals.run import run_on
    from evals.run_progress import RunStage, telling

    settings = load_settings()
    paths = suites or [DEMO_SUITE]
    refuse_wrong_lines(paths)
    if html and len(paths) > 1:
        raise WrongUse(f"Expected one suite with --html, found {len(paths)}. Run each with its own file.")
    _tell_waiting(suites or [])
    known = read_judgements(judgements) if judgements else None
    documents = library_from or ([] if suites else [DEMO_DOCUMENTS])
    with telling(progress) as telling_progress:
        with library_to_ask(settings, documents) as there:
            found = run_on(there, suites_to_ask(paths, there), telling_progress.told)
        kept = commands_runs.kept_runs(found, settings, keep=keep)
        telling_progress.write(RunStage.DONE, runs=[it.id for it in kept])
    if as_json:
        print_json([{"id": it.id, **run_json(run, known)} for it, run in zip(kept, found, strict=True)])
    else:
        for it, run in zip(kept, found, strict=True):
            _print_run(run, it, misses=misses, known=known)
            typer.echo(f"Stored as {it.id}." if keep else "Not stored.")
    if html:
        commands_runs.write_report(kept[0], settings, html, former)
    if baseline:
        commands_runs.hold_to(baseline, kept)


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


def _tell_waiting(suites: Sequence[Path]) -> None:
    from evals.proposals import proposed_in

    for suite in suites:
        if waiting := proposed_in(suite):
            typer.echo(
                f"{suite.name}: {waiting} proposed questions are not asked until someone accepts them.", err=True
            )


def _print_run(run: "Run", kept: "KeptRun", *, misses: bool, known: "Mapping[Pair, Judgement] | None") -> None:
    from evals.failed import score_figures
    from evals.failed_table import scorers_table
    from evals.run_table import run_table
    from evals.scorers import FURTHER_SCORERS

    console = _console()
    console.print(run_table(run, misses=misses, judgements=known))
    console.print(scorers_table(score_figures(kept), FURTHER_SCORERS))


def _console() -> "Console":
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=WIDE)
