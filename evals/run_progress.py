"""Run progress: how far a run is, told in a small JSON file, so that another process can show it and stop it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import RunStopped, SoundingBoardError

STOP = "stop"


class RunStage(StrEnum):
    """Where a run is. starting: the library and what it is asked with are being made ready."""

    STARTING = "starting"
    ASKING = "asking"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """Tells the file how far a run is; without a file it tells nobody.

    A file named `stop` beside it ends the run before its next question.
    """

    file: Path | None

    def told(self, asked: int, of: int) -> None:
        """So many questions of so many were asked. Raises RunStopped where the run is to end."""
        if self.file is None:
            return
        if (self.file.parent / STOP).exists():
            raise RunStopped(f"Expected to ask {of} questions, was stopped after {asked}. Nothing was stored.")
        self.write(RunStage.ASKING, asked=asked, of=of)

    def write(self, stage: RunStage, **more: Any) -> None:
        """Write the file beside its name, then move it there: nobody reads a half."""
        if self.file is None:
            return
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps({"stage": stage.value, **more}), encoding="utf-8")
        new.replace(self.file)


@contextmanager
def telling(file: Path | None) -> Iterator[RunProgress]:
    """The progress of a run that begins here; how it ended is written where it did not end well."""
    progress = RunProgress(file=file)
    progress.write(RunStage.STARTING)
    try:
        yield progress
    except RunStopped:
        progress.write(RunStage.STOPPED)
        raise
    except SoundingBoardError as error:
        progress.write(RunStage.FAILED, why=str(error))
        raise
