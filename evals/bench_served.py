"""The product as people get it: `soundingboard serve` with chat and API, asked the same questions over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from evals.bench_figures import Served, Times
from evals.bench_material import PROJECT, Material
from evals.bench_process import OFFLINE, BenchFailed, cores, threads
from evals.percentile import percentile

STARTS_WITHIN = 120.0
"""Seconds until a server that is not ready counts as failed."""


def serve_and_ask(given: Material, data: Path, log: Path) -> Served:
    """Start the server on a filled data folder, ask every question once unmeasured and once measured, and stop it.

    Raises BenchFailed where the server does not get ready.
    """
    with Server(data, log) as server:
        for case in given.cases:
            server.ask(case.question, case.area)
        taken = [server.ask(case.question, case.area) * 1000 for case in given.cases]
        return Served(
            answer=Times(p50=percentile(taken, 0.5), p95=percentile(taken, 0.95)), resident_mb=server.resident_mb()
        )


class Server:
    """A server on a filled data folder, ready when the `with` block begins and ended with it. `log` takes what it prints.

    settings: environment beside that of every contender. Raises BenchFailed where it does not get ready.
    """

    def __init__(self, data: Path, log: Path, settings: Mapping[str, str] | None = None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}"
        with log.open("ab") as printed:
            self._process = subprocess.Popen(
                [str(Path(sys.executable).with_name("soundingboard")), "serve", "--port", str(port)],
                stdout=printed,
                stderr=printed,
                cwd=PROJECT,
                env=os.environ | OFFLINE | threads() | {"SOUNDINGBOARD_DATA": str(data)} | dict(settings or {}),
            )
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, cores())

    def __enter__(self) -> Self:
        try:
            _wait_until_ready(self._address, self._process)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def ask(self, question: str, area: str | None) -> float:
        """Seconds from the request to the whole reply."""
        return _ask(self._address, question, area)

    def resident_mb(self) -> float:
        """The server and every child it has, in 10^6 bytes."""
        return _resident_mb(self._process.pid)

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _wait_until_ready(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise BenchFailed(f"Expected `soundingboard serve` to be ready within {STARTS_WITHIN:.0f} s; it was not.")


def _ask(address: str, question: str, area: str | None) -> float:
    """Seconds from the request to the whole reply."""
    body = json.dumps({"question": question, "area": area}).encode()
    request = urllib.request.Request(f"{address}/v1/ask", data=body, headers={"Content-Type": "application/json"})
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as reply:
        reply.read()
    return time.perf_counter() - started


def _resident_mb(process: int) -> float:
    """The server and every child it has, in 10^6 bytes."""
    import psutil

    server = psutil.Process(process)
    return float(sum(one.memory_info().rss for one in (server, *server.children(recursive=True))) / 1e6)
