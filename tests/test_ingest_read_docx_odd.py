"""Words in odd places of a Word file: each is read once, or left out and counted."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from corpus.finding import FindingKind
from ingest.read import read
from ingest.read_file import ReadFile

SPACES = " ".join(
    f'xmlns:{short}="http://schemas.{name}"'
    for short, name in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("m", "openxmlformats.org/officeDocument/2006/math"),
        ("r", "openxmlformats.org/officeDocument/2006/relationships"),
    )
)
FIRST = "Ring the harbour office."


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def run(text: str, properties: str) -> str:
    return f"<w:p>{{}}<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def made(folder: Path, xml: str, header: str = "") -> ReadFile:
    document = docx.Document()
    document.add_paragraph(FIRST)
    name, rest = xml.split(">", 1) if not xml.startswith("<w:p>") else ("<w:p", xml[5:])
    document.element.body.insert(1, parse_xml(f"{name} {SPACES}>{rest}" if rest else f"{name[:-1]} {SPACES}/>"))
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(folder / "made.docx"))
    return read(folder / "made.docx")


ODD = {
    "content control": (
        f"<w:sdt><w:sdtContent>{paragraph('Ask the skipper.')}</w:sdtContent></w:sdt>",
        "Ask the skipper.",
    ),
    "control in a line": (
        '<w:p><w:r><w:t xml:space="preserve">Ask </w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>the skipper.</w:t></w:r>'
        "</w:sdtContent></w:sdt></w:p>",
        "Ask the skipper.",
    ),
    "alternatives of a paragraph": (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{paragraph("Ask the skipper.")}</mc:Choice>'
        f"<mc:Fallback>{paragraph('Ask the old skipper.')}</mc:Fallback></mc:AlternateContent>",
        "Ask the skipper.",
    ),
    "alternatives in a line": (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>Ask the skipper.</w:t></mc:Choice>'
        "<mc:Fallback><w:t>Ask the old skipper.</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "Ask the skipper.",
    ),
    "a table in a table": (
        f"<w:tbl><w:tr><w:tc>{paragraph('Ask')}<w:tbl><w:tr><w:tc>{paragraph('the')}</w:tc><w:tc>{paragraph('mate')}"
        f"</w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc>{paragraph('first')}</w:tc></w:tr></w:tbl>",
        "Ask the | mate | first",
    ),
    "a formula": (
        "<w:p><w:r><w:t>Two boats: </w:t></w:r><m:oMath><m:r><m:t>n=2</m:t></m:r></m:oMath></w:p>",
        "Two boats: n=2",
    ),
    "a reading above the line": (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Ask.</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r></w:p>",
        "Ask.",
    ),
    "a field's result": (
        '<w:p><w:fldSimple w:instr=" REF x "><w:r><w:t>Section 4</w:t></w:r></w:fldSimple></w:p>',
        "Section 4",
    ),
    "white words in a table": (
        "<w:tbl><w:tr><w:tc>"
        + run("Who", '<w:color w:val="FFFFFF"/>').format("")
        + "</w:tc><w:tc>"
        + paragraph("When")
        + "</w:tc></w:tr></w:tbl>",
        "Who | When",
    ),
    "white words on a shade": (
        run("Ask the skipper.", '<w:color w:val="FFFFFF"/>').format(
            '<w:pPr><w:shd w:val="clear" w:fill="004080"/></w:pPr>'
        ),
        "Ask the skipper.",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_words_in_odd_places_are_read_once(tmp_path: Path, name: str) -> None:
    xml, text = ODD[name]
    found = made(tmp_path, xml)
    assert [block.text for block in found.blocks] == [FIRST, text]
    assert found.findings == ()


@pytest.mark.parametrize("properties", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:vanish/>"])
def test_words_that_nobody_sees_are_left_out_and_counted(tmp_path: Path, properties: str) -> None:
    found = made(tmp_path, run("Hand out all keys.", properties).format(""))
    assert [block.text for block in found.blocks] == [FIRST]
    assert [(it.kind, it.message.split(" words")[0]) for it in found.findings] == [(FindingKind.HIDDEN, "4")]


def test_headers_and_inserted_files_are_left_out_and_counted(tmp_path: Path) -> None:
    found = made(tmp_path, '<w:altChunk r:id="rId99"/>', header="Harbour board policy")
    assert [block.text for block in found.blocks] == [FIRST]
    assert [it.kind for it in found.findings] == [FindingKind.LEFT_OUT, FindingKind.LEFT_OUT]
    assert [it.message.split(" were")[0] for it in found.findings] == [
        "3 words in headers and footers",
        "1 other files are inserted in this one and",
    ]
