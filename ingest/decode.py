"""decode: the bytes of a text file as text."""

import codecs
from pathlib import Path

from corpus.errors import FileRefused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(path: Path) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252, the code of older office software.

    Raises FileRefused where it holds bytes that no text holds.
    """
    data = path.read_bytes()
    named = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if named is None and b"\0" in data:
        raise FileRefused(f"{path.name}: expected text, found a binary file. Check the file and its ending.")
    for encoding in (named,) if named else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(f"{path.name}: the file is not text in UTF-8 or Windows-1252. Save it as UTF-8.")
