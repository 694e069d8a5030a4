"""Routes that read the library: documents, paragraphs, areas."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from ui.desk import Desk
from ui.edition_diff import compared, diff_rows
from ui.listing import area_row, document_detail, document_rows, paragraph_detail
from ui.routes_shared import PROBLEMS, desk_of
from ui.wire_library import AreasOut, DiffOut, DocumentDetailOut, DocumentsOut, ParagraphDetailOut

router = APIRouter(prefix="/v1", tags=["library"], responses=PROBLEMS)
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.get("/documents", responses={200: {"model": DocumentsOut}})
def documents(desk: AtDesk) -> dict[str, Any]:
    """Every document, one entry per edition, the current edition first."""
    return {"documents": document_rows(desk.library())}


@router.get("/documents/{document_id}", responses={200: {"model": DocumentDetailOut}})
def document(document_id: str, desk: AtDesk) -> dict[str, Any]:
    """One document: its current edition, the others, what the check found, and its contents."""
    return document_detail(desk.library(), document_id)


@router.get("/documents/{document_id}/diff", responses={200: {"model": DiffOut}})
def edition_diff(
    document_id: str,
    desk: AtDesk,
    older: Annotated[str | None, Query(alias="from", description="The one before `to` if left out.")] = None,
    newer: Annotated[str | None, Query(alias="to", description="The current edition if left out.")] = None,
) -> dict[str, Any]:
    """What one edition of a document changes against another, paragraph by paragraph, with the words that went and came."""
    return diff_rows(compared(desk.library(), document_id, older, newer))


@router.get("/paragraphs/{paragraph_id}", responses={200: {"model": ParagraphDetailOut}})
def paragraph(paragraph_id: str, desk: AtDesk, edition: str | None = None) -> dict[str, Any]:
    """One paragraph in its context, of the current edition where none is named."""
    return paragraph_detail(desk.library(), paragraph_id, edition)


@router.get("/areas", responses={200: {"model": AreasOut}})
def areas(desk: AtDesk) -> dict[str, Any]:
    """Every area, with its urgent contacts and the people to speak to."""
    return {"areas": [area_row(area) for area in desk.library().areas()]}
