"""One item at the Training desk: beside its paragraph, decided, edited."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from corpus.days import published_in_words
from corpus.errors import QuizError, Unknown
from evals.quiz_edit import Edit, edit_of
from evals.quiz_item import Item, ItemKind, ItemState, Source
from evals.quiz_requote import not_said, requoted
from evals.quiz_review import accepted_by, decided
from ui.training_edit import choices_sent, edit_sent, keep_edit, seen, with_spare
from ui.training_name import Trainer, remembered
from ui.training_pages import moved, page
from ui.training_room import Sent, TrainingRoom, TrainingRoute, first, room_of, sent
from ui.training_set import Row, rows_of, to_review
from ui.training_view import beside, shown
from ui.wording import wording

HELD = ("saved_failing", "saved_not_linked", "not_accepted", "not_linked", "not_looked_at", "requoted")
"""What came of a form that was not all that was asked for."""
router = APIRouter(prefix="/training", include_in_schema=False, route_class=TrainingRoute)
Room = Annotated[TrainingRoom, Depends(room_of)]
Form = Annotated[Sent, Depends(sent)]


@router.get("/item")
def item(room: Room, trainer: Trainer, set: str, item: str, did: str = "", was: str = "") -> Response:
    """An item beside its paragraph, with every check that fails."""
    rows = rows_of(room, set)
    row = row_of(rows, item)
    known = {it.item.id for it in rows}
    fields = {
        "set": set,
        "item": row.item,
        "item_state": row.state.value,
        "row": row,
        "not_said": not_said(row.item),
        "new_quote": _requoted(room, row),
        "held": did in HELD,
        "place": row.place,
        "total": len(rows),
        "before": rows[row.place - 2].item.id if row.place > 1 else "",
        "after": rows[row.place].item.id if row.place < len(rows) else "",
        "shown": shown(row.item, row.failed),
        "beside": beside(row.item, room.desk.library(), room.checks.paragraphs()),
        "said": wording("training")["did"].get(did, ""),
        "was": was if was in known else "",
        "trainer": trainer,
    }
    return page("item", fields)


@router.get("/review")
def review(room: Room, set: str) -> Response:
    """On to the first item that waits for a decision."""
    row = to_review(rows_of(room, set))
    return moved("item", set=set, item=row.item.id) if row else _all_done(set)


@router.post("/decide")
def decide(room: Room, form: Form) -> Response:
    """Accept or reject an item, or put it back; then on to the next that waits.

    What fails a check is accepted on purpose only.
    """
    name, item_id = first(form, "set"), first(form, "item")
    state = next((it for it in ItemState if it.value == first(form, "state")), ItemState.PROPOSED)
    acceptance = accepted_by(first(form, "by"), date.today())
    row = row_of(rows_of(room, name), item_id)
    if state is ItemState.ACCEPTED and row.state is ItemState.STALE:
        return moved("item", set=name, item=item_id, did="not_accepted")
    if state is ItemState.ACCEPTED and row.held and not first(form, "anyway"):
        return moved("item", set=name, item=item_id, did=row.held)

    room.shelf.change(name, lambda quiz: replace(quiz, items=decided(quiz.items, [item_id], state, acceptance)))
    if state is ItemState.PROPOSED:
        return moved("item", set=name, item=item_id, did=state.value)
    following = to_review(rows_of(room, name), item_id)
    on = moved("item", set=name, item=following.item.id, did=state.value, was=item_id) if following else _all_done(name)
    return remembered(on, acceptance.by) if state is ItemState.ACCEPTED else on


@router.post("/requote")
def requote(room: Room, form: Form) -> Response:
    """Put the words of today into an item of a changed paragraph, and show it: it waits for review."""
    name, item_id = first(form, "set"), first(form, "item")
    row = row_of(rows_of(room, name), item_id)
    new = _requoted(room, row)
    if new is None:
        raise QuizError(
            "Expected an item whose paragraph has changed and still has words like its quote, found another."
        )
    room.shelf.change(name, lambda quiz: replace(quiz, items=tuple(new if it == row.item else it for it in quiz.items)))
    return moved("item", set=name, item=item_id, did="requoted")


@router.get("/edit")
def edit(room: Room, trainer: Trainer, set: str, item: str) -> Response:
    """The form of an item beside its paragraph."""
    row = row_of(rows_of(room, set), item)
    return _edit_page(room, set, row, edit_of(row.item), (), trainer)


@router.post("/edit")
def edited(room: Room, form: Form) -> Response:
    """Keep an edit and show its checks; or the form again, with what was written and why it was not kept."""
    name, item_id = first(form, "set"), first(form, "item")
    kept = keep_edit(room, name, item_id, form)
    if kept.mistakes:
        row = row_of(rows_of(room, name), item_id)
        sent_edit = replace(edit_sent(row.item, form), choices=choices_sent(form))
        return _edit_page(room, name, row, sent_edit, kept.mistakes, first(form, "by"))
    return remembered(moved("item", set=name, item=item_id, did=kept.did), first(form, "by"))


def _edit_page(
    room: TrainingRoom, name: str, row: Row, wanted: Edit, found: tuple[tuple[str, str], ...], trainer: str
) -> Response:
    item = row.item
    paragraph = room.checks.paragraphs().get(item.source.paragraph_id)
    fields: dict[str, Any] = {
        "set": name,
        "item": item,
        "place": row.place,
        "edit": wanted,
        "seen": seen(item),
        "trainer": trainer,
        "choices": with_spare(wanted.choices, item.kind) if item.choices else (),
        "pairs": [*wanted.pairs, ("", "")] if item.kind is ItemKind.MATCHING else [],
        "paragraph": paragraph,
        "edition": paragraph and (published_in_words(paragraph.edition) or paragraph.edition),
        "failed": row.failed,
        "found": found,
    }
    return page("edit", fields, 422 if found else 200)


def _requoted(room: TrainingRoom, row: Row) -> Item | None:
    """The item on the words that its paragraph has today; None where it is not stale, or nothing like its quote is left."""
    if row.state is not ItemState.STALE:
        return None
    library = room.desk.library()

    def before(source: Source) -> str:
        try:
            return library.paragraph(source.paragraph_id, source.edition).text
        except Unknown:
            return ""

    return requoted(row.item, before, room.checks.paragraphs())


def _all_done(name: str) -> Response:
    return moved("set", set=name, did="all_decided")


def row_of(rows: tuple[Row, ...], item_id: str) -> Row:
    """The row of an item. Raises QuizError where the set has none of this id."""
    row = next((it for it in rows if it.item.id == item_id), None)
    if row is None:
        raise QuizError("Expected an item of this set, found none by this name. It may have been taken out.")
    return row
