"""`soundingboard evals impact`: what a new edition means for every case, answer, criteria line and quiz item that rests on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evals.asked_again import AskedAgain
    from evals.impact import Impact
    from ingest.report import Progress
    from ui.impact_libraries import TwoLibraries
    from ui.rests import Resting

INCOMPLETE = 1
"""Exit code where a file did not get into the comparison; with --strict also where something is to be mended."""


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
        list[Path] | None,
        typer.Option(
            "--quiz", help="A quiz set, in place of the sets kept by name and those in `quiz/` of the data folder."
        ),
    ] = None,
    ask: Annotated[bool, typer.Option("--ask/--no-ask", help="Ask the cases that are touched on both.")] = True,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write everything as one page, to read, print and pass on.")
    ] = None,
    strict: Annotated[
        bool, typer.Option(help="End with 1 where a quote stands nowhere any more or a case is worse.")
    ] = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """List everything that rests on a paragraph that NEW changes or removes, and ask those cases on both editions.

    Your library stays as it is: the documents go into a copy, for as long as this takes. Ends with 1 where a file of NEW did
    not get into the comparison.
    """
    from ui.impact_libraries import two_libraries

    _check_places(new, (*(suite or ()), *(quiz or ())), html)
    with two_libraries(settings_for(demo), new, _ingesting) as libraries:
        found, rests = _impact(libraries, suite or [], quiz or [])
        asked = _asked(found, rests, libraries) if ask else None
    if html is not None:
        html.write_text(_page(found, rests, asked, (new, libraries.kept_out)), encoding="utf-8")
        typer.echo(f"Report in {html}.", err=True)
    if as_json:
        from ui.impact_rows import impact_rows

        print_json(impact_rows(found, asked or (), libraries.kept_out, rests.unread))
    else:
        for line in _lines(found, rests, asked, libraries.kept_out):
            typer.echo(line)
    if libraries.kept_out or (strict and to_mend(found, asked or ())):
        raise typer.Exit(INCOMPLETE)


def _check_places(new: "Sequence[Path]", named: "Sequence[Path]", html: Path | None) -> None:
    from corpus.errors import WrongUse

    if len(new) not in (1, 2):
        raise WrongUse(f"Expected NEW, or OLD and NEW; found {len(new)} places.")
    for path in (*new, *named):
        if not path.exists():
            raise WrongUse(f"Expected a folder or a file, found nothing at {path}.")
    if html is not None and not html.resolve().parent.is_dir():
        raise WrongUse(f"Expected a folder to write the report into, found no folder {html.resolve().parent}.")


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

    return ask_again(rests.suites, found, (libraries.old, libraries.new), lambda done, of: _tell("asking", done, of))


def to_mend(found: "Impact", asked: "Sequence[AskedAgain]") -> bool:
    """Whether a quote of something stands nowhere any more, or a case does worse. Answers given before and
    asked-as lines have no quote to mend.
    """
    from evals.asked_again import Turn
    from evals.pin import PinKind

    quoteless = (PinKind.ANSWER, PinKind.ASKED_AS)
    loose = any(it.stands_at is None for it in found.touched if it.pin.kind not in quoteless)
    return loose or any(it.turn is Turn.WORSE for it in asked)


def _lines(
    found: "Impact", rests: "Resting", asked: "Sequence[AskedAgain] | None", kept_out: "Sequence[str]"
) -> "Iterator[str]":
    from ui.impact_text import asked_lines, impact_lines
    from ui.wording import wording

    words = wording("impact")
    yield from (words["kept_out"].format(why=why) for why in kept_out)
    yield from (words["unread"].format(why=why) for why in rests.unread)
    yield from impact_lines(found)
    if asked is not None:
        yield from asked_lines(asked)


def _page(
    found: "Impact",
    rests: "Resting",
    asked: "Sequence[AskedAgain] | None",
    of: "tuple[Sequence[Path], Sequence[str]]",
) -> str:
    """of: the places that were named, and what was kept out of the comparison."""
    from ui.again_html import done_html
    from ui.impact_page import impact_page
    from ui.impact_rows import asked_row

    places, kept_out = of
    again = done_html([asked_row(it) for it in asked], kept_out, unfolded=True) if asked is not None else ""
    return impact_page(found, rests, again, [path.name for path in places])


def _ingesting(progress: "Progress") -> None:
    _tell(progress.stage.value, progress.done, progress.total)


def _tell(doing: str, done: int, of: int) -> None:
    from ui.progress_line import HowFar, tell
    from ui.wording import wording

    tell(HowFar(doing=wording("impact")["doing"][doing], done=done, of=of))
