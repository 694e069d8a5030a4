"""The route that gives an answer as a note for the file."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from pydantic import ValidationError

from assistant.question import MOST_TURNS
from ui.chat_turn import places
from ui.desk import Desk
from ui.note_file import MEDIA_TYPES, NoteFormat, note_bytes
from ui.problems import Problem
from ui.routes_shared import PROBLEMS, desk_of
from ui.wire_answer import AnswerOut

router = APIRouter(prefix="/v1", tags=["questions"], responses=PROBLEMS)
FILE = {
    "description": "The note, as a file to keep.",
    "headers": {"content-disposition": {"description": "The file's name.", "schema": {"type": "string"}}},
    "content": {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in MEDIA_TYPES.values()},
}


@router.get("/answers/{answer_id}/note", response_class=Response, responses={200: FILE})
def note(
    answer_id: str,
    desk: Annotated[Desk, Depends(desk_of)],
    kind: Annotated[
        NoteFormat, Query(alias="format", description="`docx` for Word, `md` for Markdown.")
    ] = NoteFormat.DOCX,
    earlier: Annotated[
        list[str],
        Query(max_length=MOST_TURNS, description="Ids of the answers before it in the conversation, oldest first."),
    ] = [],  # noqa: B006  read only
) -> Response:
    """A note for the file: the masked question, each quote with its source, what was said and not said, whom to speak to, and
    room for the practitioner's own decision.

    It is made of what was kept of the answers. Nothing new is searched for, and it holds no name.
    """
    name, contents = note_bytes(_kept(answer_id, desk), [_kept(it, desk) for it in earlier], places(desk), kind)
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(contents, media_type=MEDIA_TYPES[kind], headers=headers)


def _kept(answer_id: str, desk: Desk) -> AnswerOut:
    """An answer as it was kept. One that an older version kept in another form cannot be read any more."""
    found = desk.records().answer(answer_id)
    try:
        if found is not None:
            return AnswerOut.model_validate(found)
    except ValidationError:
        pass
    raise Problem("no_such_answer")
