"""`soundingboard evals judge` and `judged`: a reader's verdicts on cited paragraphs, out as a worksheet and back without text."""

from pathlib import Path
from typing import Annotated

import typer

from ui.library_to_ask import library_to_ask, refuse_wrong_lines, suites_to_ask

PROJECT = Path(__file__).resolve().parent.parent
WORKSHEETS = PROJECT / "output" / "to-judge"
JUDGEMENTS = PROJECT / "evals" / "judgements"
Judgements = Annotated[
    Path | None,
    typer.Option(help="The judgements, as JSON lines. By default evals/judgements/ and the suite's own name."),
]


def judge(
    suite: Annotated[Path, typer.Argument(help="A suite: .xlsx, .csv or JSON lines.")],
    library_from: Annotated[
        list[Path] | None,
        typer.Option("--library-from", help="Ingest these into a temporary library and ask there."),
    ] = None,
    judgements: Judgements = None,
) -> None:
    """Ask SUITE and write every cited paragraph that nobody has judged to a worksheet, with question, quote and text.

    The worksheet goes to output/to-judge/, which is not under version control. Put "yes" or "no" into each "verdict": does this
    paragraph help to answer the question? Then run `soundingboard evals judged WORKSHEET`.
    """
    from corpus.settings import load_settings
    from evals.judgement import read_judgements
    from evals.run import run_on
    from evals.worksheet import write_worksheet

    refuse_wrong_lines([suite])
    known = read_judgements(judgements or JUDGEMENTS / f"{suite.stem}.jsonl")
    with library_to_ask(load_settings(), library_from or []) as settings:
        (found,) = run_on(settings, suites_to_ask([suite], settings))
    worksheet = WORKSHEETS / f"{suite.stem}.jsonl"
    left = write_worksheet(worksheet, found, known)
    print(f"{left} cited paragraphs to judge in {worksheet}; {len(known)} are judged.")


def judged(
    worksheet: Annotated[Path, typer.Argument(help="A worksheet with verdicts.")], judgements: Judgements = None
) -> None:
    """Take the verdicts of WORKSHEET into the judgements: ids and yes or no, no text. A new verdict replaces an old one."""
    from evals.judgement import read_judgements, write_judgements
    from evals.worksheet import read_worksheet

    path = judgements or JUDGEMENTS / f"{worksheet.stem}.jsonl"
    taken = read_worksheet(worksheet)
    known = read_judgements(path)
    write_judgements(path, {**known, **taken})
    print(f"{len(taken)} verdicts taken, {len({**known, **taken})} in {path}.")
