"""What rests on the paragraphs of an installation: its suites, kept answers, criteria maps, quiz sets and asked-as
lines, as pins.

Suites are the files of `suites/` in the data folder, quiz sets those that are kept by name and the files of `quiz/`. The
demonstration library has the demonstration suite besides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SoundingBoardError

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.settings import Settings
    from evals.asked_again import SuiteCases
    from evals.pin import Pin

SUITES = "suites"
QUIZ = "quiz"
SUITE_ENDINGS = (".jsonl", ".csv", ".xlsx")
DEMO_SUITE = Path(__file__).resolve().parent.parent / "evals" / "suites" / "demo.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Everything that rests on paragraphs. suites: the cases, to be asked again. unread: why files could not be read."""

    pins: "tuple[Pin, ...]"
    suites: "tuple[SuiteCases, ...]"
    unread: tuple[str, ...] = ()


def resting(settings: "Settings", library: "Library | None") -> Resting:
    """What rests on the paragraphs of a library: kept suites, kept answers, criteria maps, kept quiz sets, asked-as lines."""
    from ui.rests_answers import answers_resting
    from ui.rests_asked_as import lines_resting
    from ui.rests_shelf import shelf_pins

    unread: list[str] = []
    suites = tuple(_kept_suites(settings, library, unread))
    answers = answers_resting(settings, library)
    items = (*_kept_items(settings, unread), *shelf_pins(settings, unread))
    lines = lines_resting(settings, library, unread)
    pins = (*_pins(suites, library), *answers, *items, *lines)
    return Resting(pins=pins, suites=suites, unread=tuple(unread))


def resting_on(
    suites: Sequence[Path], quizzes: Sequence[Path], settings: "Settings", library: "Library | None"
) -> Resting:
    """The same with the suites and quiz sets that are named alone, in place of everything that is kept. Raises SuiteError,
    QuizError.
    """
    from evals.shelf import Shelf
    from evals.suite import read_suite

    if not suites and not quizzes:
        return resting(settings, library)
    shelf = Shelf.of(library) if library else None
    read = tuple((path.stem, read_suite(path, shelf)) for path in suites)
    items = tuple(pin for path in quizzes for pin in _items(path))
    return Resting(pins=(*_pins(read, library), *items), suites=read)


def _pins(suites: "Iterable[SuiteCases]", library: "Library | None") -> "Iterator[Pin]":
    from evals.pin import pins_of_cases, pins_of_criteria

    for name, cases in suites:
        yield from pins_of_cases(name, cases)
    yield from pins_of_criteria(library.criteria() if library else ())


def _kept_suites(settings: "Settings", library: "Library | None", unread: list[str]) -> "Iterator[SuiteCases]":
    from evals.shelf import Shelf
    from evals.suite import read_suite

    shelf = Shelf.of(library) if library else None
    kept = sorted(it for it in (settings.data / SUITES).glob("*") if it.suffix in SUITE_ENDINGS)
    for path in (*kept, *([DEMO_SUITE] if settings.data == settings.demo_data else [])):
        try:
            yield path.stem, read_suite(path, shelf)
        except SoundingBoardError as error:
            unread.append(str(error))


def _kept_items(settings: "Settings", unread: list[str]) -> "Iterator[Pin]":
    for path in quiz_files(settings):
        try:
            yield from _items(path)
        except SoundingBoardError as error:
            unread.append(str(error))


def quiz_files(settings: "Settings") -> tuple[Path, ...]:
    """The files of quiz sets in a data folder, by name; those kept by name are in the database."""
    return tuple(sorted((settings.data / QUIZ).glob("*.json")))


def _items(path: Path) -> "tuple[Pin, ...]":
    """The pins of a quiz set. Raises QuizError with every mistake in it."""
    from evals.pin import pins_of_items
    from evals.quiz_set import read_set

    return pins_of_items(read_set(path).items, path.stem)
