import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.finding import FindingKind
from ingest.block import Block, BlockKind
from ingest.read import read

HEADING, TEXT, BULLET, BOX = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.BOX
W = nsdecls("w")
Make = Callable[[Callable[[Any], None]], tuple[Block, ...]]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Write a document with python-docx and read it back."""

    def make(fill: Callable[[Any], None]) -> tuple[Block, ...]:
        document = docx.Document()
        fill(document)
        document.save(str(tmp_path / "made.docx"))
        return read(tmp_path / "made.docx").blocks

    return make


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str | None, str]]:
    return [(block.kind.value, block.number, block.text) for block in blocks]


def level(ilvl: int, shape: str, text: str, extra: str = "") -> str:
    numbering = f'<w:start w:val="1"/><w:numFmt w:val="{shape}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{numbering}</w:lvl>'


def define(document: Any, levels: str, nums: dict[int, str]) -> None:
    """Add one abstract list and the lists that count in it, by numId with their overrides."""
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    for num_id, overrides in nums.items():
        numbering.append(parse_xml(f'<w:num {W} w:numId="{num_id}"><w:abstractNumId w:val="90"/>{overrides}</w:num>'))


def add(document: Any, text: str, num_id: int, ilvl: int) -> None:
    numbered = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = ilvl
    numbered.get_or_add_numId().val = num_id


OUTLINE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")


def test_automatic_numbers_are_counted_as_word_counts_them(made: Make) -> None:
    def fill(document: Any) -> None:
        define(
            document, OUTLINE, {90: "", 93: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'}
        )
        for num_id, ilvl in ((90, 0), (90, 1), (90, 1), (90, 2), (90, 1), (90, 0), (90, 1), (93, 0), (93, 1), (90, 0)):
            add(document, "What a worker does next.", num_id, ilvl)

    numbers = [block.number for block in made(fill)]
    assert numbers == ["1.", "1.1", "1.2", None, "1.3", "2.", "2.1", "7.", "7.1", "8."]


def test_a_level_used_before_those_above_it_counts_them_in(made: Make) -> None:
    def fill(document: Any) -> None:
        define(document, level(0, "upperLetter", "Annex %1") + level(1, "decimal", "%1%2"), {90: ""})
        for ilvl in (1, 0, 1, 1):
            add(document, "What a worker does next.", 90, ilvl)

    assert [block.number for block in made(fill)] == ["A1", "Annex B", "B1", "B2"]


def test_letters_below_a_number_are_bullets(made: Make) -> None:
    def fill(document: Any) -> None:
        define(document, OUTLINE, {90: ""})
        add(document, "Referral", 90, 0)
        add(document, "The worker records:", 90, 1)
        add(document, "what was seen", 90, 2)
        add(document, "what was said", 90, 2)

    blocks = made(fill)
    assert [block.kind for block in blocks] == [TEXT, TEXT, BULLET, BULLET]
    assert [block.level for block in blocks[2:]] == [0, 0]


def test_steps_after_a_colon_are_bullets_and_do_not_number_paragraphs(made: Make) -> None:
    def fill(document: Any) -> None:
        define(document, level(0, "decimal", "%1."), {90: ""})
        document.add_paragraph("4.2 Before the meeting the worker does three things:")
        for text in ("rings the school", "rings the midwife", "writes it down"):
            add(document, text, 90, 0)
        document.add_paragraph("4.3 Then the meeting starts.")

    assert [block.kind for block in made(fill)] == [TEXT, BULLET, BULLET, BULLET, TEXT]


def test_paragraphs_numbered_one_two_three_keep_their_numbers(made: Make) -> None:
    def fill(document: Any) -> None:
        define(document, level(0, "decimal", "%1."), {90: ""})
        for text in ("Somebody must ring.", "Somebody must write."):
            add(document, text, 90, 0)

    assert shown(made(fill)) == [("text", "1.", "Somebody must ring."), ("text", "2.", "Somebody must write.")]


def test_numbers_of_a_style_come_from_its_list(made: Make) -> None:
    def fill(document: Any) -> None:
        define(
            document, level(0, "decimal", "%1", '<w:pStyle w:val="Heading1"/>') + level(1, "decimal", "%1.%2"), {90: ""}
        )
        document.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 90
        document.add_heading("Purpose", 1)
        add(document, "This is why.", 90, 1)
        document.add_heading("Scope", 1)

    assert shown(made(fill)) == [
        ("heading", "1", "Purpose"),
        ("text", "1.1", "This is why."),
        ("heading", "2", "Scope"),
    ]


def test_headings_stand_below_the_title(made: Make) -> None:
    def fill(document: Any) -> None:
        document.add_heading("Joint protocol", 0)
        document.add_heading("4 Making a referral", 1)
        document.add_heading("By phone", 2)
        document.add_paragraph("4.1\tRing first.")
        document.add_paragraph().add_run("At night").bold = True

    assert [(block.kind, block.level, block.text) for block in made(fill)] == [
        (HEADING, 1, "Joint protocol"),
        (HEADING, 2, "4 Making a referral"),
        (HEADING, 3, "By phone"),
        (TEXT, None, "4.1 Ring first."),
        (HEADING, 6, "At night"),
    ]


def test_a_long_paragraph_in_a_heading_style_is_text(made: Make) -> None:
    long = "A worker who hears of the pregnancy first should help the woman to book, by ringing the midwives with her"
    blocks = made(lambda document: document.add_heading(f"{long} from the room and writing down the date.", 2))
    assert [block.kind for block in blocks] == [TEXT]


def test_bullets_by_style_and_by_typed_mark(made: Make) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("4.2 Look for:")
        document.add_paragraph("cold rooms", style="List Bullet")
        document.add_paragraph("•\tempty cupboards")
        document.add_paragraph("\uf0b7 missed school")

    assert [(block.kind, block.text) for block in made(fill)[1:]] == [
        (BULLET, "cold rooms"),
        (BULLET, "empty cupboards"),
        (BULLET, "missed school"),
    ]


def test_tables_are_rows_and_one_cell_is_a_box(made: Make) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            [cell for row in table.rows for cell in row.cells], ("Level", "Who", "1", "School"), strict=True
        ):
            cell.text = text
        document.add_paragraph("Between them.")
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.paragraphs[0].add_run("Practice example").bold = True
        cell.add_paragraph("Bev rang about Oscar.")

    assert shown(made(fill)) == [
        ("table_row", None, "Level | Who"),
        ("table_row", None, "1 | School"),
        ("text", None, "Between them."),
        ("box", None, "Practice example\u2029Bev rang about Oscar."),
    ]


def test_a_frame_round_numbered_paragraphs_is_no_box(made: Make) -> None:
    def fill(document: Any) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "4.1 Ring first."
        cell.add_paragraph("4.2 Then write.")

    assert shown(made(fill)) == [("text", None, "4.1 Ring first."), ("text", None, "4.2 Then write.")]


def test_a_table_that_holds_numbers_beside_paragraphs_is_numbered_text(made: Make) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            [c for row in table.rows for c in row.cells], ("4.1", "Ring first.", "4.2", "Then write."), strict=True
        ):
            cell.text = text

    assert shown(made(fill)) == [("text", "4.1", "Ring first."), ("text", "4.2", "Then write.")]


def test_tracked_changes_read_as_accepted(made: Make) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("A worker ")
        paragraph._p.append(
            parse_xml(f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>should</w:delText></w:r></w:del>')
        )
        paragraph._p.append(parse_xml(f'<w:ins {W} w:id="2" w:author="a"><w:r><w:t>must</w:t></w:r></w:ins>'))
        paragraph.add_run(" ring")
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:rPr {W}><w:del w:id="3" w:author="a"/></w:rPr>'))
        document.add_paragraph("the same day.")

    assert [block.text for block in made(fill)] == ["A worker must ring the same day."]


def test_contents_styles_and_hidden_text(made: Make, tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("1 Purpose\t3", style="toc 1")
        paragraph = document.add_paragraph("Seen. ")
        paragraph.add_run("not for readers").font.hidden = True

    assert shown(made(fill)) == [("contents", None, "1 Purpose 3"), ("text", None, "Seen.")]
    findings = read(tmp_path / "made.docx").findings
    assert [finding.kind for finding in findings] == [FindingKind.HIDDEN]
    assert findings[0].message.startswith("3 words")


def test_text_boxes_are_boxes_and_read_once(made: Make) -> None:
    drawing = (
        '<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>Ring 999 first.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Ring 999 first.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    blocks = made(lambda document: document.add_paragraph("In danger?")._p.append(parse_xml(drawing.replace("{W}", W))))
    assert shown(blocks) == [("text", None, "In danger?"), ("box", None, "Ring 999 first.")]


def test_footnotes_stand_at_the_end_with_the_number_they_are_called_by(tmp_path: Path) -> None:
    plain = tmp_path / "plain.docx"
    document = docx.Document()
    for note in (3, 2):
        run = document.add_paragraph(f"Sentence {note}.").add_run()
        run._r.append(parse_xml(f'<w:footnoteReference {W} w:id="{note}"/>'))
    document.save(str(plain))
    notes = "".join(
        f'<w:footnote w:id="{place}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for place, text in ((0, "separator"), (2, "Second note."), (3, "First note."))
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    noted = tmp_path / "noted.docx"
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(noted, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode())
            after.writestr(name, data)
        after.writestr("word/footnotes.xml", f"<w:footnotes {W}>{notes}</w:footnotes>")
    assert shown(read(noted).blocks)[2:] == [("footnote", "2", "Second note."), ("footnote", "1", "First note.")]


def test_the_title_is_the_titled_paragraph_else_the_property(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Escalation procedure"
    document.add_paragraph("1.1 Speak first.")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").title == "Escalation procedure"
    document.add_heading("When professionals disagree", 0)
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").title == "When professionals disagree"
