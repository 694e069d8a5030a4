"""Another paragraph for an item of the Training desk: looked for by words, chosen by hand."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from evals.quiz_linking import relinked
from evals.quiz_set import QuizSet
from ui.routes_training_item import row_of
from ui.training_import import found_in
from ui.training_pages import moved, page
from ui.training_room import Sent, TrainingRoom, TrainingRoute, first, room_of, sent
from ui.training_set import rows_of

MOST_WORDS = 400
"""Characters of a search."""
SHOWN = 8
router = APIRouter(prefix="/training", include_in_schema=False, route_class=TrainingRoute)
Room = Annotated[TrainingRoom, Depends(room_of)]
Form = Annotated[Sent, Depends(sent)]


@router.get("/link")
def look(room: Room, set: str, item: str, words: str = "") -> Response:
    """The paragraphs nearest to some words; at first, to the item's own."""
    row = row_of(rows_of(room, set), item)
    wanted = " ".join((words or " ".join((row.asked, *row.item.key))).split())[:MOST_WORDS]
    hits = found_in(room.desk, wanted, SHOWN)
    return page("link", {"set": set, "item": row.item, "row": row, "words": words, "hits": hits})


@router.post("/link")
def link(room: Room, form: Form) -> Response:
    """Rest an item on the paragraph that was chosen."""
    name, item_id = first(form, "set"), first(form, "item")
    library = room.desk.library()
    paragraph = library.paragraph(first(form, "paragraph"))
    document = library.document(paragraph.document_id)

    def change(quiz: QuizSet) -> QuizSet:
        items = tuple(relinked(it, paragraph, document) if it.id == item_id else it for it in quiz.items)
        return replace(quiz, items=items)

    room.shelf.change(name, change)
    return moved("item", set=name, item=item_id, did="linked")
