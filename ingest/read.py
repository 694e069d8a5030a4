"""read: the first step of a document's line. A file becomes blocks in reading order, whatever its format."""

from collections.abc import Callable
from pathlib import Path

from corpus.errors import FileRefused
from ingest.read_file import ReadFile

__all__ = ["READERS", "ReadFile", "read"]

SIGNS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a packed file, as Word makes them", ".docx"),
)
"""How a file of a format begins whatever it is named, what it is called, and the ending by which it is read."""
MOST_BYTES = 100 * 1024 * 1024


def read(path: Path) -> ReadFile:
    """Read one file by its suffix.

    Raises FileRefused where the suffix is unknown, the file cannot be opened, is empty or over 100 MB, is a
    PDF or Word document by another name, its reader cannot make blocks of it, or it holds no words.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise FileRefused(f"{path.name}: expected a file that ends in {', '.join(sorted(READERS))}. Save it as one.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            opening = file.read(8)
    except OSError as error:
        raise FileRefused(f"{path.name}: the file cannot be opened ({error.strerror}).") from error
    if size == 0:
        raise FileRefused(f"{path.name}: the file is empty. Check that it was saved or copied in full.")
    if size > MOST_BYTES:
        raise FileRefused(f"{path.name}: {size // 2**20} MB; the most that is read is {MOST_BYTES // 2**20} MB.")
    for sign, kind, suffix in SIGNS:
        if opening.startswith(sign) and path.suffix.lower() != suffix:
            raise FileRefused(f"{path.name}: this is {kind}. Give it the ending {suffix} and ingest it again.")
    found = reader(path)
    if not found.blocks:
        raise FileRefused(f"{path.name}: no words were found in the file. Check that it is the right one.")
    return found


def _docx(path: Path) -> ReadFile:
    from ingest.read_docx import read_docx

    return read_docx(path)


def _html(path: Path) -> ReadFile:
    from ingest.read_html import read_html

    return read_html(path)


def _markdown(path: Path) -> ReadFile:
    from ingest.read_markdown import read_markdown

    return read_markdown(path)


def _pdf(path: Path) -> ReadFile:
    from ingest.read_pdf import read_pdf

    return read_pdf(path)


def _text(path: Path) -> ReadFile:
    from ingest.read_text import read_text

    return read_text(path)


READERS: dict[str, Callable[[Path], ReadFile]] = {
    ".docx": _docx,
    ".htm": _html,
    ".html": _html,
    ".markdown": _markdown,
    ".md": _markdown,
    ".pdf": _pdf,
    ".txt": _text,
}
