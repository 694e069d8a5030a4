"""The page that holds the chat: Gradio's own HTML, with our style sheet, without links to other hosts, under a strict policy."""

import json
import re
import secrets
from html import escape
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Message, Scope

from ui.wording import wording

ASSETS = Path(__file__).parent / "assets"
MOUNT = "/soundingboard/"
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'self'; frame-ancestors 'none'"
)
ELSEWHERE = re.compile(r'\s*<meta\s[^>]*(?:property|name)="(?:og|twitter):[^>]*>|\s*<link rel="manifest"[^>]*>')
SCRIPT = re.compile(r"<script(?=[\s>])")
WAIT_SECONDS = 1


def asset(path: str) -> Response | None:
    """One of our own files at `/soundingboard/NAME`; None for every other path."""
    name = path.removeprefix(MOUNT)
    if path == name or name not in _names():
        return None
    return FileResponse(ASSETS / name, headers={"cache-control": "no-cache"})


def starting() -> HTMLResponse:
    """What stands at `/` until the chat is built; it asks again by itself."""
    words = wording("chat")
    body = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="refresh" content="{WAIT_SECONDS}">'
        f"<title>{escape(words['title'])}</title>{_links()}</head>"
        f'<body class="sb-starting"><p role="status">{escape(words["starting"])}</p></body></html>'
    )
    policy = POLICY.format(nonce=secrets.token_urlsafe(16))
    return HTMLResponse(body, 503, {"content-security-policy": policy, "retry-after": str(WAIT_SECONDS)})


async def page(chat: ASGIApp, scope: Scope) -> Response:
    """The chat's page as the browser gets it. Every script in it carries this reply's nonce; no other inline script runs."""
    status, html = await _rendered(chat, scope)
    words = wording("chat")
    added = (
        f'{_links()}<script type="application/json" id="sb-words">{_words_for_scripts()}</script>'
        f'<script type="module" src="{MOUNT}chat.js"></script></head>'
    )
    html = ELSEWHERE.sub("", html).replace("</head>", added, 1)
    html = html.replace('<html\n\tlang="en"', '<html\n\tlang="en-GB"', 1)
    html = html.replace("<gradio-app", f"<noscript><p>{escape(words['needs_script'])}</p></noscript><gradio-app", 1)
    nonce = secrets.token_urlsafe(16)
    headers = {"content-security-policy": POLICY.format(nonce=nonce), "cache-control": "no-store"}
    return HTMLResponse(SCRIPT.sub(f'<script nonce="{nonce}"', html), status, headers)


async def _rendered(chat: ASGIApp, scope: Scope) -> tuple[int, str]:
    """Gradio's page as it would send it: status and text."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await chat({**scope, "extensions": {}}, receive, send)
    body = b"".join(message.get("body", b"") for message in messages)
    return messages[0]["status"], body.decode()


def _words_for_scripts() -> str:
    """What the scripts say to people. `<` is written so that no text can end the element."""
    return json.dumps(wording("chat"), ensure_ascii=False).replace("<", "\\u003c")


def _links() -> str:
    return (
        f'<link rel="stylesheet" href="{MOUNT}chat.css"><link rel="stylesheet" href="{MOUNT}panel.css">'
        f'<link rel="icon" type="image/svg+xml" href="{MOUNT}mark.svg">'
    )


def _names() -> frozenset[str]:
    return frozenset(file.name for file in ASSETS.iterdir() if file.is_file())
