"""`soundingboard asked-as`: reviewed questions that a paragraph answers, which search learns an area's own words from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.asked_as import AskedAsState
from ui.options import AsJson, Demo, settings_for
from ui.printing import print_json, print_table

if TYPE_CHECKING:
    from corpus.asked_as_store import AskedAsStore
    from corpus.embedder import Embedder
    from corpus.library import Library
    from corpus.settings import Settings

By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides, in place of your user name.")]
Line = Annotated[int, typer.Argument(metavar="LINE", help="The line's number, as `asked-as list` gives it.")]


def register(app: typer.Typer) -> None:
    """Add `asked-as` with its own commands to the command line."""
    asked_as = typer.Typer(
        name="asked-as",
        help="Questions that a paragraph answers, in the words of those who ask: searched, never shown as guidance.",
        no_args_is_help=True,
    )
    asked_as.command(name="list")(list_lines)
    asked_as.command(name="import")(import_cases)
    for command in (propose, accept, drop):
        asked_as.command()(command)
    app.add_typer(asked_as)


def list_lines(
    state: Annotated[AskedAsState | None, typer.Option(help="Only the lines in this state.")] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """List the lines, those that wait for a reviewer first."""
    from ui.asked_as_listing import asked_as_row, in_review_order

    with _opened(settings_for(demo)) as (store, library):
        rows = [asked_as_row(line, library) for line in in_review_order(store.lines(state))]
    if as_json:
        print_json(rows)
    else:
        print_table(("id", "state", "paragraph_id", "source", "proposed_by", "decided_by", "question"), rows)


def propose(
    paragraph_id: Annotated[str, typer.Argument(metavar="PARAGRAPH", help="The paragraph's id.")],
    question: Annotated[str, typer.Argument(help="The question as people ask it. What identifies someone is masked.")],
    by: By = None,
    demo: Demo = False,
) -> None:
    """Propose a question for a paragraph. It is searched once someone accepts it."""
    from assistant.asked_as import proposal
    from corpus.asked_as import AskedAsSource

    with _opened(settings_for(demo)) as (store, library):
        paragraph, names = library.paragraph(paragraph_id), _names(settings_for(demo))
        line = store.propose(proposal(question, paragraph, names, AskedAsSource.OWNER, "", _who(by)))
    typer.echo(f"{line.id} {line.state.value}: {line.question}")


def accept(line: Line, by: By = None, demo: Demo = False) -> None:
    """Accept a line: the next question is searched with it."""
    from corpus.asked_as_review import accept as accepted

    settings = settings_for(demo)
    with _opened(settings) as (store, library):
        found = accepted(line, _who(by), store, library, _embedder(settings))
    typer.echo(f"{found.id} accepted for {found.paragraph_id}.")


def drop(line: Line, by: By = None, demo: Demo = False) -> None:
    """Drop a line: its words are erased, who proposed and who dropped it is kept."""
    from corpus.asked_as_review import drop as dropped

    with _opened(settings_for(demo)) as (store, _):
        found = dropped(line, _who(by), store)
    typer.echo(f"{found.id} dropped.")


def import_cases(
    suite: Annotated[Path, typer.Argument(help="A suite: .xlsx, .csv or JSON lines. Only accepted cases are taken.")],
    accept_all: Annotated[bool, typer.Option("--accept", help="Accept them too: you have read them.")] = False,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Propose the questions of SUITE for the paragraphs that their must_cite names.

    Cases without an answer, and those that need the turns before them, are left out.
    """
    from assistant.asked_as import proposal
    from corpus.asked_as import AskedAsSource
    from corpus.asked_as_review import accept as accepted
    from evals.asked_as_cases import attachable
    from evals.shelf import Shelf
    from evals.suite import read_suite

    settings, who = settings_for(demo), _who(by)
    names, lines = _names(settings), []
    with _opened(settings) as (store, library):
        cases = read_suite(suite, Shelf.of(library))
        for case, paragraph in attachable(cases, library):
            origin = f"{suite.stem}:{case.id}"
            lines.append(store.propose(proposal(case.question, paragraph, names, AskedAsSource.CASE, origin, who)))
        waiting = [it for it in lines if it.state is AskedAsState.PROPOSED]
        if accept_all:
            embedder = _embedder(settings)
            for line in waiting:
                accepted(line.id, who, store, library, embedder)
    done = "accepted" if accept_all else "proposed"
    typer.echo(
        f"{len(waiting)} lines {done} from {len(cases)} cases; {len(lines) - len(waiting)} were accepted before."
    )


@contextmanager
def _opened(settings: "Settings") -> "Iterator[tuple[AskedAsStore, Library]]":
    from corpus.asked_as_store import AskedAsStore
    from corpus.library import Library

    library = Library.open(settings.data)
    store = AskedAsStore.open(settings.data)
    try:
        yield store, library
    finally:
        store.close()
        library.close()


def _names(settings: "Settings") -> frozenset[str]:
    """The names that the library itself uses, which are not masked."""
    from corpus.snapshot import Shelf

    shelf = Shelf(settings.data)
    try:
        with shelf.snapshot() as snapshot:
            return snapshot.names
    finally:
        shelf.close()


def _embedder(settings: "Settings") -> "Embedder":
    from corpus.embedder import open_embedder

    return open_embedder(settings.embedder, settings.models, threads=1)


def _who(by: str | None) -> str:
    """A name that was said, with the user name beside it."""
    from getpass import getuser

    said = " ".join((by or "").split())
    return f"{said} (user {getuser()})" if said else getuser()
