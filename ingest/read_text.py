"""Plain text: the line breaks of the file are all that says where a paragraph starts."""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from corpus.errors import FileRefused
from ingest.address import own_number
from ingest.block import Block, BlockKind
from ingest.read_file import ReadFile
from ingest.read_plain import read_plain
from ingest.text_line import line_rules

TITLE_WITHIN = 4


def read_text(path: Path) -> ReadFile:
    """Read a text file in UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises FileRefused where it holds no text.
    """
    text = _decoded(path.read_bytes())
    if not text.strip():
        raise FileRefused(f"{path.name}: there is no text in this file. Check that it was saved or copied in full.")
    blocks = read_plain(text.splitlines())
    title = title_of(blocks)
    return ReadFile(
        blocks=tuple(block for block in blocks if block.text != title or block != blocks[0]), title=title, findings=()
    )


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def title_of(blocks: Sequence[Block]) -> str | None:
    """What stands first, before any text: of its short lines the first that carries the document's own number, else the first."""
    opening = list(takewhile(_may_be_title, blocks[:TITLE_WITHIN]))
    numbered = (block.text for block in opening if own_number(block.text))
    return next(numbered, opening[0].text if opening else None)


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    short = len(text.split()) <= line_rules().title and bool(text) and text[-1] not in ".;:,"
    return block.kind in (BlockKind.HEADING, BlockKind.TEXT) and short
