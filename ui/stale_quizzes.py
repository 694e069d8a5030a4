"""Kept quiz items whose paragraph an ingest has changed are flagged stale in their sets, so that a trainer sees them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import LibraryUnusable
from ui.wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.library import Library
    from corpus.settings import Settings


def stale_lines(settings: "Settings") -> Iterator[str]:
    """Flag the items of kept sets, and of the files of sets, that rest on other words now; a line for each that has new ones.

    An item that a trainer rejected is left alone, and a file that cannot be read too: change impact says so by name. The ingest
    before is done and stays so: a database of sets that cannot be used is a line too. Raises QuizError where a file cannot be
    written.
    """
    from corpus.library import Library
    from ui.quiz_deciding import flag_stale
    from ui.quiz_shelf import QuizShelf
    from ui.rests import quiz_files

    words = wording("impact")
    library = Library.open(settings.data)
    try:
        try:
            for name, count in flag_stale(QuizShelf(settings), library):
                yield words["stale_kept"].format(count=count, name=name)
        except LibraryUnusable as error:
            yield words["stale_unread"].format(why=error)
        for path in quiz_files(settings):
            if count := _flagged(path, library):
                yield words["stale"].format(count=count, name=path.stem, file=path)
    finally:
        library.close()


def _flagged(path: "Path", library: "Library") -> int:
    """How many items of a file became stale just now; they are marked in it."""
    from corpus.errors import QuizError
    from evals.quiz_set import read_set, write_set
    from ui.quiz_deciding import all_stale, newly_stale

    try:
        quiz = read_set(path)
    except QuizError:
        return 0
    behind = newly_stale(quiz.items, library)
    if behind:
        write_set(all_stale(read_set(path), behind), path)  # read again: a trainer may have kept it meanwhile
    return len(behind)
