"""Training name: how a trainer wants to be named beside what they accept. It is theirs to give, and their browser keeps it."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request
from fastapi.responses import Response

from evals.quiz_review import LONGEST_BY
from evals.quiz_text import one_line

COOKIE = "trainer"
A_YEAR = 365 * 24 * 60 * 60


def trainer_of(request: Request) -> str:
    """The name that was last given in this browser; "" for none."""
    return one_line(unquote(request.cookies.get(COOKIE, "")))[:LONGEST_BY]


def remembered(reply: Response, name: str) -> Response:
    """The reply, with which the browser keeps the name for the next item."""
    reply.set_cookie(COOKIE, quote(name, safe=""), max_age=A_YEAR, path="/training", httponly=True, samesite="strict")
    return reply


Trainer = Annotated[str, Depends(trainer_of)]
