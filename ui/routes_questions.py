"""Routes that answer: ask, search, feedback."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from assistant.answer import answer_json
from assistant.question import Question, check_length, writable
from ui.desk import Desk
from ui.problems import Problem
from ui.routes_shared import PROBLEMS, desk_of
from ui.wire import AskIn, FeedbackIn, SearchIn
from ui.wire_answer import AnswerOut
from ui.wire_library import FeedbackOut, SearchOut

router = APIRouter(prefix="/v1", tags=["questions"], responses=PROBLEMS)
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.post("/ask", responses={200: {"model": AnswerOut}})
def ask(body: AskIn, desk: AtDesk) -> JSONResponse:
    """Ask a question. Every outcome is a 200: the answer says in `outcome` how it ended.

    An urgent question gets its answer even where it is too long, names an unknown area or finds no library.
    """
    return JSONResponse(answer_json(desk.ask(body.asked())))


@router.post("/search", responses={200: {"model": SearchOut}})
def search(body: SearchIn, desk: AtDesk) -> dict[str, Any]:
    """Find paragraphs, best first, without an answer."""
    check_length(Question(text=body.query))
    hits = desk.board.search(writable(body.query), body.area, body.k)
    return {
        "results": [
            {
                "paragraph_id": hit.paragraph.id,
                "document_id": hit.document.id,
                "number": hit.paragraph.number,
                "printed": hit.paragraph.printed,
                "label": hit.paragraph.label,
                "headings": list(hit.paragraph.headings),
                "text": hit.paragraph.text,
                "score": hit.score,
            }
            for hit in hits
        ]
    }


@router.post("/feedback", status_code=201, responses={201: {"model": FeedbackOut}})
def feedback(body: FeedbackIn, desk: AtDesk) -> dict[str, Any]:
    """Say whether an answer helped. A comment is masked before it is kept."""
    kept = desk.records().add_feedback(body.answer_id, helpful=body.helpful, comment=desk.masked(body.comment).text)
    if not kept:
        raise Problem("no_such_answer")
    return {"answer_id": body.answer_id, "helpful": body.helpful}
