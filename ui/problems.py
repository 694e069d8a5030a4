"""Problems: every error of the API as RFC 9457 problem details. No value is repeated but an unknown id or field's name, masked;
nothing internal is shown."""

import logging
import traceback
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.answer import answer_json
from assistant.question import writable
from corpus.errors import (
    LibraryMissing,
    LibraryUnusable,
    QuestionEmpty,
    QuestionTooLong,
    SoundingBoardError,
    Unknown,
    UnknownQuiz,
    UnknownRun,
    WriterBusy,
)
from ui.desk import Desk
from ui.urgent_first import urgent_answer_to
from ui.wording import wording

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
ASK = "/v1/ask"
MOST_REPEATED = 2000
"""Characters of a message that may repeat what was sent."""
BY_ERROR: tuple[tuple[type[SoundingBoardError], str], ...] = (
    (QuestionEmpty, "outside_limits"),
    (QuestionTooLong, "outside_limits"),
    (Unknown, "not_found"),
    (UnknownQuiz, "no_such_quiz"),
    (UnknownRun, "no_such_run"),
    (LibraryMissing, "no_library"),
    (LibraryUnusable, "library_unusable"),
    (WriterBusy, "busy"),
    (SoundingBoardError, "wrong_use"),
)
BY_STATUS = {400: "malformed", 404: "no_such_page", 405: "wrong_method", 413: "too_large"}
LIMITS = frozenset(
    {
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "string_too_long",
        "string_too_short",
        "too_long",
        "too_short",
    }
)


class Problem(Exception):
    """A problem of the web alone, by its kind in `ui/data/problems.toml`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def add_problem_handlers(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(SoundingBoardError, _on_purpose)
    app.add_exception_handler(Problem, _of_the_web)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _fault)


def problem_of(error: SoundingBoardError) -> str:
    """The kind of problem that an error is.

    >>> from corpus.errors import UnknownArea
    >>> problem_of(UnknownArea("No such area."))
    'not_found'
    """
    return next(kind for error_type, kind in BY_ERROR if isinstance(error, error_type))


def problem(kind: str, *, detail: str = "", status: int = 0, errors: Sequence[dict[str, str]] = ()) -> JSONResponse:
    """Problem details of one kind. `detail` and `status` stand in for what the wording file says."""
    words = wording("problems")[kind]
    body: dict[str, Any] = {
        "type": f"urn:soundingboard:problem:{kind.replace('_', '-')}",
        "title": words["title"],
        "status": status or words["status"],
        "detail": detail or words["detail"],
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status_code=body["status"], media_type=MEDIA_TYPE)


def _on_purpose(request: Request, error: Exception) -> JSONResponse:
    """A message that names files or processes of this machine is for whoever runs it: the log gets it, the reply the words of
    the kind. One that repeats what was asked for is masked: an id may have been put where a question belongs.
    """
    assert isinstance(error, SoundingBoardError)
    kind = problem_of(error)
    if isinstance(error, LibraryUnusable | WriterBusy):
        log.error("%s", error)
    if "detail" in wording("problems")[kind]:
        return problem(kind)
    return problem(kind, detail=_masked(str(error), request) if isinstance(error, Unknown) else str(error))


def _of_the_web(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return problem(error.kind)


def _malformed(request: Request, error: Exception) -> JSONResponse:
    """400 where the form is wrong, 422 where only limits are passed. What was sent is left out of the message.

    A malformed question is checked for danger first, and an urgent one is answered.
    """
    assert isinstance(error, RequestValidationError)
    if request.url.path == ASK:
        answer = urgent_answer_to(error.body, request.app.state.desk)
        if answer is not None:
            return JSONResponse(answer_json(answer))
    found = error.errors()
    kind = "value_outside_limits" if all(each["type"] in LIMITS for each in found) else "malformed"
    errors = [{"field": _field(each["loc"], request), "message": each["msg"]} for each in found]
    return problem(kind, errors=errors)


def _field(place: Sequence[str | int], request: Request) -> str:
    """Where in a request a mistake is. The name of an unknown field is whatever was sent."""
    return _masked(".".join(str(part) for part in place[1:]), request)


def _masked(text: str, request: Request) -> str:
    """The beginning of a text that may repeat what was sent, without what could identify anyone."""
    desk: Desk = request.app.state.desk
    return desk.masked(writable(text[:MOST_REPEATED])).text


def _of_http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = BY_STATUS.get(error.status_code)
    phrase = HTTPStatus(error.status_code).phrase
    response = problem(kind) if kind else problem("other", status=error.status_code, detail=phrase)
    response.headers.update(error.headers or {})
    return response


def _fault(_request: Request, error: Exception) -> JSONResponse:
    """The kind of fault and its place are logged, never its message: that may repeat what someone wrote."""
    log.error("A request failed (%s in %s).", type(error).__name__, _place(error))
    return problem("fault")


def _place(error: Exception) -> str:
    """The file and line where an error was raised, without what was handled there."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
