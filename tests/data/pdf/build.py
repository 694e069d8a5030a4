"""Make the PDFs of this folder with the programs that people use. They are committed; no test runs this.

python tests/data/pdf/build.py
"""

import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
W = nsdecls("w")
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
LEVELS = """<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>"""
PARAGRAPHS = (
    "Whoever answers the telephone writes down the name of the caller, the time and the first sentence that was said, in the"
    " caller's own words. The first sentence is nearly always the worry, and all that follows is the caller being polite.",
    "A caller who rings off is rung back within the hour. If nobody answers, the duty manager decides who goes to the house.",
    "Calls from children come before calls from adults. A child may ring about a brother, a dog or a broken window, and mean"
    " something else; so nobody ends a call with a child by saying that there is another number for that. Stay on the line"
    " until an adult whom the child has chosen is with them, or until a worker has arrived.",
    "Each call is read again at noon and at five o'clock by somebody who did not take it. They ask what was not asked.",
    "Recordings are kept for six years. They may be played to a court, to the caller and to an inspector, and to no one else.",
)


def web() -> None:
    """Chromium prints web.html."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}"]
        command = ["chromium", *options, f"--print-to-pdf={HERE / 'web.pdf'}", (HERE / "web.html").as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def office() -> None:
    """LibreOffice prints a Word document with counted paragraphs, footnotes and pages that end within a paragraph."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(14.8), Cm(11.8)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Liberation Serif", Pt(10)
    document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(8)
    section.footer.paragraphs[0].add_run()._r.append(parse_xml(f'<w:fldSimple {W} w:instr="PAGE"/>'))
    section.header.paragraphs[0].text = "Duty desk handbook"
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{LEVELS}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    document.add_heading("Duty desk handbook", 1)
    for place, text in enumerate(PARAGRAPHS):
        _add(document, text, note=place + 1 if place < 2 else None)
    with tempfile.TemporaryDirectory() as folder:
        plain, noted = Path(folder) / "plain.docx", Path(folder) / "office.docx"
        document.save(str(plain))
        _add_notes(plain, noted, ("As the caller says it, not as the form does.", "In a pair."))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(HERE), str(noted)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def _add(document: Any, text: str, *, note: int | None) -> None:
    paragraph = document.add_paragraph(text)
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = 90
    if note is not None:
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference {W} w:id="{note}"/>'))


def _add_notes(plain: Path, noted: Path, texts: tuple[str, ...]) -> None:
    """The same file with a footnotes part, which python-docx cannot write."""
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    notes = "".join(
        f'<w:footnote w:id="{place}"><w:p>{style}{mark}<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for place, text in enumerate(texts, 1)
    )
    line = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    relation = f'<Relationship Id="rIdNotes" Type="{NOTES}" Target="footnotes.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(noted, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            data = data.replace(b"</Relationships>", relation.encode()) if name.endswith("document.xml.rels") else data
            data = data.replace(b"</Types>", part.encode()) if name == "[Content_Types].xml" else data
            after.writestr(name, data)
        after.writestr("word/footnotes.xml", f"<w:footnotes {W}>{line}{notes}</w:footnotes>")


if __name__ == "__main__":
    web()
    office()
