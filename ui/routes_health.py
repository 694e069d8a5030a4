"""Routes for those who run the server: is it alive, can it answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from ui.desk import Desk
from ui.routes_shared import desk_of
from ui.wire_library import HealthOut, ReadyOut

router = APIRouter(tags=["health"])
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.get("/healthz", responses={200: {"model": HealthOut}})
def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz", responses={200: {"model": ReadyOut}, 503: {"model": ReadyOut}})
def readyz(desk: AtDesk, response: Response) -> dict[str, Any]:
    """Whether the index finds itself. 503 until it does."""
    readiness = desk.board.ready()
    if readiness.status != "ready":
        response.status_code = 503
    found = {
        "status": readiness.status,
        "library": readiness.library,
        "generation": readiness.generation,
        "embedder": readiness.embedder,
    }
    if readiness.search == "exact scan":
        found["search"] = readiness.search
    if readiness.status == "ready" and not readiness.urgent_by_meaning:
        found["urgent"] = "patterns only"
    return found
