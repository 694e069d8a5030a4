"""`soundingboard evals answers`: answers to read in the place of a practitioner, and what was said of them."""

from pathlib import Path
from typing import Annotated

import typer

from ui.library_to_ask import library_to_ask

PROJECT = Path(__file__).resolve().parent.parent
SHEETS = PROJECT / "output" / "answers"
PAGE = PROJECT / "docs" / "answers.md"


def answers(
    questions: Annotated[
        Path | None, typer.Option(help="Questions as a suite. Without it: the twenty on the demonstration area.")
    ] = None,
    library_from: Annotated[
        list[Path] | None,
        typer.Option("--library-from", help="Ask these documents. The page then shows addresses, no text."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write docs/answers.md as well.")] = False,
    take: Annotated[Path | None, typer.Option(help="Ask nothing: take the judgements of this sheet.")] = None,
) -> None:
    """Answer a few questions to be read, each with what a reader said of that very answer.

    Answers in full and a sheet go to output/answers/, which is not under version control. Fill in the sheet: "verdict" (yes,
    partly, no: could a practitioner act on it?) and "judgement" (in words: what is weak), then run this with --take SHEET.
    """
    from corpus.settings import DEMO_DOCUMENTS, load_settings
    from evals import answers as read
    from evals.answers_page import HEADINGS, page_by_address, page_in_full
    from evals.page_parts import write_part
    from evals.run import run_on
    from evals.suite import read_suite

    if take is not None:
        print(f"{read.take_sheet(take, read.READ)} judgements taken into {read.READ}.")
        return
    path = questions or read.DEMO_QUESTIONS
    with library_to_ask(load_settings(), library_from or [DEMO_DOCUMENTS]) as settings:
        (run,) = run_on(settings, [(path.stem, read_suite(path))])
    found = read.readings(run.results, read.read_readings(read.READ))
    SHEETS.mkdir(parents=True, exist_ok=True)
    (SHEETS / f"{path.stem}.md").write_text(page_in_full(found), encoding="utf-8")
    read.write_sheet(SHEETS / f"{path.stem}.jsonl", found)
    if write:
        name, page = ("other", page_by_address(found)) if library_from else ("demo", page_in_full(found))
        write_part(PAGE, HEADINGS, name, page)
    print(page_by_address(found))
    print(f"In full: {SHEETS / path.stem}.md. To fill in: {SHEETS / path.stem}.jsonl.")
