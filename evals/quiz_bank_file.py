"""The file of a trainer's own bank: read up to a size, and its bytes as text. What cannot be read is refused with its line."""

import codecs
import re
from pathlib import Path

from corpus.errors import QuizError

LARGEST = 50_000_000
"""Bytes. A bank of 5,000 questions has about 10 MB; what is larger holds pictures, which are not read."""
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
"""The marks by which Windows programs say how a text is encoded (Unicode, chapter 23.8)."""
CATEGORY_ROOT = re.compile(r"^\$(?:course|module|cat|coursecat|system)\$/?(?:top(?:/|$))?")
"""How Moodle begins the path of a category: where it is kept, then "top" since Moodle 3.5."""


def bank_bytes(path: Path) -> bytes:
    """What the file holds. Raises QuizError where it cannot be read, is empty or is over `LARGEST`."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise QuizError(f"Expected a question bank at {path}, could not read it: {error.strerror}.") from error
    if len(raw) > LARGEST:
        raise QuizError(
            f"Expected at most {LARGEST // 1_000_000} MB in {path}, found more. "
            "Export fewer categories at a time, or without pictures."
        )
    if not raw.strip():
        raise QuizError(f"Expected questions in {path}, found an empty file. Export the bank again.")
    return raw


def bank_text(path: Path) -> str:
    """The file as text, each line end one \\n. It is UTF-8, or what its mark says. Raises QuizError with the line that is not."""
    raw = bank_bytes(path)
    mark, encoding = next((it for it in MARKS if raw.startswith(it[0])), (b"", "utf-8"))
    body = raw[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(re.split(rb"\r\n|\r|\n", body[: error.start])) if encoding == "utf-8" else 1
        raise QuizError(
            f"Expected {path} in UTF-8, found the byte 0x{body[error.start]:02x} in line {line}. "
            "Open it in an editor, save it as UTF-8 and import it again."
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise QuizError(f"Expected text in {path}, found a zero byte in line {line}. Is it a question bank?")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def category_name(path: str) -> str:
    """A category's path without where Moodle keeps it. A slash in a name is written twice there.

    >>> category_name("$course$/top/Harbour/Day//night")
    'Harbour/Day/night'
    """
    return CATEGORY_ROOT.sub("", " ".join(path.split())).replace("//", "/").strip("/")
