"""What a reply holds: the format that its header and its first bytes agree on."""

import re
from pathlib import PurePosixPath

from corpus.errors import FetchRefused

FIRST_BYTES = 1_024
_UNSAID = ("", "application/octet-stream", "binary/octet-stream")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {
    "application/pdf": ".pdf",
    _DOCX: ".docx",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_MARKUP = re.compile(rb"<(?:!doctype|!--|html|head|body|\?xml)", re.IGNORECASE)


def suffix_of(header: str, target: str, first: bytes) -> str:
    """The suffix of the format, as the readers know it.

    header: the reply's `Content-Type`, empty where it has none. target: path and query that were asked for.
    first: the first 1,024 bytes, fewer where there are no more.
    Raises FetchRefused where the format is none that is read, or the bytes are not what the header says.

    >>> suffix_of("application/pdf", "/a", b"%PDF-1.7")
    '.pdf'
    """
    said = header.partition(";")[0].strip().lower()
    named = PurePosixPath(target.partition("?")[0]).suffix.lower()
    suffix = _SUFFIXES.get(said)
    if said in _UNSAID:
        suffix = named if named in (".pdf", ".docx", ".html", ".htm", ".md", ".txt") else _looks_like(first)
    elif said == "text/plain" and named in (".md", ".markdown"):
        suffix = ".md"
    if suffix is None:
        raise FetchRefused(f"expected a PDF, Word, HTML, Markdown or text document, found {said or 'no content type'}.")
    found = _looks_like(first)
    if found != (".txt" if suffix == ".md" else ".html" if suffix == ".htm" else suffix) and not _text(suffix, found):
        raise FetchRefused(f"the reply says that it is {said or named}, but its first bytes are not ({first[:8]!r}).")
    return ".html" if suffix == ".htm" else suffix


def _looks_like(first: bytes) -> str | None:
    if b"%PDF-" in first:
        return ".pdf"
    if first.startswith(b"PK\x03\x04"):
        return ".docx"
    if b"\x00" in first and not first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return ".html" if _MARKUP.search(first) else ".txt"


def _text(suffix: str, found: str | None) -> bool:
    """Whether both are kinds of text: HTML may begin without its usual words, and text may show some."""
    return suffix not in (".pdf", ".docx") and found in (".html", ".txt")
