"""The route by which the chat says that a paragraph answered."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from ui.asked_as_desk import answered_by
from ui.desk import Desk
from ui.routes_shared import PROBLEMS, desk_of
from ui.wire_asked_as import AnsweredByIn, AnsweredByOut

router = APIRouter()
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.post(
    "/v1/answers/{answer_id}/answered-by",
    status_code=201,
    tags=["questions"],
    responses={**PROBLEMS, 201: {"model": AnsweredByOut}},
)
def this_paragraph(answer_id: str, body: AnsweredByIn, desk: AtDesk) -> dict[str, Any]:
    """Say which paragraph answered you: the question, as it was masked, is proposed for it and counts once reviewed."""
    line = answered_by(answer_id, body.paragraph_id, desk)
    return {"answer_id": answer_id, "paragraph_id": line.paragraph_id, "state": line.state.value}
