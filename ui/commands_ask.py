"""The command that asks: `soundingboard ask`."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table

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

    Console().print(Markdown(answer.text, hyperlinks=False))
    if answer.considered:
        typer.echo()
        print_table(("rank", "paragraph", "because", "features"), map(_explained, answer.considered[:EXPLAINED]))


def _explained(considered: "Considered") -> dict[str, Any]:
    features = ", ".join(f"{name} {value:.2f}" for name, value in considered.features.items())
    return {
        "rank": considered.rank,
        "paragraph": considered.paragraph_id,
        "because": considered.left_out or "shown",
        "features": features,
    }
