"""The command that asks: `soundingboard ask`."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json

if TYPE_CHECKING:
    from assistant.answer import Answer, Considered

EXPLAINED = 12


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
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Ask a question.

    The answer quotes the guidance, each quote with its paragraph. What you ask is kept only without names.
    """
    from assistant.answer import answer_json
    from ui.desk import Asked, Desk

    with Desk(settings_for(demo)) as desk:
        asked = Asked(text=question, area=area, nation=nation, on=date.date() if date else None, explain=explain)
        answer = desk.ask(asked)
    if as_json:
        print_json(answer_json(answer))
    else:
        _print_answer(answer)


def _print_answer(answer: "Answer") -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(answer.text, hyperlinks=False))
    for considered in (answer.considered or ())[:EXPLAINED]:
        console.print(_explained(considered), style="dim", markup=False, highlight=False)


def _explained(considered: "Considered") -> str:
    features = ", ".join(f"{name} {value:.2f}" for name, value in considered.features.items())
    shown = f"left out: {considered.left_out}" if considered.left_out else "shown"
    return f"{considered.rank:>3}  {considered.paragraph_id}  {shown}  ({features})"
