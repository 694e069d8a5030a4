"""LocalSite: a web site on this machine that stands in for a publisher's, with every way to answer badly."""

import threading
import time
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from ingest.fetch_policy import FetchPolicy

HOST = "guidance.example"
Answer = Callable[[BaseHTTPRequestHandler], None]


class LocalSite:
    """Serves `http://guidance.example:PORT/` while it is open. Paths without an answer are 404.

    asked: the path of every request; hosts: its Host header; conditions: its If-None-Match.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.hosts: list[str] = []
        self.conditions: list[str | None] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = int(self.server.server_address[1])
        self.policy = FetchPolicy(hosts=frozenset({HOST}), allow_http=True, loopback=True, total_s=10)

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    async def resolve(self, _host: str, _port: int) -> Sequence[str]:
        """Every name is this machine."""
        return ("127.0.0.1",)

    def address(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def page(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> None:
        """A document, with an ETag where `etag` is given."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            etag = headers.get("etag")
            if etag and request.headers.get("If-None-Match") == etag:
                request.send_response(304)
                request.end_headers()
                return
            request.send_response(200)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            request.send_header("Location", location)
            request.send_header("Content-Length", "0")
            request.end_headers()

        self.answers[path] = answer

    def drip(self, path: str, *, pieces: int, seconds: float, piece: bytes = b"<p>more</p>") -> None:
        """A body without a length, a piece at a time."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.end_headers()
            for _ in range(pieces):
                request.wfile.write(piece)
                time.sleep(seconds)

        self.answers[path] = answer

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.hosts.append(self.headers.get("Host", ""))
                site.conditions.append(self.headers.get("If-None-Match"))
                answer = site.answers.get(self.path)
                try:
                    answer(self) if answer else self.send_error(404)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Keep tests quiet."""

        return Handler
