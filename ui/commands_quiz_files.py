"""`soundingboard quiz export` and `quiz import`: items to the platforms that trainers use, and their own banks from there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import QuizError
from evals.quiz_item import ItemState
from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json

if TYPE_CHECKING:
    from evals.quiz_imported import Bank
    from evals.quiz_item import Item

FORMATS = "moodle-xml, gift, qti, h5p, anki, csv, xlsx-kahoot, xlsx-quizizz or docx"


def export(
    quiz: Annotated[Path, typer.Argument(metavar="SET", help="A quiz set, as `quiz make` writes it.")],
    form: Annotated[str, typer.Option("--format", help=f"One of {FORMATS}.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write. Without it: the set's name and the usual ending.")
    ] = None,
    state: Annotated[
        list[ItemState] | None,
        typer.Option(help="Export items of this state; may be given again. Without it: accepted ones."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the accepted items of SET as a file that a learning platform imports.

    Key, feedback and source (title, edition, number, quote) go with each item.
    docs/quiz-formats.md says what becomes of each kind.
    """
    from evals.quiz_export import FORMS, export
    from evals.quiz_set import read_items

    wanted = _format(form)
    states = tuple(state or (ItemState.ACCEPTED,))
    items = _in_states(read_items(quiz), states, quiz)
    path = out or quiz.with_suffix(FORMS[wanted].ending)
    if path.resolve() == quiz.resolve():
        raise QuizError(f"Expected another file than the quiz set itself, found {path}. Name one with --out.")
    made = export(items, wanted)
    _write(path, made.contents)
    if as_json:
        print_json({"file": str(path), "format": wanted.value, "items": len(items), "notes": list(made.notes)})
        return
    typer.echo(
        f"{len(items)} items in {path}." + (f" Not all as they are, {len(made.notes)} note(s):" if made.notes else "")
    )
    for note in made.notes:
        typer.echo(note, err=True)


def import_bank(
    bank: Annotated[
        Path, typer.Argument(metavar="FILE", help="A question bank: Moodle XML (.xml) or GIFT (.gift, .txt).")
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="Find the paragraph for each question in your library and write a quiz set here."),
    ] = None,
    area: Annotated[str | None, typer.Option(help="Look for paragraphs that speak for this area.")] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Read a bank of your own. With --out, link each question to the paragraph whose words answer it.

    A linked item is proposed, not accepted: look at its paragraph first. What a question has that an item cannot hold
    (a picture, a partly right answer) is named.
    Exit code 1 where a question could not be read or linked.
    """
    from evals.quiz_linking import linked
    from evals.quiz_set import write_items

    found = _read(bank)
    unlinked: tuple[str, ...] = ()
    if out is not None:
        from assistant.board import Board

        board = Board.open(settings_for(demo))
        items, unlinked = linked(found.questions, lambda words, most: board.search(words, area, most), bank.stem)
        if items:
            write_items(out, items)
    wrong = (*found.mistakes, *unlinked)
    if as_json:
        rows = [_row(it) for it in found.questions]
        print_json({"questions": rows, "mistakes": list(wrong), "findings": list(found.findings)})
    else:
        typer.echo(f"{len(found.questions)} questions read from {bank}." + (f" Set written to {out}." if out else ""))
        for line in (*wrong, *found.findings):
            typer.echo(line, err=True)
    if wrong:
        raise typer.Exit(1)


def _format(name: str) -> Any:
    from evals.quiz_export import QuizFormat

    try:
        return QuizFormat(name)
    except ValueError:
        raise QuizError(f"Expected --format to be {FORMATS}, found {name!r}.") from None


def _in_states(items: "tuple[Item, ...]", states: tuple[ItemState, ...], quiz: Path) -> "tuple[Item, ...]":
    chosen = tuple(it for it in items if it.state in states)
    if not chosen:
        named = " or ".join(it.value for it in states)
        raise QuizError(
            f"Expected items in {quiz} that are {named}, found none among {len(items)}. "
            "Accept some with `soundingboard quiz review`, or choose others with --state."
        )
    return chosen


def _read(bank: Path) -> "Bank":
    from evals.quiz_read_gift import read_gift
    from evals.quiz_read_moodle import read_moodle

    ending = bank.suffix.lower()
    if ending == ".xml":
        return read_moodle(bank)
    if ending in (".gift", ".txt"):
        return read_gift(bank)
    raise QuizError(f"Expected a question bank that ends in .xml, .gift or .txt, found {bank.name!r}.")


def _row(question: Any) -> dict[str, Any]:
    from evals.quiz_imported import imported_json

    return imported_json(question)


def _write(path: Path, contents: bytes) -> None:
    try:
        path.write_bytes(contents)
    except OSError as error:
        raise QuizError(
            f"Expected to write {path}, could not: {error.strerror}. Name another file with --out."
        ) from error
