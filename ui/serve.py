"""Serving: the web application under uvicorn, on one address or not at all."""

import errno
import logging
import socket
import sys
import threading
from pathlib import Path

import typer

from corpus.errors import WrongUse
from corpus.settings import Settings


def serve(settings: Settings, listening: socket.socket, folder: Path | None = None, *, desks: bool = True) -> None:
    """Serve until the process is told to stop. The address is printed when the API can answer.

    `folder` holds the documents that may be published at `/publish`. `desks` opens those for evals, quizzes and asked-as lines.
    No access log is written, and no traceback: both can carry what someone asked.
    """
    import uvicorn

    from ui.api import create_app

    ready = f"Sounding Board is at {address(listening)}"
    app = create_app(settings, on_ready=lambda: typer.echo(ready), folder=folder, desks=desks)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=2, server_header=False
    )
    logging.getLogger("uvicorn.error").addFilter(without_traceback)
    threading.Thread(target=app.state.desk.warm, daemon=True).start()
    uvicorn.Server(config).run(sockets=[listening])


def without_traceback(record: logging.LogRecord) -> bool:
    """Take the traceback from a log record: the message of an error may repeat what someone wrote. Keeps every record."""
    record.exc_info = record.exc_text = None
    return True


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on this address and no other. Raises WrongUse where something else is there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1 if sys.platform != "win32" else 0)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        taken = "another program is using it" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
        raise WrongUse(
            f"Expected to listen on {host} port {port}, but {taken}. Stop that program, or choose another port with --port."
        ) from error
    return listening


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens on a host.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    from ipaddress import ip_address

    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def address(listening: socket.socket) -> str:
    """Where to point a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
