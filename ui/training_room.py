"""Training room: what every page of the Training desk has, and what each of its routes does when something is not there."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from corpus.errors import LibraryUnusable, SoundingBoardError
from evals.quiz_checks import Check, Failure
from evals.quiz_item import Item, ItemState
from ui.desk import Desk
from ui.form_origin import from_here
from ui.quiz_shelf import QuizShelf
from ui.training_checks import TrainingChecks
from ui.training_pages import page
from ui.training_work import TrainingWork

TOO_LARGE = 413
Sent = dict[str, list[str]]


class TrainingRoom:
    """The sets, the checks and the work of one installation."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shelf = QuizShelf(desk.settings)
        self.checks = TrainingChecks(desk)
        self.work = TrainingWork()


class TrainingRoute(APIRoute):
    """A route whose errors are pages, and whose forms are taken only from a page of this very server."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, guarded."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            room = room_of(request)
            if request.method == "POST" and not from_here(request, room.desk.settings.publish_hosts):
                return page("message", {"why": "elsewhere", "detail": ""}, 403)
            try:
                return await handle(request)
            except LibraryUnusable as error:
                return page("message", {"why": "library", "detail": str(error)}, 503)
            except SoundingBoardError as error:
                return page("message", {"why": "", "detail": str(error)}, 422)
            except HTTPException as error:
                if error.status_code != TOO_LARGE:
                    raise
                return page("message", {"why": "large", "detail": ""}, TOO_LARGE)

        return guarded


def room_of(request: Request) -> TrainingRoom:
    """The room of the app."""
    room: TrainingRoom = request.app.state.training
    return room


async def sent(request: Request) -> Sent:
    """The fields of a form, in its order; an empty field is ""."""
    return parse_qs((await request.body()).decode(errors="replace"), keep_blank_values=True)


def first(fields: Sent, name: str) -> str:
    """The first value of a field, line ends as \\n, no space at either end; "" where there is none."""
    return fields.get(name, [""])[0].replace("\r\n", "\n").replace("\r", "\n").strip()


def state_of(item: Item, failed: Sequence[Failure]) -> ItemState:
    """The state that people see: a changed paragraph comes before what was decided on the old one."""
    if item.state is not ItemState.REJECTED and any(it.check is Check.STALE for it in failed):
        return ItemState.STALE
    return ItemState.PROPOSED if item.state is ItemState.STALE else item.state
