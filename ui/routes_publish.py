"""Publishing at `/publish`: the check report of the folder that the server was started with, and the step that puts it in.

Without such a folder nothing is there. The server writes no library: it starts the same command as a person would.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corpus.errors import SoundingBoardError
from ui.desk import Desk
from ui.documents_page import HOME, nothing_page
from ui.publish_page import done_page, publish_page
from ui.routes_shared import desk_of

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
COMMAND = (sys.executable, "-c", "from ui.cli import main; main()", "ingest")
router = APIRouter(prefix="/publish", include_in_schema=False)
AtDesk = Annotated[Desk, Depends(desk_of)]


@router.get("")
async def report(request: Request, desk: AtDesk) -> Response:
    """What an ingest of the folder would put in, and what stands against it."""
    folder: Path | None = request.app.state.folder
    if folder is None:
        return RedirectResponse(HOME, 303)
    try:
        return _page(await asyncio.to_thread(publish_page, folder, desk.settings))
    except SoundingBoardError as error:
        return _page(nothing_page(str(error)), 422)


@router.post("")
async def publish(request: Request, desk: AtDesk) -> Response:
    """Start the ingest and show what it says. Only a form of this very page may ask for it."""
    folder: Path | None = request.app.state.folder
    origin = urlsplit(request.headers.get("origin", ""))
    if folder is None or origin.netloc != request.headers.get("host"):
        return _page(nothing_page("Expected a form that was sent from this page."), 403)
    reason = parse_qs((await request.body()).decode(errors="replace")).get("reason", [""])[0].strip()
    override = (f"--override={reason}",) if reason else ()
    running = await asyncio.create_subprocess_exec(
        *COMMAND,
        str(folder),
        *override,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "SOUNDINGBOARD_DATA": str(desk.settings.data.resolve())},
    )
    said, _ = await running.communicate()
    return _page(done_page(running.returncode or 0, said.decode(errors="replace")))


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, {"content-security-policy": POLICY, "cache-control": "no-store"})
