"""What every address of the Evals desk shares: its headers, how an error becomes a page, and which forms are taken."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from corpus.errors import LibraryMissing, SoundingBoardError, Unknown
from ui.desk import Desk
from ui.evals_frame import message_page
from ui.form_origin import from_here
from ui.going_runs import GoingRuns
from ui.routes_shared import desk_of
from ui.suite_upload import Uploaded
from ui.wording import wording

if TYPE_CHECKING:
    from corpus.library import Library
    from evals.shelf import Shelf

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Under "no-referrer" a browser names no origin with a form, and a form of this desk could not be told from another.
HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "same-origin"}
MEGABYTES = 2
MOST_FIELDS = 2000
FORBIDDEN = 403
AtDesk = Annotated[Desk, Depends(desk_of)]


def going_of(request: Request) -> GoingRuns:
    """The runs that the app keeps."""
    going: GoingRuns = request.app.state.going
    return going


Going = Annotated[GoingRuns, Depends(going_of)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it was sent: the last text of every field, every text of those that come more than once, and the file, if any."""

    texts: dict[str, str]
    ids: tuple[str, ...]
    file: Uploaded | None


async def sent_form(request: Request, desk: AtDesk) -> Sent:
    """The form of a request. Only a form of this very desk is taken. Raises HTTPException."""
    if not from_here(request, desk.settings.publish_hosts):
        raise HTTPException(FORBIDDEN)
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as fields:
        upload = fields.get("file")
        file = None
        if isinstance(upload, UploadFile) and upload.filename:
            file = Uploaded(file=upload.filename, data=await upload.read())
        texts = {name: value for name, value in fields.multi_items() if isinstance(value, str)}
        ids = tuple(value for value in fields.getlist("id") if isinstance(value, str))
    return Sent(texts=texts, ids=ids, file=file)


Form = Annotated[Sent, Depends(sent_form)]


class PageRoute(APIRoute):
    """A route whose errors are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with its errors caught."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            words = wording("evals")["refuse"]
            try:
                return await handle(request)
            except LibraryMissing:
                return page(message_page(words["title"], words["no_library"]), 503)
            except Unknown as error:
                return page(message_page(words["title"], str(error)), 404)
            except SoundingBoardError as error:
                return page(message_page(words["title"], str(error)), 422)
            except HTTPException as error:
                said = words.get(str(error.status_code), words["other"]).format(most=MEGABYTES)
                return page(message_page(words["title"], said), error.status_code)

        return handled


def page(html: str, status: int = 200) -> HTMLResponse:
    """A page under the desk's policy."""
    return HTMLResponse(html, status, HEADERS)


def library_or_none(desk: Desk) -> "Library | None":
    """The library; None where there is none yet."""
    try:
        return desk.library()
    except LibraryMissing:
        return None


def shelf_of(desk: Desk) -> "Shelf | None":
    """What citations are looked up in; None without a library."""
    from evals.shelf import Shelf

    library = library_or_none(desk)
    return Shelf.of(library) if library else None
