"""The command that asks: `soundingboard ask`."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.answer import Answer, Considered
    from corpus.errors import WrongUse
    from ui.desk import Asked, Desk
SHOWN = 0.005


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know. Do not put names in.")],
    *,
    area: Annotated[str | None, typer.Option(help="Whose rules apply: an area's id.")] = None,
    nation: Annotated[str | None, typer.Option(help="england, scotland, wales or northern-ireland.")] = None,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the answer is for; today if left out.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what was weighed, and why it was left out.")] = False,
    think: Annotated[
        bool,
        typer.Option("--think", help="Think it through: your own view is asked for first, guidance comes beside it."),
    ] = False,
    view: Annotated[str | None, typer.Option(help="Your own view, for --think without being asked for it.")] = None,
    note: Annotated[
        Path | None, typer.Option(metavar="FILE.md|FILE.docx", help="Write a note for the file, without names.")
    ] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Ask a question.

    The answer quotes the guidance, each quote with its paragraph. What you ask is kept only without names.
    """
    from ui.chat_turn import places
    from ui.desk import Asked, Desk
    from ui.note_file import write_note

    with Desk(settings_for(demo)) as desk:
        problem = _note_problem(note, question)
        asked = Asked(text=question, area=area, nation=nation, on=date.date() if date else None, explain=explain)
        thinks = think or view is not None
        answers = _thought_through(desk, replace(asked, think=True), view, as_json) if thinks else [desk.ask(asked)]
        _print(answers[-1], as_json)
        if problem:
            raise problem
        if note:
            write_note(note, answers, places(desk))
            typer.echo(f"Note written to {note}.", err=True)


def _note_problem(note: Path | None, question: str) -> "WrongUse | None":
    """What is wrong with the note's file, raised before anything is asked; an urgent question comes first."""
    from assistant.alarm import tells_of_danger
    from corpus.errors import WrongUse
    from ui.note_file import note_format

    if note is None:
        return None
    try:
        note_format(note)
    except WrongUse as problem:
        if not tells_of_danger(question):
            raise
        return problem
    return None


def _thought_through(desk: "Desk", asked: "Asked", view: str | None, as_json: bool) -> list["Answer"]:
    """The question back and, once there is a view, the guidance beside it. On a terminal the view is asked for.

    A first answer that does not ask for a view, such as an urgent one, is the only one.
    """
    from assistant.outcome import Outcome
    from assistant.question import Turn

    first = desk.ask(asked)
    if first.outcome is not Outcome.CLARIFY:
        return [first]
    if view is None and sys.stdin.isatty() and not as_json:
        _print(first, as_json)
        view = typer.prompt(">", prompt_suffix=" ")
    if view is None:
        return [first]
    turn = Turn(question=first.question, answer_id=first.id, put_back=True)
    return [first, desk.ask(replace(asked, text=view, history=(turn,)))]


def _print(answer: "Answer", as_json: bool) -> None:
    from assistant.answer import answer_json

    if as_json:
        print_json(answer_json(answer))
    else:
        _print_answer(answer)


def _print_answer(answer: "Answer") -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(answer.text, hyperlinks=False))
    if answer.considered:
        _print_explanation(answer)


def _print_explanation(answer: "Answer") -> None:
    """Why each paragraph is shown, in words; then everything that was weighed, by what, and how much each measure counted."""
    from ui.why import scope_line, why

    typer.echo()
    for citation in answer.citations:
        lines = "\n  ".join(why(citation, answer))
        typer.echo(f"[{citation.n}] {citation.paragraph_id}\n  {lines}")
    typer.echo(f"\n{scope_line(answer)}\n")
    print_table(("rank", "paragraph", "because", "features", "parts"), map(_explained, answer.considered or ()))
    if answer.weighing and answer.weighing.weights:
        typer.echo(f"\nweights: {_listed(answer.weighing.weights)}")


def _explained(considered: "Considered") -> dict[str, Any]:
    return {
        "rank": considered.rank,
        "paragraph": considered.paragraph_id,
        "because": considered.left_out or "shown",
        "features": _listed(considered.features),
        "parts": _listed(considered.parts),
    }


def _listed(values: "Mapping[str, float]") -> str:
    """Names with their values; what is nothing at two decimals is left out."""
    return ", ".join(f"{name} {value:.2f}" for name, value in values.items() if abs(value) >= SHOWN)
