"""`soundingboard evals impact`: what a new edition means for every case, criteria line and quiz item that rests on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json

if TYPE_CHECKING:
    from evals.asked_again import AskedAgain
    from evals.impact import Impact
    from ui.impact_libraries import TwoLibraries
    from ui.rests import Resting


def impact(
    new: Annotated[
        list[Path],
        typer.Argument(
            metavar="[OLD] NEW",
            help="What your library would become: a folder of documents, or a data folder. With OLD before it: what to compare "
            "it with, in place of your library.",
        ),
    ],
    suite: Annotated[
        list[Path] | None, typer.Option("--suite", help="A suite, in place of those in `suites/` of the data folder.")
    ] = None,
    quiz: Annotated[
        list[Path] | None, typer.Option("--quiz", help="A quiz set, in place of those in `quiz/` of the data folder.")
    ] = None,
    ask: Annotated[bool, typer.Option("--ask/--no-ask", help="Ask the cases that are touched on both.")] = True,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """List everything that rests on a paragraph that NEW changes or removes, and ask those cases on both editions.

    Your library stays as it is: the documents go into a copy, for as long as this takes.
    """
    from corpus.errors import WrongUse
    from ui.impact_libraries import two_libraries
    from ui.impact_text import asked_lines, impact_lines, impact_rows
    from ui.wording import wording

    if len(new) not in (1, 2):
        raise WrongUse(f"Expected NEW, or OLD and NEW; found {len(new)} places.")
    for path in (*new, *(suite or ()), *(quiz or ())):
        if not path.exists():
            raise WrongUse(f"Expected a folder or a file, found nothing at {path}.")
    with two_libraries(settings_for(demo), new) as libraries:
        found, rests = _impact(libraries, suite or [], quiz or [])
        asked = _asked(found, rests, libraries) if ask else ()
    if as_json:
        print_json(impact_rows(found, asked, libraries.kept_out))
        return
    words = wording("impact")
    notes = (
        *(words["kept_out"].format(why=why) for why in libraries.kept_out),
        *(words["unread"].format(why=why) for why in rests.unread),
    )
    for line in (*notes, *impact_lines(found), *(asked_lines(asked) if ask else ())):
        typer.echo(line)


def _impact(libraries: "TwoLibraries", suites: list[Path], quizzes: list[Path]) -> "tuple[Impact, Resting]":
    from corpus.library import Library
    from ui.impact_of import impact_between
    from ui.rests import resting_on

    old, new = Library.open(libraries.old.data), Library.open(libraries.new.data)
    try:
        rests = resting_on(suites, quizzes, libraries.old, old)
        return impact_between(rests.pins, old, new), rests
    finally:
        old.close()
        new.close()


def _asked(found: "Impact", rests: "Resting", libraries: "TwoLibraries") -> "tuple[AskedAgain, ...]":
    """The cases that are touched, on both libraries."""
    from evals.asked_again import ask_again
    from evals.pin import PinKind

    touched = set(found.affected(PinKind.CASE))
    again = [(name, [case for case in cases if (name, case.id) in touched]) for name, cases in rests.suites]
    again = [(name, cases) for name, cases in again if cases]
    return ask_again(again, libraries.old, libraries.new) if again else ()
