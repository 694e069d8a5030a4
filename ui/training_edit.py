"""Training edit: the form of an item, read back as the trainer's wording, and kept with its checks run again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from evals.quiz_edit import Edit, Worded, edited
from evals.quiz_item import UNLINKED, Difficulty, Item, ItemKind, ItemState
from evals.quiz_mistakes import mistakes_of
from evals.quiz_requote import looked_at
from evals.quiz_review import accepted_by
from evals.quiz_set import ITEMS, QuizSet
from ui.training_room import Sent, TrainingRoom, first
from ui.wording import wording

MOST_ROWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of an edit. mistakes: why nothing was kept. did: what was kept, by its name in the wording."""

    mistakes: tuple[tuple[str, str], ...] = ()
    did: str = ""


def edit_sent(item: Item, form: Sent) -> Edit:
    """The wording in a form. An answer or a pair that was left empty is none."""
    pairs = [(first(form, f"left-{at}"), first(form, f"match-{at}")) for at in range(MOST_ROWS)]
    named = first(form, "difficulty")
    return Edit(
        scenario=first(form, "scenario"),
        stem=first(form, "stem"),
        feedback=first(form, "feedback"),
        difficulty=next((it for it in Difficulty if it.value == named), item.difficulty),
        quote=_as_printed(first(form, "quote"), item),
        choices=tuple(it for it in choices_sent(form) if it.text),
        accepted=_lines(form, "accepted"),
        order=_lines(form, "order"),
        pairs=tuple(it for it in pairs if any(it)),
    )


def choices_sent(form: Sent) -> tuple[Worded, ...]:
    """The answers of a form, those too that were there and were left empty."""
    right = set(form.get("right", ()))
    rows = (
        Worded(
            text=first(form, f"choice-{at}"),
            right=str(at) in right,
            feedback=first(form, f"told-{at}"),
            was=_place(first(form, f"was-{at}")),
        )
        for at in range(MOST_ROWS)
    )
    return tuple(it for it in rows if it.text or it.was is not None)


def keep_edit(room: TrainingRoom, name: str, item_id: str, form: Sent) -> Kept:
    """Keep an item as it was sent, accepted only where that was asked for and every check holds; else it waits for review.

    Nothing is kept where it could not be asked, or where somebody has changed the item since the form was opened.
    """
    paragraphs = room.checks.paragraphs()
    acceptance = accepted_by(first(form, "by"), date.today())
    found: list[Kept] = []

    def change(quiz: QuizSet) -> QuizSet:
        old = next((it for it in quiz.items if it.id == item_id), None)
        if old is None or seen(old) != first(form, "seen"):
            found.append(Kept(mistakes=(("", wording("training")["mistake"]["seen"]),)))
            return quiz
        new = looked_at(edited(old, edit_sent(old, form), paragraphs)).put(ItemState.PROPOSED)
        mistakes = tuple((_field(new.kind, it), it[:1].upper() + it[1:]) for it in mistakes_of(new))
        if mistakes:
            found.append(Kept(mistakes=mistakes))
            return quiz
        items = tuple(new if it is old else it for it in quiz.items)
        did = _did(new, holds=not room.checks.of(items).get(item_id))
        found.append(Kept(did=did))
        if did == "saved" and first(form, "then") == "accept":
            items = tuple(it.put(ItemState.ACCEPTED, acceptance) if it is new else it for it in items)
        return replace(quiz, items=items)

    room.shelf.change(name, change)
    return found[0]


def _did(item: Item, *, holds: bool) -> str:
    """What is said of an edit that was kept: whether anything stands in the way of accepting it."""
    if not holds:
        return "saved_failing"
    return "saved_not_linked" if UNLINKED in item.tags else "saved"


def seen(item: Item) -> str:
    """A digest by which a form knows whether its item is still the one that it was opened with."""
    written = json.dumps(ITEMS.dump_python(item, mode="json"), sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def with_spare(given: Sequence[Worded], kind: ItemKind) -> tuple[Worded, ...]:
    """The answers of a form, and an empty one where there may be more."""
    spare = () if kind is ItemKind.TRUE_FALSE else (Worded(text="", right=False, feedback=""),)
    return (*given, *spare)


def _as_printed(quote: str, item: Item) -> str:
    """A quote with the blanks that it had where only those are other: a browser may send line ends in its own way."""
    old = item.source.quote
    return old if quote.split() == old.split() else quote


def _place(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _lines(form: Sent, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in first(form, name).split("\n") if line.strip())


def _field(kind: ItemKind, mistake: str) -> str:
    """The field of the form that a mistake is about."""
    if "stem" in mistake:
        return "stem"
    return {ItemKind.GAP: "accepted", ItemKind.ORDERING: "order", ItemKind.MATCHING: "pairs"}.get(kind, "choices")
