"""Asking again as the server does it: how far it is, what came of it, why it failed, and an end when it is told to."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from ui.again_html import running_html
from ui.asking_again import Asking, AskingAgain
from ui.progress_line import HowFar

GIVES = """
import sys
print("a warning", file=sys.stderr)
print("Asking: 1 of 4", file=sys.stderr)
print('{"asked": [], "kept_out": []}')
sys.exit(CODE)
"""
WAITS = """
import sys, time
from pathlib import Path
print("Asking: 2 of 4", file=sys.stderr, flush=True)
try:
    time.sleep(60)
finally:
    Path(sys.argv[1], "taken away").touch()
"""


async def asked(script: str, folder: Path, *, until: str) -> Asking:
    """What is known once a field of it is filled."""
    again = AskingAgain((sys.executable, "-c", script))
    async with again:
        await again.start("key", folder, folder)
        while not getattr(again.now, until):
            await asyncio.sleep(0.01)
        assert again.now is not None
        return again.now


@pytest.mark.parametrize("code", [0, 1])
def test_what_the_command_gives_is_kept(tmp_path: Path, code: int) -> None:
    now = asyncio.run(asked(GIVES.replace("CODE", str(code)), tmp_path, until="found"))
    assert (now.found, now.failed) == ({"asked": [], "kept_out": []}, "")


def test_a_command_that_fails_says_why_without_its_progress(tmp_path: Path) -> None:
    now = asyncio.run(asked(GIVES.replace("CODE", "3"), tmp_path, until="failed"))
    assert (now.found, now.failed) == (None, "a warning")


def test_how_far_it_is_is_known_and_what_runs_is_ended_cleanly(tmp_path: Path) -> None:
    began = time.monotonic()
    now = asyncio.run(asked(WAITS, tmp_path, until="far"))
    assert now.far == HowFar(doing="Asking", done=2, of=4)
    assert 'value="2" max="4"' in running_html(now.far, "/")
    assert (tmp_path / "taken away").exists()
    assert time.monotonic() - began < 30


def test_the_same_is_asked_once_and_again_where_it_failed(tmp_path: Path) -> None:
    async def starts() -> tuple[bool, bool]:
        async with AskingAgain((sys.executable, "-c", GIVES.replace("CODE", "2"))) as again:
            first = await again.start("key", tmp_path, tmp_path)
            second = await again.start("key", tmp_path, tmp_path)
            while not again.now.failed:  # type: ignore[union-attr]
                await asyncio.sleep(0.01)
            third = await again.start("key", tmp_path, tmp_path)
            return first is second, third.failed == ""

    assert asyncio.run(starts()) == (True, True)
