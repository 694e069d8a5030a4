"""What stands on a PDF's pages besides their text: typed notes are read, comments and filled-in fields counted."""

from pathlib import Path

from made_pdf import line, one_page

from corpus.finding import FindingKind
from ingest.block import BlockKind
from ingest.read import read
from ingest.read_file import ReadFile

TYPED = b"<</Type/Annot/Subtype/FreeText/Rect[50 500 300 520]/Contents(The office moves to Quay Street in May.)>>"
HIDDEN = b"<</Type/Annot/Subtype/FreeText/F 2/Rect[50 500 300 520]/Contents(Nobody sees this note.)>>"
COMMENT = b"<</Type/Annot/Subtype/Text/Rect[50 500 70 520]/Contents(Is this still so?)>>"
FIELD = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Skipper Jo)/Rect[50 400 300 420]>>"
EMPTY = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(other)/Rect[50 380 300 400]>>"


def made(folder: Path, *notes: bytes) -> ReadFile:
    content = line("4.1 Ring the harbour office before you board.")
    (folder / "made.pdf").write_bytes(one_page(content, extra=b"/Annots[" + b"".join(notes) + b"]"))
    return read(folder / "made.pdf")


def test_what_was_typed_onto_a_page_is_a_box_and_what_is_hidden_is_not(tmp_path: Path) -> None:
    found = made(tmp_path, TYPED, HIDDEN)
    assert [(block.kind, block.text, block.page) for block in found.blocks] == [
        (BlockKind.TEXT, "4.1 Ring the harbour office before you board.", 1),
        (BlockKind.BOX, "The office moves to Quay Street in May.", 1),
    ]
    assert found.findings == ()


def test_comments_and_filled_in_fields_are_counted_and_left_out(tmp_path: Path) -> None:
    found = made(tmp_path, COMMENT, FIELD, EMPTY)
    assert len(found.blocks) == 1
    assert [finding.kind for finding in found.findings] == [FindingKind.LEFT_OUT, FindingKind.LEFT_OUT]
    assert [finding.message.split(" were")[0] for finding in found.findings] == [
        "1 comments",
        "1 filled-in form fields",
    ]


def test_annotations_that_cannot_be_read_cost_nothing(tmp_path: Path) -> None:
    assert len(made(tmp_path, b"99 0 R", b"(no dictionary)", b"7").blocks) == 1
