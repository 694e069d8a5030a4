"""`soundingboard quiz`: items made from paragraphs, checked, and held against the library as it is now."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.quiz_item import Difficulty, ItemKind, ItemState
from ui import commands_quiz_sets
from ui.commands_quiz_files import export, import_bank
from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table, shortened

if TYPE_CHECKING:
    from evals.quiz_checks import Failure
    from evals.quiz_item import Item

SetFile = Annotated[Path, typer.Argument(metavar="FILE", help="A quiz set, as `quiz make` writes it.")]
STEM = 90
KEY = 40
SAID_EVERY = 25


def register(app: typer.Typer) -> None:
    """Add `quiz` with its own commands to the command line."""
    quiz = typer.Typer(
        name="quiz",
        help="Make quiz items from paragraphs, check them, and take them to other platforms.",
        no_args_is_help=True,
    )
    for command in (make, review, listed, *commands_quiz_sets.COMMANDS):
        quiz.command("list" if command is listed else None)(command)
    quiz.command("export")(export)
    quiz.command("import")(import_bank)
    app.add_typer(quiz)


def make(
    out: Annotated[Path, typer.Option("--out", help="Where the set is written, as JSON.")],
    document: Annotated[
        list[str] | None, typer.Option("--document", help="Only of this document; may be given again.")
    ] = None,
    kind: Annotated[
        list[ItemKind] | None, typer.Option("--kind", help="Only of this kind; may be given again.")
    ] = None,
    difficulty: Annotated[
        list[Difficulty] | None, typer.Option("--difficulty", help="Only so difficult; may be given again.")
    ] = None,
    number: Annotated[
        int | None, typer.Option("--number", min=1, help="Most items. Without it: all there are.")
    ] = None,
    title: Annotated[str, typer.Option(help="What the set is called.")] = "Quiz",
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Make items from the paragraphs of your library. Only those that pass every check are proposed."""
    from time import perf_counter

    from corpus.library import Library
    from evals.quiz_make import Wanted, make_items
    from evals.quiz_set import QuizSet, write_set

    began = perf_counter()
    library = Library.open(settings_for(demo).data)
    wanted = Wanted(
        documents=tuple(document or ()), kinds=tuple(kind or ()), difficulties=tuple(difficulty or ()), number=number
    )
    made = make_items(library, wanted, _progress)
    pointer = library.pointer()
    library.close()
    write_set(QuizSet(title=title, library=pointer.fingerprint if pointer else "", items=made.items), out)
    if as_json:
        print_json(
            {"file": str(out), "items": len(made.items), "kinds": _kinds(made.items), "failed": _counted(made.failed)}
        )
        return
    typer.echo(
        f"{len(made.items)} items in {out} after {perf_counter() - began:.1f} s: {_in_words(_kinds(made.items))}."
    )
    if number is not None and len(made.items) < number:
        typer.echo(f"You asked for {number}. The paragraphs give no more that pass every check.")
    if made.failed:
        typer.echo(f"Not proposed, by the check that they failed: {_in_words(_counted(made.failed))}.")


def review(
    file: SetFile,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="Mark this item accepted; may be given again.")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", help="Mark this item rejected; may be given again.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who accepts: it stands with each item, and in every export.")] = "",
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Hold a set against your library: mark items whose paragraph has changed as stale, and name every check that fails.

    Exit code 1 where an item is stale or fails a check.
    """
    from dataclasses import replace
    from datetime import date

    from corpus.errors import QuizError
    from corpus.library import Library
    from evals.quiz_review import accepted_by, decided, reviewed
    from evals.quiz_set import read_set, write_set

    quiz = read_set(file)
    try:
        items = decided(quiz.items, accept or (), ItemState.ACCEPTED, accepted_by(by, date.today()))
        items = decided(items, reject or (), ItemState.REJECTED)
    except KeyError as error:
        raise QuizError(f"Expected the id of an item of {file}, found {error}. `quiz list` shows them.") from error
    library = Library.open(settings_for(demo).data)
    marked, failed = reviewed(items, library)
    library.close()
    write_set(replace(quiz, items=marked), file)
    if as_json:
        print_json({"items": len(marked), "states": _states(marked), "failed": [_failure(it) for it in failed]})
    else:
        typer.echo(f"{len(marked)} items: {_in_words(_states(marked))}.")
        typer.echo("\n".join(map(str, failed)) or "Every item passes every check.")
    if failed:
        raise typer.Exit(1)


def listed(file: SetFile, as_json: AsJson = False) -> None:
    """List the items of a set: id, kind, state, paragraph, key and question."""
    from evals.quiz_set import read_set

    rows = [_row(item) for item in read_set(file).items]
    if as_json:
        print_json(rows)
    else:
        print_table(
            list(rows[0]) if rows else ["id"],
            [{**it, "key": shortened(it["key"], KEY), "question": shortened(it["question"], STEM)} for it in rows],
        )


def _row(item: "Item") -> dict[str, Any]:
    from evals.quiz_text import accepted_line

    return {
        "id": item.id,
        "kind": item.kind.value,
        "difficulty": item.difficulty.value,
        "state": item.state.value,
        "accepted": accepted_line(item),
        "paragraph": item.source.paragraph_id,
        "key": "; ".join(item.key),
        "question": " ".join(part for part in (item.scenario, item.stem) if part),
    }


def _failure(failure: "Failure") -> dict[str, str]:
    return {"item": failure.item, "check": failure.check.value, "why": failure.why}


def _progress(doing: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{doing}: {done} of {of}", nl=done == of, err=True)
    elif done % SAID_EVERY == 0 or done == of:
        typer.echo(f"{doing}: {done} of {of}", err=True)


def _kinds(items: "tuple[Item, ...]") -> dict[str, int]:
    return _count(item.kind.value for item in items)


def _states(items: "tuple[Item, ...]") -> dict[str, int]:
    return _count(item.state.value for item in items)


def _counted(failed: "tuple[Failure, ...]") -> dict[str, int]:
    return _count(it.check.value for it in failed)


def _count(names: Any) -> dict[str, int]:
    from collections import Counter

    return dict(Counter(names).most_common())


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"
