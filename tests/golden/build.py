"""Make the PDF and DOCX files of this folder with the programs that people use. They are committed; no test runs this.

python tests/golden/build.py
"""

import subprocess
import tempfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

HERE = Path(__file__).parent
W = nsdecls("w")
LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    f'<w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="567"/></w:pPr></w:lvl>'
    for level, (form, text) in enumerate(
        [("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "(%4)")]
    )
)
RULES = (
    (0, "Before the visit", True),
    (
        1,
        "Two workers plan each first visit together. They agree who speaks to the adults and who sits with the child.",
        False,
    ),
    (1, "The plan is written down before they leave and names:", False),
    (3, "the time at which they expect to be back", False),
    (3, "the colleague who waits for their call", False),
    (2, "Where no colleague can wait, the visit is put off, unless a child would be left in danger.", False),
    (0, "During the visit", True),
    (1, "Ask to see where the child sleeps. Say why you ask.", False),
    (1, "If the door stays shut, do not argue through it. Ring the duty manager from the street.", False),
    (0, "After the visit", True),
    (1, "Write the note on the same day. Quote what the child said in the child's own words.", False),
)
OVERPRINTED = (
    (None, "Sharing a worry with the school", 15),
    ("bold", "Who should ring", 12),
    (None, "1. The worker who noticed something rings the school's named person on the same day.", 10),
    (None, "2. A manager need not agree first. The worker tells the manager afterwards what was", 10),
    (None, "said and who said it.", 10),
    ("bold", "What to write down", 12),
    (None, "3. Write down the time, the name of the person and the answer. A message left with", 10),
    (None, "somebody else is not an answer.", 10),
    ("bold", "Children in the same family", 12),
    (None, "4. Each child of the family has a named person. Ring every one of them.", 10),
)


def columns() -> None:
    """Chromium prints columns.html."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}"]
        command = ["chromium", *options, f"--print-to-pdf={HERE / 'columns.pdf'}", (HERE / "columns.html").as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def overprint() -> None:
    """pypdf writes a page whose bold lines are printed twice, a hair apart, as older desktop publishing does."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    held = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(held)})}
    )
    drawn, height = [], 780.0
    for kind, text, size in OVERPRINTED:
        height -= size * (2.2 if kind or size > 12 or text[0].isdigit() else 1.3)
        for shift in (0.0, 0.35) if kind else (0.0,):
            escaped = text.replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 {size} Tf {70 + shift} {height:.1f} Td ({escaped}) Tj ET")
    stream = DecodedStreamObject()
    stream.set_data("\n".join(drawn).encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(HERE / "overprint.pdf")


def visits() -> None:
    """python-docx writes automatic numbers of four levels; LibreOffice saves the same document again and prints it."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{LEVELS}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_heading("Visiting a family for the first time", 0)
    document.add_paragraph("These rules are for every worker who knocks on a door that was never opened to us before.")
    for level, text, heading in RULES:
        paragraph = document.add_heading(text, 1) if heading else document.add_paragraph(text)
        numbers = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(numbers))
    table = document.add_table(rows=0, cols=2)
    for cells in (("Hour", "Who answers"), ("9 to 5", "the duty desk"), ("5 to 9", "the night team")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(HERE / "visits.docx"))
    with tempfile.TemporaryDirectory() as folder:
        for form in ("docx", "pdf"):
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
            subprocess.run(
                [*command, "--outdir", folder, str(HERE / "visits.docx")], check=True, capture_output=True, timeout=180
            )
            (HERE / f"visits-office.{form}").write_bytes((Path(folder) / f"visits.{form}").read_bytes())


if __name__ == "__main__":
    columns()
    overprint()
    visits()
