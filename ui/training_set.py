"""Training set: the items of a set as every page of it has them, with their checks and the state that people see."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.quiz_checks import Failure, stale
from evals.quiz_item import REQUOTED, UNLINKED, Item, ItemState
from evals.quiz_text import one_line
from ui.training_marks import stem_parts
from ui.training_room import TrainingRoom, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item of a set. place: from 1. asked: its question on one line, without the document that it names."""

    place: int
    item: Item
    state: ItemState
    failed: tuple[Failure, ...]
    asked: str

    @property
    def guessed(self) -> bool:
        """Whether its paragraph is only the nearest one to a question that was brought in."""
        return UNLINKED in self.item.tags

    @property
    def requoted(self) -> bool:
        """Whether its quote was put in from a new edition, and nobody has looked at question and answers since."""
        return REQUOTED in self.item.tags

    @property
    def held(self) -> str:
        """Why it is accepted on purpose only, by its name in the wording; "" where nothing stands in the way."""
        if self.failed:
            return "not_accepted"
        return "not_linked" if self.guessed else "not_looked_at" if self.requoted else ""


def rows_of(room: TrainingRoom, name: str) -> tuple[Row, ...]:
    """Every item of a set, in its order. Raises QuizError, LibraryMissing."""
    items = room.shelf.get(name).items
    failed = room.checks.of(items)
    return tuple(
        Row(place=at, item=it, state=state_of(it, failed.get(it.id, ())), failed=failed.get(it.id, ()), asked=asked(it))
        for at, it in enumerate(items, start=1)
    )


def asked(item: Item) -> str:
    """The question on one line: the story, the task, and the words that it is about, else where those stand."""
    stem = stem_parts(item.stem)
    said = f"“{stem.said}”" if stem.said else "" if item.scenario or not stem.where else f"({stem.where})"
    return one_line(" ".join(it for it in (item.scenario, stem.task, said) if it))


def counts_of(rows: Sequence[Row]) -> dict[str, int]:
    """How many items are in each state, in the order of the states."""
    counts = Counter(it.state for it in rows)
    return {state.value: counts[state] for state in ItemState}


def chosen(rows: Sequence[Row], show: str) -> tuple[Row, ...]:
    """Those in one state, those that fail a check or have no sure paragraph ("failing"), or all ("")."""
    if show == "failing":
        return tuple(it for it in rows if it.held)
    return tuple(it for it in rows if not show or it.state.value == show)


def to_review(rows: Sequence[Row], after: str = "") -> Row | None:
    """The next item after one that waits for a decision, from the beginning again at the end; None where all are decided."""
    place = next((it.place for it in rows if it.item.id == after), 0)
    waiting = [it for it in rows if it.state in (ItemState.PROPOSED, ItemState.STALE) and it.item.id != after]
    return next((it for it in waiting if it.place > place), waiting[0] if waiting else None)


def for_learners(room: TrainingRoom, name: str) -> tuple[Item, ...]:
    """The accepted items of a set whose paragraphs still say what they said. Raises UnknownQuiz, LibraryMissing."""
    items = [it for it in room.shelf.get(name).items if it.state is ItemState.ACCEPTED]
    behind = {it.item for it in stale(items, room.checks.paragraphs())}
    return tuple(it for it in items if it.id not in behind)


def in_quiz(rows: Sequence[Row], every: bool) -> tuple[Item, ...]:
    """The items that a learner gets: the accepted ones; with `every` those too that wait for review."""
    states = (ItemState.ACCEPTED, ItemState.PROPOSED) if every else (ItemState.ACCEPTED,)
    return tuple(it.item for it in rows if it.state in states)
