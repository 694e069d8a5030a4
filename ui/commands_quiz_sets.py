"""`soundingboard quiz sets | keep | take`: the sets that a server keeps by name, and the way between them and files."""

from pathlib import Path
from typing import Annotated

import typer

from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table


def sets(demo: Demo = False, as_json: AsJson = False) -> None:
    """List the quiz sets that are kept by name, with how many of their items are in which state."""
    from ui.quiz_listing import set_row
    from ui.quiz_shelf import QuizShelf

    rows = [set_row(it) for it in QuizShelf(settings_for(demo)).sets()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        row["states"] = ", ".join(f"{number} {state}" for state, number in row["states"].items())
    print_table(("name", "number", "states", "changed_at", "id"), rows)


def keep(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A quiz set, as `quiz make` writes it.")],
    name: Annotated[str, typer.Option(help="What it is to be called. Without it: its title.")] = "",
    demo: Demo = False,
) -> None:
    """Keep the set of FILE by name, so that the server, its desks and backups have it. No set may be called so yet."""
    from evals.quiz_set import read_set
    from ui.quiz_shelf import QuizShelf

    quiz = read_set(file)
    kept = QuizShelf(settings_for(demo)).add(name or quiz.title or file.stem, quiz)
    typer.echo(f"{sum(kept.states.values())} items kept as “{kept.name}” ({kept.id}).")


def take(
    name: Annotated[str, typer.Argument(help="The name of a set that is kept.")],
    out: Annotated[Path, typer.Option("--out", help="Where the set is written, as JSON.")],
    demo: Demo = False,
) -> None:
    """Write a kept set as a file, for `quiz review` and `quiz export`. The kept one stays."""
    from evals.quiz_set import write_set
    from ui.quiz_shelf import QuizShelf

    quiz = QuizShelf(settings_for(demo)).get(name)
    write_set(quiz, out)
    typer.echo(f"{len(quiz.items)} items of “{quiz.title}” in {out}.")


COMMANDS = (sets, keep, take)
