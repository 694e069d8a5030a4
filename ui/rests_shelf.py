"""What rests on paragraphs in the quiz sets that are kept by name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import LibraryUnusable

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
