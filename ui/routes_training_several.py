"""Several items at the Training desk: read on one page, each with its key and its quote, and accepted by one button."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from evals.quiz_item import ItemKind, ItemState
from evals.quiz_review import accepted_by
from evals.quiz_set import QuizSet
from ui.training_edit import seen
from ui.training_marks import key_spans, pieces
from ui.training_name import Trainer, remembered
from ui.training_pages import moved, page
from ui.training_room import Sent, TrainingRoom, TrainingRoute, first, room_of, sent
from ui.training_set import Row, rows_of
from ui.training_view import shown

AT_ONCE = 10
"""Items of one page: what somebody reads with care before they press one button."""
ON_SEVERAL_PARAGRAPHS = (ItemKind.ORDERING, ItemKind.MATCHING)
"""Kinds whose key may rest on more paragraphs than the one that is quoted here: such an item is read by itself."""
router = APIRouter(prefix="/training", include_in_schema=False, route_class=TrainingRoute)
Room = Annotated[TrainingRoom, Depends(room_of)]
Form = Annotated[Sent, Depends(sent)]


@router.get("/several")
def several(room: Room, trainer: Trainer, set: str, after: int = 0, done: int = 0, left: int = 0) -> Response:
    """The first items after a place that wait for review and that nothing stands in the way of accepting."""
    ready = [it for it in rows_of(room, set) if _ready(it)]
    shown_now = [it for it in ready if it.place > after][:AT_ONCE]
    last = shown_now[-1].place if shown_now else 0
    fields = {
        "set": set,
        "trainer": trainer,
        "done": done,
        "left": left,
        "ready": len(ready),
        "cards": [
            {
                "row": it,
                "seen": seen(it.item),
                "shown": shown(it.item),
                "quote": pieces(it.item.source.quote, (0, len(it.item.source.quote)), {"key": key_spans(it.item)}),
            }
            for it in shown_now
        ],
        "onward": last if any(it.place > last for it in ready) else 0,
        "after": after,
    }
    return page("several", fields)


@router.post("/several")
def accept_several(room: Room, form: Form) -> Response:
    """Accept what was ticked, as it was read: what somebody has changed meanwhile, or fails a check now, waits on."""
    name, ticked = first(form, "set"), set(form.get("pick", ()))
    acceptance = accepted_by(first(form, "by"), date.today())
    ready = {it.item.id for it in rows_of(room, name) if _ready(it) and seen(it.item) in ticked}
    taken: list[str] = []

    def change(quiz: QuizSet) -> QuizSet:
        taken[:] = [it.id for it in quiz.items if it.id in ready and seen(it) in ticked]
        items = tuple(it.put(ItemState.ACCEPTED, acceptance) if it.id in taken else it for it in quiz.items)
        return replace(quiz, items=items)

    room.shelf.change(name, change)
    done, left = str(len(taken) or ""), str(len(ticked) - len(taken) or "")
    return remembered(moved("several", set=name, done=done, left=left, after=first(form, "after")), acceptance.by)


def _ready(row: Row) -> bool:
    return row.state is ItemState.PROPOSED and not row.held and row.item.kind not in ON_SEVERAL_PARAGRAPHS
