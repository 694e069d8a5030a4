"""Asking again: the server starts `evals impact` as a process of its own and keeps how far it is, and what came of it.

So no request waits for it, and the library and its index stay as they are: the process works on a copy.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from ui.progress_line import HowFar, how_far

COMMAND = (sys.executable, "-c", "from ui.cli import main; main()", "evals", "impact")
DONE = (0, 1)
"""Exit codes with which the command gives its findings."""
SECONDS_TO_END = 10
LAST_LINES = 3
LONGEST_LINE = 2**20
"""Bytes of one line of its error output; a library may write what it likes there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One time of asking. key: what it was asked of.

    far: how far it is, None where it has only begun. found: what the command gave; None while it runs, and where it failed.
    failed: why it did, '' where it did not.
    """

    key: str
    far: HowFar | None = None
    found: dict[str, Any] | None = None
    failed: str = ""


class AskingAgain:
    """At most one such process of a server. To be used from the server's own event loop; as a context it ends what runs."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self.now: Asking | None = None
        self._task: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, key: str, folder: Path, data: Path) -> Asking:
        """Ask what `folder` would mean for the library in `data`, unless it was asked under this key before."""
        async with self._one_at_a_time:
            if self.now is None or self.now.key != key or self.now.failed:
                await self.stop()
                self.now = Asking(key=key)
                self._task = asyncio.create_task(self._ask(self.now, folder, data))
            return self.now

    async def stop(self) -> None:
        """End what runs, and forget what came of it."""
        task, self._task, self.now = self._task, None, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _ask(self, asking: Asking, folder: Path, data: Path) -> None:
        try:
            running = await asyncio.create_subprocess_exec(
                *self._command,
                str(folder),
                "--json",
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                limit=LONGEST_LINE,
                env={**os.environ, "SOUNDINGBOARD_DATA": str(data.resolve())},
            )
        except OSError as error:
            self.now = replace(asking, failed=str(error))
            return
        try:
            self.now = await self._followed(running, asking)
        finally:
            await _ended(running)

    async def _followed(self, running: asyncio.subprocess.Process, asking: Asking) -> Asking:
        """Keep how far it is until it ends; then what it gave, or why it failed."""
        assert running.stdout is not None
        given = asyncio.create_task(running.stdout.read())
        try:
            said = await self._listen(running, asking)
            whole = await given
        finally:
            given.cancel()
        if await running.wait() in DONE:
            with suppress(ValueError):
                return replace(asking, found=json.loads(whole))
        return replace(asking, failed=" ".join(said[-LAST_LINES:]) or f"exit code {running.returncode}")

    async def _listen(self, running: asyncio.subprocess.Process, asking: Asking) -> list[str]:
        """Every line of the error output that does not tell how far it is."""
        assert running.stderr is not None
        said: list[str] = []
        async for raw in running.stderr:
            line = raw.decode(errors="replace").strip()
            far = how_far(line)
            if far is not None:
                self.now = replace(asking, far=far)
            elif line:
                said.append(line)
        return said


async def _ended(running: asyncio.subprocess.Process) -> None:
    """Interrupt a process that still runs, so that it takes its copy away, and wait; end it hard where it does not obey."""
    if running.returncode is not None:
        return
    with suppress(ProcessLookupError):
        running.send_signal(signal.SIGINT)
    try:
        await asyncio.wait_for(running.wait(), SECONDS_TO_END)
    except TimeoutError:
        running.kill()
        await running.wait()
