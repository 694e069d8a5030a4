"""Desk: what every face asks. It puts a question to the assistant and keeps the answer that was shown."""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.mask import Masked, mask
from assistant.outcome import Outcome
from assistant.question import Question, Turn, writable
from corpus.document import Nation
from corpus.errors import LibraryUnusable, SoundingBoardError, UnknownArea
from corpus.library import Library
from corpus.settings import Settings
from ui.records import Records

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as a face was given it, before anything about it is checked."""

    text: str
    history: tuple[Turn, ...] = ()
    area: str | None = None
    nation: str | None = None
    on: date | None = None
    explain: bool = False
    think: bool = False


class Desk:
    """One installation's board, library and records. Safe to use from several threads."""

    def __init__(self, settings: Settings, *, desks: bool = True) -> None:
        """`desks`: whether the desks for evals, quizzes and asked-as lines are open here, so that pages lead to them."""
        self.settings = settings
        self.desks = desks
        self.board = Board.open(settings)
        self._library: Library | None = None
        self._records: Records | None = None
        self._opening = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def ask(self, asked: Asked) -> Answer:
        """Ask, keep the answer, give it back. Raises what asking raises.

        The urgent check comes before everything else, so a nation that does not exist is refused only after it.
        """
        nation = next((nation for nation in Nation if nation.value == asked.nation), None)
        question = Question(
            text=writable(asked.text),
            history=tuple(replace(turn, question=writable(turn.question)) for turn in asked.history),
            area=asked.area,
            nation=nation,
            on=asked.on,
            explain=asked.explain,
            think=asked.think,
        )
        answer = ask(question, self.board)
        if asked.nation is not None and nation is None and answer.outcome is not Outcome.URGENT:
            names = ", ".join(nation.value for nation in Nation)
            raise UnknownArea(f"Expected a nation ({names}), found {asked.nation!r}.")
        self._keep(answer)
        return answer

    def warm(self) -> None:
        """Make ready what the first question would wait for; where that fails, the question itself will say why."""
        with suppress(SoundingBoardError):
            self.board.warm()

    def masked(self, text: str) -> Masked:
        """A text without what could identify anyone. Names that the library itself uses are kept, where there is one."""
        try:
            with self.board.shelf.snapshot() as snapshot:
                return mask(text, snapshot.names)
        except LibraryUnusable:
            return mask(text, frozenset())

    def library(self) -> Library:
        """The library, opened once. Raises LibraryMissing for as long as there is none."""
        with self._opening:
            if self._library is None:
                self._library = Library.open(self.settings.data)
            return self._library

    def records(self) -> Records:
        """The records, opened when they are first needed."""
        with self._opening:
            if self._records is None:
                self._records = Records.open(self.settings.data)
            return self._records

    def close(self) -> None:
        """Close the board, the library and the records."""
        self.board.close()
        for store in (self._library, self._records):
            if store is not None:
                store.close()

    def _keep(self, answer: Answer) -> None:
        """A record that cannot be written never costs anyone their answer. Only the kind of fault is logged.

        An explanation is for whoever asked for it, and is not kept.
        """
        try:
            self.records().keep(replace(answer, considered=None, weighing=None))
        except (SQLAlchemyError, LibraryUnusable, OSError) as error:
            log.error("The answer %s could not be kept (%s).", answer.id, type(error).__name__)
