"""The Documents desk at `/documents`: plain pages for those who look after the guidance. The command line publishes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.responses import FileResponse

from corpus.errors import LibraryMissing, UnknownDocument
from ui.check_page import STYLE
from ui.desk import Desk
from ui.documents_page import document_page, documents_page, nothing_page
from ui.routes_shared import desk_of

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
router = APIRouter(prefix="/documents", include_in_schema=False)
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.get("")
def documents(request: Request, desk: AtDesk) -> Response:
    """Every document and edition with how much was found in each."""
    try:
        return _page(documents_page(desk.library(), publishing=request.app.state.folder is not None, desks=desk.desks))
    except LibraryMissing:
        return _page(nothing_page(), 503)


@router.get("/style.css")
def style() -> Response:
    """The desk's style sheet."""
    return FileResponse(STYLE, headers={"cache-control": "no-cache"})


@router.get("/{document_id}")
def document(document_id: str, desk: AtDesk, edition: str | None = None) -> Response:
    """One edition: what was found, what it changes, its paragraphs."""
    try:
        return _page(document_page(desk.library(), document_id, edition, desks=desk.desks))
    except LibraryMissing:
        return _page(nothing_page(), 503)
    except UnknownDocument as error:
        return _page(nothing_page(str(error)), 404)


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, {"content-security-policy": POLICY, "cache-control": "no-store"})
