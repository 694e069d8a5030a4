"""A second reading of a PDF's pages, by pypdf: to compare with the first, and for pages of which the first gives no word.

`python -m ingest.pdf_second FILE` writes one line of JSON a page, so that a long file is read twice in the time of one reading.
"""

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ingest.confine import end_with_parent
from ingest.pdf_faults import PYPDF_FAULTS

PROJECT = Path(__file__).resolve().parent.parent
LONG = 12  # pages: from here a process of its own, which takes 0.2 s to start, is worth it
SECONDS = 20.0  # for the pages of a short file; a long one has as long as its first reading took, and this
MOST_LETTERS = 200_000  # of one page
MOST_PAGES = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """texts: by page, 1-based, what pypdf read there. complete: no page was left out for want of time."""

    texts: dict[int, str]
    complete: bool


class Second:
    """The second reading of one file: begun while the first still runs, or made when it is done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._started = time.monotonic()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def begin(self) -> None:
        """Read the pages in a process of its own from now on."""
        command = [sys.executable, "-m", "ingest.pdf_second", str(self._path.resolve())]
        self._process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._said = b""
        self._listener = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._listener.start()

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        """Take what the process writes, or it would wait for us."""
        assert process.stdout is not None
        self._said = process.stdout.read()

    def taken(self) -> SecondReading:
        """What was read, at most 20 s (and for a long file as long again as it has had) from now."""
        if self._process is None:
            return _collected(pages(self._path), time.monotonic() + SECONDS)
        self._listener.join(SECONDS + time.monotonic() - self._started)
        self._process.kill()
        self._listener.join()
        complete = self._process.wait() == 0
        lines = self._said.rpartition(b"\n")[0].splitlines()
        return SecondReading(texts={int(page): str(text) for page, text in map(json.loads, lines)}, complete=complete)


def _collected(read: Iterator[tuple[int, str]], until: float) -> SecondReading:
    texts: dict[int, str] = {}
    for page, text in read:
        texts[page] = text
        if time.monotonic() > until:
            return SecondReading(texts=texts, complete=False)
    return SecondReading(texts=texts, complete=True)


def pages(path: Path) -> Iterator[tuple[int, str]]:
    """Each page's number and text; a page that pypdf cannot read is left out, and all of a file that it cannot open."""
    reader = opened(path)
    if reader is None:
        return
    try:
        count = len(reader.pages)
    except PYPDF_FAULTS:
        return
    for place in range(count if count <= MOST_PAGES else 0):
        try:
            text = reader.pages[place].extract_text()
        except PYPDF_FAULTS:
            continue
        yield place + 1, writable(text)[:MOST_LETTERS]


def writable(text: str) -> str:
    """Without halves of letters, which damaged files bring out of pypdf and nothing can store.

    >>> writable("a\\ud800b")
    'a?b'
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def opened(path: Path) -> Any:
    """pypdf's reader, with the empty password where there is one; None where it cannot open the file."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return None
    except PYPDF_FAULTS:
        return None
    return reader


def main() -> None:
    """Write the pages of the file that the command line names, each as soon as it is read."""
    end_with_parent()
    for page, text in pages(Path(sys.argv[1])):
        sys.stdout.write(json.dumps([page, text]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
