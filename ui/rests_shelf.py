"""What rests on paragraphs in the quiz sets that are kept by name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.settings import Settings
    from evals.pin import Pin


def shelf_pins(settings: "Settings") -> "Iterator[Pin]":
    """The pins of every set on the shelf, by its name."""
    from evals.pin import pins_of_items
    from ui.quiz_shelf import QuizShelf

    shelf = QuizShelf(settings)
    for name in shelf.names():
        yield from pins_of_items(shelf.get(name).items, name)
