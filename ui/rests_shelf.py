"""What rests on paragraphs in the quiz sets that are kept by name, and what an ingest has made stale in them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import LibraryUnusable
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.settings import Settings
    from evals.pin import Pin


def shelf_pins(settings: "Settings", unread: list[str]) -> "Iterator[Pin]":
    """The pins of every set on the shelf, by its name. Why they could not be read goes into `unread`."""
    from evals.kept_database import is_there

    if not is_there(settings.data):
        return
    from evals.pin import pins_of_items
    from ui.quiz_shelf import QuizShelf

    shelf = QuizShelf(settings)
    try:
        for name in shelf.names():
            yield from pins_of_items(shelf.get(name).items, name)
    except LibraryUnusable as error:
        unread.append(str(error))


def stale_on_shelf(settings: "Settings") -> "Iterator[str]":
    """Mark the items of kept sets whose paragraph says something else now; a line for each set that has new ones.

    The ingest before it is done and stays so: a database that cannot be used is a line too.
    """
    from evals.kept_database import is_there

    if not is_there(settings.data):
        return
    from corpus.library import Library
    from ui.quiz_deciding import flag_stale
    from ui.quiz_shelf import QuizShelf

    library = Library.open(settings.data)
    try:
        for name, count in flag_stale(QuizShelf(settings), library):
            yield wording("impact")["stale_kept"].format(name=name, count=count)
    except LibraryUnusable as error:
        yield wording("impact")["stale_unread"].format(why=error)
    finally:
        library.close()
