"""Plain text: the line breaks of the file are all that says where a paragraph starts."""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from corpus.errors import FileRefused
from corpus.finding import Repair
from ingest.address import own_number
from ingest.block import Block, BlockKind
from ingest.contents_block import with_contents
from ingest.decode import decode
from ingest.page_line import page_lines, without_page_lines
from ingest.read_file import ReadFile
from ingest.read_flat import read_flat
from ingest.read_plain import read_plain
from ingest.read_wrapped import read_wrapped
from ingest.repair import repair_notes
from ingest.repair_overprint import Overprint
from ingest.repair_places import removed
from ingest.run_in import run_in, with_notes
from ingest.text_line import line_rules
from ingest.text_shape import Shape, shape_of
from ingest.wrapped_page import pages

TITLE_WITHIN = 4


def read_text(path: Path) -> ReadFile:
    """Read a text file, whatever its line breaks mean.

    Overprinted letters are mended here, before repair: a damaged line cannot be told to be a heading. Raises FileRefused where
    the file holds no text.
    """
    text = decode(path).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileRefused(f"{path.name}: there is no text in this file. Check that it was saved or copied in full.")
    lines, overprinted = Overprint(text.split("\n")).mended()
    blocks, taken_out = _blocks(without_page_lines(lines))
    gone = removed(lines[place] for place in sorted(page_lines(lines)))
    furniture = (*taken_out["furniture"], *gone)
    title = title_of(blocks)
    kept = tuple(block for block in blocks if block.text != title or block != blocks[0])
    notes = repair_notes({"overprint": overprinted, **taken_out, "furniture": furniture})
    return ReadFile(blocks=kept, title=title, findings=tuple(notes))


def _blocks(lines: Sequence[str]) -> tuple[Sequence[Block], dict[str, tuple[Repair, ...]]]:
    """The blocks of a text by its shape, and what was taken out of it by kind."""
    shape = shape_of(lines)
    if shape is Shape.WRAPPED:
        found = pages(lines)
        return with_contents(read_wrapped(found.lines)), {"furniture": found.furniture, "footnote_mark": found.marks}
    source = run_in("\n".join(lines))
    taken_out = {"furniture": source.furniture, "footnote_mark": source.marks, "footnote": removed(source.notes)}
    match shape:
        case Shape.FLAT:
            blocks = read_flat(source)
        case Shape.PLAIN:
            blocks = with_contents(read_plain(source.text.split("\n"), trailing=bool(source.pages)))
    return tuple(with_notes(blocks, source.notes)), taken_out


def title_of(blocks: Sequence[Block]) -> str | None:
    """What stands first, before any text: of its short lines the first that carries the document's own number, else the first."""
    opening = list(takewhile(_may_be_title, blocks[:TITLE_WITHIN]))
    numbered = (block.text for block in opening if own_number(block.text))
    return next(numbered, opening[0].text if opening else None)


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    short = len(text.split()) <= line_rules().title and bool(text) and text[-1] not in ".;:,"
    return block.kind in (BlockKind.HEADING, BlockKind.TEXT) and short
