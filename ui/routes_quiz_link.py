"""The link for learners, `/quiz/ID`: the accepted items of a set as a quiz, without anything of the desk around it."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from starlette.responses import FileResponse

from corpus.errors import LibraryUnusable, QuizError
from ui.routes_training_try import Replied, Trying, replied, step_of
from ui.training_pages import page
from ui.training_room import TrainingRoom, room_of
from ui.training_set import for_learners
from ui.wording import wording

ASSETS = Path(__file__).parent / "assets"
router = APIRouter(prefix="/quiz", include_in_schema=False)
Room = Annotated[TrainingRoom, Depends(room_of)]


@router.get("/style.css")
def style() -> Response:
    """The style sheet of the quiz and of the Training desk, beside that of the Documents desk."""
    return FileResponse(ASSETS / "training.css", headers={"cache-control": "no-cache"})


@router.get("/training.js")
def script() -> Response:
    """What moves on a page while work is done, the keys of the review, and where a reader begins."""
    return FileResponse(ASSETS / "training.js", headers={"cache-control": "no-cache"})


@router.get("/{set_id}")
def take(room: Room, set_id: str, reply: Annotated[Replied, Depends(replied)]) -> Response:
    """A question, what came of the reply to it, or the result. An item that nobody accepted is never shown."""
    words = wording("training")["shared"]
    try:
        name = room.shelf.of_id(set_id).name
        items = for_learners(room, name)
    except QuizError:
        return page("shared_none", {"why": words["unknown"]}, 404)
    except LibraryUnusable:
        return page("shared_none", {"why": words["library"]}, 503)
    if not items:
        return page("shared_none", {"why": words["empty"]}, 404)
    return step_of(items, Trying(set=name, shared=set_id, reply=reply), unreviewed=False)
