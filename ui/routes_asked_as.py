"""Asked-as lines over HTTP: the desk at `/asked-as`.

What people asked is masked, and still theirs: the desk opens only under a name that no other page can take.
"""

import asyncio
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from corpus.errors import SoundingBoardError
from ui.asked_as_desk import decide, page_now
from ui.asked_as_page import refused_page
from ui.desk import Desk
from ui.form_origin import from_here, named_here
from ui.routes_publish import HEADERS
from ui.routes_shared import desk_of
from ui.wording import wording

router = APIRouter()
FIELDS = ("line", "seen", "by", "step", "paragraph", "question")
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.get("/asked-as", include_in_schema=False)
def review(request: Request, desk: AtDesk) -> Response:
    """Every line beside its paragraph."""
    if not named_here(request, desk.settings.publish_hosts):
        return _page(refused_page(wording("asked_as")["elsewhere"]), 403)
    try:
        return _page(page_now(desk))
    except SoundingBoardError as error:
        return _page(refused_page(str(error)), 503)


@router.post("/asked-as", include_in_schema=False)
async def decided(request: Request, desk: AtDesk) -> Response:
    """Accept or drop one line, or put one forward. Only a form of this very page may ask for it."""
    words = wording("asked_as")
    if not from_here(request, desk.settings.publish_hosts):
        return _page(refused_page(words["elsewhere"]), 403)
    sent = parse_qs((await request.body()).decode(errors="replace"))
    fields = {name: " ".join(sent.get(name, [""])[0].split()) for name in FIELDS}
    if not fields["by"]:
        return _page(refused_page(words["nameless"]), 422)
    try:
        done = await asyncio.to_thread(decide, desk, fields)
    except SoundingBoardError as error:
        return _page(refused_page(str(error)), 422)
    return _page(done or refused_page(words["changed"]), 200 if done else 409)


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, HEADERS)
