"""Imported: a question of a trainer's own bank, before a paragraph is found that settles it."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from evals.quiz_item import Choice, Difficulty, Item, ItemKind, Source
from evals.quiz_mistakes import GAP, mistakes_of
from evals.quiz_text import from_html, plain

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
BLANK = re.compile("_{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A question as another platform's file has it. at: its place in the file, from 1. line: where it starts, from 1.

    The answers are those of an Item of the same kind; no choice has a source.
    """

    at: int
    line: int
    name: str
    kind: ItemKind
    stem: str
    feedback: str = ""
    choices: tuple[Choice, ...] = ()
    accepted: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Question and right answers in one text: what to search for the paragraph that settles it."""
        right = [it.text for it in self.choices if it.right]
        return " ".join(
            (self.stem, *right, *self.accepted, *self.order, *(part for pair in self.pairs for part in pair))
        )

    def keyed(self, source: Source, item_id: str) -> Item:
        """The item that it becomes once its paragraph is known. It is proposed: a trainer looks at the link first.

        A tag that is the name of a difficulty, as our own exports have it, is that; without one it is medium.
        """
        named = [it for it in self.tags if it in set(Difficulty)]
        return Item(
            id=item_id,
            kind=self.kind,
            stem=self.stem,
            source=source,
            feedback=self.feedback,
            difficulty=Difficulty(named[0]) if named else Difficulty.MEDIUM,
            choices=self.choices,
            accepted=self.accepted,
            order=self.order,
            pairs=self.pairs,
            tags=tuple(it for it in self.tags if it not in named),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """What was read: the questions that can be used, and every mistake, each named by its question."""

    questions: tuple[Imported, ...]
    mistakes: tuple[str, ...]


class Unusable(Exception):
    """One question cannot be taken. The message says what was found; the reader adds which question."""


def where(at: int, line: int, name: str) -> str:
    """How a mistake names its question.

    >>> where(3, 12, "Who leads?")
    'question 3 (line 12, “Who leads?”)'
    """
    return f"question {at} (line {line}, “{name}”)" if name else f"question {at} (line {line})"


def checked(found: Imported) -> Iterator[str]:
    """The mistakes of one question, each with its name."""
    for mistake in mistakes_of(found):
        yield f"{where(found.at, found.line, found.name)}: {mistake}"


def words_of(text: str, form: str) -> str:
    """A text of another platform as plain words. form: "html", or another of Moodle's, where tags are read too."""
    return from_html(text) if form == "html" or TAG.search(text) else plain(text)


def with_gap(stem: str) -> str:
    """A stem that says where to fill in: its only run of underscores, its only gap, or the end."""
    if len(BLANK.findall(stem)) == 1:
        return BLANK.sub(GAP, stem)
    return stem if stem.count(GAP) == 1 else f"{stem} {GAP}"


def imported_json(found: Imported) -> dict[str, Any]:
    """A question as JSON, for programs."""
    return {**asdict(found), "kind": found.kind.value}
