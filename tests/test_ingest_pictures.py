"""Pictures of pages are drawn apart from whoever shows them."""

import os
import time
from pathlib import Path

from ingest.limits import Limits
from ingest.pdf_pictures import page_pictures
from ingest.pictures import pictures

PDF = Path(__file__).parent / "data" / "pdf" / "web.pdf"


def test_the_pictures_are_those_that_the_page_gives(tmp_path: Path) -> None:
    assert pictures(PDF) == tuple(page_pictures(PDF))
    assert len(pictures(PDF)) == 3
    assert pictures(tmp_path / "gone.pdf") == ()


def test_they_are_kept_until_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(PDF.read_bytes())
    first = pictures(path)
    assert pictures(path) is first
    path.write_bytes((PDF.parent / "office.pdf").read_bytes())
    os.utime(path, ns=(1, 1))
    assert pictures(path) != first


def test_a_file_that_takes_too_long_or_too_much_gives_what_there_is(tmp_path: Path) -> None:
    slow = tmp_path / "slow.pdf"
    slow.write_bytes(PDF.read_bytes())
    started = time.monotonic()
    assert pictures(slow, Limits(seconds=0.01, megabytes=1024)) == ()
    assert time.monotonic() - started < 10
    assert pictures(slow, Limits(seconds=60, megabytes=20)) == ()


def test_drawing_leaves_this_process_alone(tmp_path: Path) -> None:
    before = _mapped()
    assert pictures(PDF, Limits(seconds=59, megabytes=1024))
    assert _mapped() == before


def _mapped() -> bool:
    """Whether this process has mapped pdfium by now: other tests in the same run may have."""
    return "libpdfium" in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
