"""The web application: the API, with the chat at `/`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware

from corpus.settings import Settings
from ui import (
    routes_answered_by,
    routes_asked_as,
    routes_documents,
    routes_evals,
    routes_evals_cases,
    routes_evals_suites,
    routes_health,
    routes_library,
    routes_note,
    routes_publish,
    routes_questions,
    routes_quiz,
    routes_quiz_link,
    routes_runs,
    routes_training,
    routes_training_item,
    routes_training_link,
    routes_training_set,
    routes_training_several,
    routes_training_try,
)
from ui.asking_again import AskingAgain
from ui.body_limit import BodyLimit
from ui.chat_door import ChatDoor, ChatRoom
from ui.desk import Desk
from ui.going_runs import GoingRuns
from ui.head import HeadAsGet
from ui.headers import SafeHeaders
from ui.openapi import describe_problems
from ui.problems import add_problem_handlers
from ui.training_room import TrainingRoom

LARGEST_BODY = 2_000_000
ROUTES = (
    routes_questions,
    routes_answered_by,
    routes_note,
    routes_library,
    routes_health,
    routes_documents,
    routes_publish,
    routes_quiz_link,
)
DESK_ROUTES = (
    routes_asked_as,
    routes_evals,
    routes_evals_cases,
    routes_evals_suites,
    routes_runs,
    routes_quiz,
    routes_training,
    routes_training_set,
    routes_training_item,
    routes_training_link,
    routes_training_several,
    routes_training_try,
)
"""Where more is seen or changed than a practitioner needs."""


def create_app(
    settings: Settings,
    *,
    chat: bool = True,
    on_ready: Callable[[], None] | None = None,
    folder: Path | None = None,
    desks: bool = True,
) -> FastAPI:
    """The whole web application. `on_ready` is called when the API can answer; the chat follows seconds later.

    `folder` holds the documents that may be published at `/publish`. `desks` opens those beside it.

    Nothing here needs a library: without one, an urgent question gets its answer and everything else a problem.
    """
    desk = Desk(settings, desks=desks)
    going = GoingRuns(settings.data)
    again = AskingAgain()
    room = ChatRoom(desk) if chat else None
    middleware = [Middleware(HeadAsGet), Middleware(SafeHeaders), Middleware(BodyLimit, most=LARGEST_BODY)]
    if room:
        middleware.append(Middleware(ChatDoor, room=room))
    app = FastAPI(
        title="Sounding Board",
        version=version("soundingboard"),
        description="Cited answers from an area's own safeguarding guidance.",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(desk, again, going, room, on_ready),
        middleware=middleware,
    )
    app.state.desk = desk
    app.state.again = again
    app.state.folder = folder
    app.state.going = going
    app.state.training = TrainingRoom(desk)
    add_problem_handlers(app)
    for routes in ROUTES + (DESK_ROUTES if desks else ()):
        app.include_router(routes.router)
    describe_problems(app)
    return app


def _lifespan(
    desk: Desk, again: AskingAgain, going: GoingRuns, room: ChatRoom | None, on_ready: Callable[[], None] | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with desk, closing(going):
            if on_ready:
                on_ready()
            async with again, room.open() if room else nullcontext():
                yield

    return lifespan
