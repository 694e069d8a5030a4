from pathlib import Path

from ingest.block import Block, BlockKind
from ingest.read import read
from ingest.read_file import ReadFile

HEADING, TEXT, BULLET, BOX = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.BOX


def written(folder: Path, text: str) -> ReadFile:
    path = folder / "made.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def shown(blocks: tuple[Block, ...]) -> list[tuple[BlockKind, str | None, str]]:
    return [(block.kind, block.number, block.text) for block in blocks]


def test_headings_have_levels_and_the_first_is_the_title(tmp_path: Path) -> None:
    found = written(tmp_path, "# Joint protocol\n\n## 4 Referral\n\n### By phone\n")
    assert [(block.kind, block.level) for block in found.blocks] == [(HEADING, 1), (HEADING, 2), (HEADING, 3)]
    assert found.title == "Joint protocol"


def test_bullets_directly_below_a_numbered_paragraph(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "4.2 Tell the Front Door:\n- what was *seen*\n- what was **said**\n  by whom\n    - and when\n\n4.3 Then write.\n",
    )
    assert shown(found.blocks) == [
        (TEXT, None, "4.2 Tell the Front Door:"),
        (BULLET, None, "what was seen"),
        (BULLET, None, "what was said by whom"),
        (BULLET, None, "and when"),
        (TEXT, None, "4.3 Then write."),
    ]
    assert [block.level for block in found.blocks] == [None, 0, 0, 1, None]


def test_a_numbered_list_is_numbered_text_with_the_numbers_as_printed(tmp_path: Path) -> None:
    found = written(tmp_path, "1. Ring the school.\n2. Ring the midwife:\n   - today\n\n   or tomorrow\n4. Write.\n")
    assert shown(found.blocks) == [
        (TEXT, "1", "Ring the school."),
        (TEXT, "2", "Ring the midwife:"),
        (BULLET, None, "today"),
        (TEXT, None, "or tomorrow"),
        (TEXT, "4", "Write."),
    ]


def test_a_numbered_list_that_completes_a_sentence_is_bullets(tmp_path: Path) -> None:
    found = written(tmp_path, "4.2 The worker does two things:\n\n1. rings the school\n2. writes it down\n")
    assert [block.kind for block in found.blocks] == [TEXT, BULLET, BULLET]


def test_a_plain_integer_before_a_sentence_stays_in_the_text(tmp_path: Path) -> None:
    assert shown(written(tmp_path, "12 When a parent asks.\n").blocks) == [(TEXT, None, "12 When a parent asks.")]


def test_blockquotes_are_boxes_where_they_have_a_bold_title(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "> **Practice example.** Bev rang.\n\ntext\n\n> **Case study**\n>\n> Leon is nine.\n>\n> - cold\n\ntext\n\n"
        '> "I am fine."\n',
    )
    assert shown(found.blocks) == [
        (BOX, None, "Practice example. Bev rang."),
        (TEXT, None, "text"),
        (BOX, None, "Case study\u2029Leon is nine."),
        (BULLET, None, "cold"),
        (TEXT, None, "text"),
        (BlockKind.QUOTATION, None, '"I am fine."'),
    ]


def test_tables_are_rows(tmp_path: Path) -> None:
    found = written(tmp_path, "| Level | Who |\n|---|---|\n| 1 | Any *service* |\n")
    assert shown(found.blocks) == [
        (BlockKind.TABLE_ROW, None, "Level | Who"),
        (BlockKind.TABLE_ROW, None, "1 | Any service"),
    ]


def test_front_matter_names_the_document_and_comments_are_left_out(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "---\ntitle: 'Escalation'\ndate: 2024\n---\n<!-- draft -->\n\nSpeak first [to them](https://example.org).\n",
    )
    assert found.title == "Escalation"
    assert shown(found.blocks) == [(TEXT, None, "Speak first to them.")]


def test_boxes_written_as_html_are_read_as_html(tmp_path: Path) -> None:
    found = written(
        tmp_path, '4.1 Ring.\n\n<div class="box"><p><strong>Practice example</strong></p>\n<p>Bev rang.</p></div>\n'
    )
    assert shown(found.blocks)[1:] == [(BOX, None, "Practice example\u2029Bev rang.")]


def test_windows_line_ends_and_older_encodings(tmp_path: Path) -> None:
    path = tmp_path / "made.md"
    path.write_bytes("# T\r\n\r\n4.1 Ask “why” – kindly.\r\n".encode("cp1252"))
    assert read(path).blocks[1].text == "4.1 Ask “why” – kindly."
