"""What every route has: the desk of its app, and the problems it may answer with."""

from typing import Any

from fastapi import Request

from ui.desk import Desk
from ui.problems import MEDIA_TYPE
from ui.wire_library import ProblemOut

_PROBLEM: dict[str, Any] = {"model": ProblemOut, "content": {MEDIA_TYPE: {}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {status: _PROBLEM for status in (400, 404, 413, 422, 503)}


def desk_of(request: Request) -> Desk:
    """The desk that the app was made with."""
    desk: Desk = request.app.state.desk
    return desk
