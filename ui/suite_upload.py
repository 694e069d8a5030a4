"""An uploaded suite: read, and put into the data folder only where nothing is wrong with it."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SuiteError
from evals.fold import fold
from evals.proposals import CaseState
from evals.sheet import Mistake
from evals.suite_file import Entry, keep_former, read_entries, write_entries
from ui.suite_shelf import KeptSuite
from ui.wording import wording

if TYPE_CHECKING:
    from evals.shelf import Shelf

UPLOADED = "uploaded"
"""The folder beside the suites that keeps each file as it came."""
SHEETS = (".csv", ".xlsx")
LINES = (".jsonl", ".json", ".ndjson")
MADE_HERE = "made-"
"""How the id of a case begins that was made at the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file as it came: its name, its contents."""

    file: str
    data: bytes

    @property
    def ending(self) -> str:
        """What its name ends in, with the dot, in small letters."""
        return Path(self.file).suffix.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What an uploaded file holds, and every mistake in it."""

    entries: tuple[Entry, ...]
    mistakes: tuple[Mistake, ...]


def read_uploaded(uploaded: Uploaded, shelf: "Shelf | None") -> Read:
    """The cases of a file and its mistakes. A file that is no table or text at all is one mistake of no row."""
    from evals.suite_sheet import read_suite_sheet

    if uploaded.ending not in (*SHEETS, *LINES):
        said = wording("evals")["wrong_ending"].format(file=uploaded.file)
        return Read(entries=(), mistakes=(Mistake(text=said),))
    with tempfile.TemporaryDirectory(prefix="suite-") as folder:
        path = Path(folder) / f"suite{uploaded.ending}"
        path.write_bytes(uploaded.data)
        try:
            if uploaded.ending in LINES:
                entries = read_entries(path)
                none = (Mistake(text=wording("evals")["no_line"]),)
                return Read(entries=entries, mistakes=() if entries else none)
            found = read_suite_sheet(path, shelf)
        except SuiteError as error:
            return Read(entries=(), mistakes=tuple(_mistakes(str(error))))
    return Read(entries=tuple(Entry(case=it) for it in found.cases), mistakes=found.mistakes)


def keep_uploaded(uploaded: Uploaded, entries: Sequence[Entry], suite: KeptSuite) -> tuple[Entry, ...]:
    """Write the suite, the file as it came, and a copy of what stood there. Returns the lines that were kept of what stood there.

    Kept are proposals, and cases made at the desk, unless the file has one of their id or question.
    """
    there = read_entries(suite.path) if suite.path.exists() else ()
    known = {it.case.id for it in entries} | {fold(it.case.question) for it in entries}
    kept = tuple(
        it
        for it in there
        if (it.state is not CaseState.ACCEPTED or it.case.id.startswith(MADE_HERE))
        and not {it.case.id, fold(it.case.question)} & known
    )
    keep_former(suite.path)
    write_entries(suite.path, (*entries, *kept))
    came = suite.path.parent / UPLOADED / f"{suite.name}{uploaded.ending}"
    came.parent.mkdir(parents=True, exist_ok=True)
    keep_former(came)
    came.write_bytes(uploaded.data)
    return kept


def _mistakes(said: str) -> Iterator[Mistake]:
    """The mistakes of a message, by line where it names one."""
    lines = said.splitlines()
    for line in lines[1:] or lines:
        found = re.match(r"\s*line (\d+): (.*)", line)
        yield Mistake(row=int(found[1]), text=found[2]) if found else Mistake(text=line.strip())
