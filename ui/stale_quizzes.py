"""Kept quiz items whose paragraph an ingest has changed are flagged stale in their sets, so that a trainer sees them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from corpus.paragraph import Paragraph
    from corpus.settings import Settings
    from evals.quiz_set import QuizSet


def stale_lines(settings: "Settings") -> Iterator[str]:
    """Flag the items of the sets in a data folder that rest on other words now; one line for each set that has new ones.

    An item that a trainer rejected is left alone, and a set that cannot be read too: change impact says so by name. Raises
    QuizError where a set cannot be written.
    """
    from corpus.errors import QuizError
    from evals.quiz_set import read_set, write_set
    from ui.rests import name_of, quiz_files

    sets: dict[Path, QuizSet] = {}
    for path in quiz_files(settings):
        with suppress(QuizError):
            sets[path] = read_set(path)
    paragraphs = _paragraphs(settings, sets.values()) if sets else {}
    for path in sets:
        quiz = read_set(path)  # again: a trainer may have kept it meanwhile
        marked = _marked(quiz, paragraphs)
        if marked != quiz:
            write_set(marked, path)
            count = sum(old != new for old, new in zip(quiz.items, marked.items, strict=True))
            yield wording("impact")["stale"].format(count=count, name=name_of(path, quiz), file=path)


def _marked(quiz: "QuizSet", paragraphs: "Mapping[str, Paragraph]") -> "QuizSet":
    from evals.quiz_checks import stale
    from evals.quiz_item import ItemState

    open_ = [it for it in quiz.items if it.state in (ItemState.PROPOSED, ItemState.ACCEPTED)]
    behind = {failure.item for failure in stale(open_, paragraphs)}
    items = tuple(replace(it, state=ItemState.STALE) if it.id in behind else it for it in quiz.items)
    return replace(quiz, items=items)


def _paragraphs(settings: "Settings", sets: "Iterable[QuizSet]") -> "Mapping[str, Paragraph]":
    """The paragraphs that speak today of the documents that the items rest on, by id."""
    from corpus.library import Library
    from evals.speaking import speaking

    items = [item for quiz in sets for item in quiz.items]
    sources = [it for item in items for it in (item.source, *(choice.source for choice in item.choices)) if it]
    library = Library.open(settings.data)
    try:
        spoken = speaking(library, of={it.document_id for it in sources})
    finally:
        library.close()
    return {paragraph.id: paragraph for paragraphs in spoken.values() for paragraph in paragraphs}
