"""A note as a Word document: headings, lists and quotations by their styles, so that it can be read and edited anywhere."""

import re
from io import BytesIO
from typing import Any

from ui.note import Block, BlockKind, Note

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
STYLES = {
    BlockKind.HEADING: "Heading 2",
    BlockKind.TEXT: "Normal",
    BlockKind.QUOTE: "Quote",
    BlockKind.ITEM: "List Bullet",
}
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-GB"
ROOM_LINES = 3


def note_docx(note: Note) -> bytes:
    """The note as the bytes of a DOCX file."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = note.title, "", LANGUAGE
    properties.comments = ""
    _set_language(document)
    document.add_heading(written(note.title), level=1)
    for block in note.blocks:
        _add(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, block: Block) -> None:
    if block.kind is BlockKind.FIELD:
        _add_field(document, block.text)
        return
    paragraph = document.add_paragraph(written(block.text), style=STYLES[block.kind])
    if block.source:
        paragraph.paragraph_format.keep_with_next = True
        document.add_paragraph(f"— {written(block.source)}", style="Normal")


def _add_field(document: Any, label: str) -> None:
    """A label above a frame of its own with room to write in."""
    named = document.add_paragraph(written(label), style="Heading 3")
    named.paragraph_format.keep_with_next = True
    cell = document.add_table(rows=1, cols=1, style="Table Grid").rows[0].cells[0]
    cell.text = "\n" * (ROOM_LINES - 1)


def _set_language(document: Any) -> None:
    """So that a spelling checker and a screen reader take it for British English."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def written(text: str) -> str:
    """A text without what a DOCX file cannot hold; line breaks stay.

    >>> written("a\\x00b\\nc")
    'a\ufffdb\\nc'
    """
    return UNWRITABLE.sub("\ufffd", "\n".join(text.splitlines()))
