"""Quiz shelf: the named quiz sets of an installation, one JSON file each in `quizzes/` of the data folder."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import RLock

from corpus.errors import DataFolderUnusable, QuizError
from corpus.settings import Settings
from evals.quiz_set import QuizSet, read_set, write_set

FOLDER = "quizzes"
LONGEST_NAME = 80
"""Characters of a set's name: what a heading shows on one line of a wide screen."""
SLUG = re.compile(r"[^a-z0-9]+")
_ONE_AT_A_TIME = RLock()
"""Several shelves of one process may keep the same folder."""


class QuizShelf:
    """Named quiz sets. A name is its set's `title`; two names that differ in capitals or spaces alone are one.

    Safe for several threads of a process: a change is read, made and written by one at a time. A file is written whole or
    not at all.
    """

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data / FOLDER

    def names(self) -> tuple[str, ...]:
        """Every name, in alphabetical order; of a file that cannot be read, the file's own name."""
        return tuple(sorted({_title(path) for path in self.folder.glob("*.json")}, key=str.casefold))

    def get(self, name: str) -> QuizSet:
        """The set of this name. Raises QuizError where there is none, or where its file has mistakes: every one is listed."""
        with _ONE_AT_A_TIME:
            quiz = read_set(self._kept(name))
        return replace(quiz, title=quiz.title or name)

    def put(self, name: str, quiz: QuizSet) -> None:
        """Keep a set under this name, in place of one that is there. Raises QuizError where the name cannot be."""
        named = proper_name(name)
        with _ONE_AT_A_TIME:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise DataFolderUnusable(
                    f"Expected to keep quiz sets in {self.folder}, could not: {error.strerror}."
                ) from error
            write_set(replace(quiz, title=named), self._found(named) or self.folder / _file_name(named))

    def change(self, name: str, changed: Callable[[QuizSet], QuizSet]) -> QuizSet:
        """Keep what `changed` makes of a set; nobody else changes it meanwhile. Raises QuizError, and what `changed` raises."""
        with _ONE_AT_A_TIME:
            quiz = changed(self.get(name))
            self.put(name, quiz)
            return quiz

    def rename(self, name: str, to: str) -> str:
        """Give a set another name and return it as it is kept. Raises QuizError where it is taken, or where no such set is."""
        named = proper_name(to)
        with _ONE_AT_A_TIME:
            old, other = self._kept(name), self._found(named)
            if other is not None and other != old:
                raise QuizError(f"Expected a name that no set has yet, found “{named}”. Choose another.")
            write_set(replace(read_set(old), title=named), self.folder / _file_name(named))
            if old.name != _file_name(named):
                old.unlink()
        return named

    def remove(self, name: str) -> None:
        """Take a set away for good. Raises QuizError where there is none."""
        with _ONE_AT_A_TIME:
            self._kept(name).unlink()

    def has(self, name: str) -> bool:
        """Whether a set has this name."""
        return self._found(name) is not None

    def _kept(self, name: str) -> Path:
        found = self._found(name)
        if found is None:
            raise QuizError(f"Expected the name of a quiz set, found “{name}”. It may have been renamed or deleted.")
        return found

    def _found(self, name: str) -> Path | None:
        """The file of a set: the one that its name leads to, else any whose title it is (somebody put it there by hand)."""
        usual = self.folder / _file_name(name)
        if usual.exists():
            return usual
        return next((it for it in sorted(self.folder.glob("*.json")) if _folded(_title(it)) == _folded(name)), None)


def proper_name(name: str) -> str:
    """A name on one line. Raises QuizError where it is empty, too long or not to be written.

    >>> proper_name("  Induction \\n day ")
    'Induction day'
    """
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME or not named.isprintable():
        raise QuizError(f"Expected a name for the set of 1 to {LONGEST_NAME} characters, found {len(named)}.")
    return named


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _file_name(name: str) -> str:
    """What can be read of a name, and ten digits that tell it from every other."""
    digits = hashlib.sha256(_folded(name).encode()).hexdigest()[:10]
    return f"{SLUG.sub('-', _folded(name))[:40].strip('-') or 'set'}-{digits}.json"


def _title(path: Path) -> str:
    """The title in a file, else the file's name: one that cannot be read must not hide the others."""
    try:
        title = json.loads(path.read_text(encoding="utf-8")).get("title")
    except (OSError, ValueError, AttributeError, RecursionError):
        return path.stem
    return title if isinstance(title, str) and title.strip() else path.stem
