"""Publishing at `/publish`: the check report of the folder that the server was started with, and the step that puts it in.

Without such a folder nothing is there. The server writes no library: it starts the same command as a person would.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from corpus.errors import SoundingBoardError
from ui.asking_again import AskingAgain
from ui.desk import Desk
from ui.documents_page import HOME, PUBLISH, nothing_page
from ui.form_origin import from_here, named_here
from ui.page import ASSETS
from ui.publish_page import again_page, checked_folder, digest_of, done_page, not_published_page, publish_page
from ui.routes_shared import desk_of
from ui.wording import wording

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# The page itself fetches how far the affected cases are, by a script that is a file of ours.
SCRIPTED = f"{POLICY}; script-src 'self'; connect-src 'self'"
# Under "no-referrer" a browser names no origin with a form, and this page could not be told from another.
HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "same-origin"}
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
        checked = await asyncio.to_thread(checked_folder, folder, desk.settings)
    except SoundingBoardError as error:
        return _page(nothing_page(str(error)), 422)
    asking = await again_of(request).start(checked.key, folder, desk.settings.data) if checked.key else None
    questions = named_here(request, desk.settings.publish_hosts)
    return HTMLResponse(
        publish_page(checked, asking, questions=questions), 200, {**HEADERS, "content-security-policy": SCRIPTED}
    )


@router.get("/again")
def again(request: Request) -> Response:
    """How far the affected cases are, or what came of them; back to the check where nothing was asked since the last ingest."""
    asking = again_of(request).now
    return _page(again_page(asking)) if asking else RedirectResponse(PUBLISH, 303)


@router.get("/again.js")
def script() -> Response:
    """The script of the page."""
    return FileResponse(ASSETS / "again.js", headers={"cache-control": "no-cache"})


@router.post("")
async def publish(request: Request, desk: AtDesk) -> Response:
    """Start the ingest and show what it says. Only a form of this very page may ask for it."""
    folder: Path | None = request.app.state.folder
    if folder is None or not from_here(request, desk.settings.publish_hosts):
        return _page(nothing_page(wording("check")["publish_elsewhere"]), 403)
    sent = parse_qs((await request.body()).decode(errors="replace"))
    seen, reason, by = (" ".join(sent.get(name, [""])[0].split()) for name in ("seen", "reason", "by"))
    if seen != await asyncio.to_thread(digest_of, folder):
        return _page(not_published_page("publish_changed"), 409)
    if reason and not by:
        return _page(not_published_page("publish_nameless"), 422)
    await again_of(request).stop()
    override = (f"--override={reason}", f"--by={by}") if reason else ()
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


def again_of(request: Request) -> AskingAgain:
    """What asks the affected cases again, of the app."""
    again: AskingAgain = request.app.state.again
    return again


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, HEADERS)
