"""The chat's door: which addresses are the chat's, and what stands there while it is being built.

Gradio takes seconds to import. The API must not wait for it, so the chat is built in a thread while the API already answers.
Only the addresses that the page needs reach Gradio. Uploads, file downloads, proxying and Gradio's own API are not among
them: there they are nobody's, and nobody can use them.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.desk import Desk
from ui.page import asset, page, starting

log = logging.getLogger(__name__)

GRADIO = re.compile(
    r"/assets/[\w.-]+|/static/[\w./-]+|/theme\.css"
    r"|/gradio_api/(queue/(join|data)|heartbeat/\w+|startup-events|reset|cancel|app_id)/?"
)


class ChatRoom:
    """Where the chat is, once it is built."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.chat: FastAPI | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Build the chat beside everything else; close it at the end."""
        async with AsyncExitStack() as stack:
            building = asyncio.create_task(self._build(stack))
            yield
            await building

    async def _build(self, stack: AsyncExitStack) -> None:
        """First the board, so that the first question does not wait for Gradio; then the chat."""
        from ui.chat_mount import mounted_chat

        try:
            await asyncio.to_thread(self._desk.board.ready)
            chat = await asyncio.to_thread(mounted_chat, self._desk)
            await stack.enter_async_context(chat.router.lifespan_context(chat))
        except Exception:
            log.exception("The chat could not be built. The API goes on without it.")
            raise
        self.chat = chat


class ChatDoor:
    """Lets the chat's addresses through to the chat, and everything else on to the API."""

    def __init__(self, app: ASGIApp, room: ChatRoom) -> None:
        self.app = app
        self.room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            app = await self._behind(scope["path"], scope)
        else:
            app = self.app
        await app(scope, receive, send)

    async def _behind(self, path: str, scope: Scope) -> ASGIApp:
        """What answers at a path."""
        if path != "/" and not GRADIO.fullmatch(path):
            return asset(path) or self.app
        if self.room.chat is None:
            return starting()
        return await page(self.room.chat, scope) if path == "/" else self.room.chat
