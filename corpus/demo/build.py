"""Make the demo area's Word and PDF documents from the texts in `source/`, with the programs that councils use.

Run it after a source text has changed, with LibreOffice and Chromium installed, and commit what it wrote:

    python corpus/demo/build.py

Nothing else in the project needs these programs: the built documents are committed beside this script.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

DEMO = Path(__file__).parent
SOURCE = DEMO / "source"
NUMBER = re.compile(r"(\d+(?:\.\d+)?) (.*)")

# Level 1 counts the sections on their headings, level 2 the paragraphs, as councils' Word templates do.
NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
<w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="709" w:hanging="709"/></w:pPr></w:lvl>
</w:abstractNum>"""


class Kind(StrEnum):
    """What a line of a source text is."""

    TITLE = "title"
    SECTION = "section"
    SUBHEADING = "subheading"
    NUMBERED = "numbered"
    BULLET = "bullet"
    ROW = "row"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a source text, its number (of a section or paragraph) and marks taken off."""

    kind: Kind
    text: str
    number: str = ""


def lines(source: Path) -> tuple[Line, ...]:
    """The lines of a source text: one paragraph, bullet, heading or table row each."""
    return tuple(_line(raw.strip()) for raw in source.read_text(encoding="utf-8").splitlines() if _says_something(raw))


def _says_something(raw: str) -> bool:
    return bool(raw.strip()) and re.fullmatch(r"[|\s:-]+", raw) is None


def _line(raw: str) -> Line:
    marks = {"# ": Kind.TITLE, "## ": Kind.SECTION, "### ": Kind.SUBHEADING, "- ": Kind.BULLET, "| ": Kind.ROW}
    kind, text = next(
        ((kind, raw[len(mark) :]) for mark, kind in marks.items() if raw.startswith(mark)), (Kind.PLAIN, raw)
    )
    numbered = NUMBER.fullmatch(text) if kind in (Kind.PLAIN, Kind.SECTION) else None
    if numbered is None:
        return Line(kind=kind, text=text)
    return Line(kind=kind if kind is Kind.SECTION else Kind.NUMBERED, text=numbered[2], number=numbered[1])


def cells(line: Line) -> list[str]:
    """The cells of a table row."""
    return [cell.strip() for cell in line.text.strip("| ").split("|")]


# Word


def word(source: Path, target: Path, *, automatic: bool) -> None:
    """Write a Word document. automatic: numbers are counted by Word; otherwise they stand in the text as typed."""
    found = lines(source)
    document = docx.Document()
    document.core_properties.title = found[0].text
    document.core_properties.author = "Thornmere Safeguarding Children Partnership"
    _prepare(document, found[0].text)
    if automatic:
        _add_numbering(document)
    rows: list[Line] = []
    for line in found:
        if rows and line.kind is not Kind.ROW:
            _add_table(document, rows)
            rows = []
        if line.kind is Kind.ROW:
            rows.append(line)
        else:
            _add(document, line, automatic=automatic)
    document.save(str(target))


def _prepare(document: Any, title: str) -> None:
    """A4, a running head with the title, page numbers at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(11)
    section.header.paragraphs[0].text = title
    foot = section.footer.paragraphs[0]
    foot.style.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("Thornmere Safeguarding Children Partnership\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _add_numbering(document: Any) -> None:
    """Define the list of two levels and tie the first to the section headings."""
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    num = parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    numbering.append(num)
    _number(document.styles["Heading 1"].element.get_or_add_pPr(), level=0)


def _number(properties: Any, *, level: int) -> None:
    numbered = properties.get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = 90


def _add(document: Any, line: Line, *, automatic: bool) -> None:
    """One paragraph in its style, with its number typed or counted."""
    styles = {Kind.TITLE: "Title", Kind.SECTION: "Heading 1", Kind.SUBHEADING: "Heading 2", Kind.BULLET: "List Bullet"}
    gap = " " if line.kind is Kind.SECTION else "\t"
    typed = f"{line.number}{gap}" if line.number and not automatic else ""
    paragraph = document.add_paragraph(typed + line.text, style=styles.get(line.kind, "Normal"))
    if line.kind is Kind.NUMBERED:
        paragraph.paragraph_format.left_indent = Cm(1.25)
        paragraph.paragraph_format.first_line_indent = Cm(-1.25)
    if line.kind is Kind.NUMBERED and automatic:
        _number(paragraph._p.get_or_add_pPr(), level=1)


def _add_table(document: Any, rows: Sequence[Line]) -> None:
    table = document.add_table(rows=0, cols=len(cells(rows[0])), style="Table Grid")
    for line in rows:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, cells(line), strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.keep_with_next = line is not rows[-1]


def word_pdf(source: Path, target: Path) -> None:
    """Write a PDF as an office prints it: a Word document through LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / f"{target.stem}.docx"
        word(source, document, automatic=False)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(target.parent),
            str(document),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


# PDF through a browser


def web_pdf(source: Path, target: Path, style: Path, *, contents: bool) -> None:
    """Write a PDF as a web team prints it: a page through Chromium. contents: with a list of sections and their pages."""
    found = lines(source)
    pages: dict[str, int] = {}
    for _ in range(2 if contents else 1):
        listed = _contents(found, pages) if contents else ""
        _print("".join(_page(found, style.read_text(encoding="utf-8"), listed)), target)
        pages = _section_pages(target)


def _page(found: Sequence[Line], style: str, listed: str) -> Iterator[str]:
    """The HTML of a source text, to be joined."""
    title = escape(found[0].text)
    head = style.replace("{title}", found[0].text)
    yield f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{head}</style></head><body>"
    yield f"<h1>{title}</h1><p class=imprint>{escape(found[1].text)}</p>{listed}<main>"
    in_list = False
    for line in found[2:]:
        if in_list != (line.kind is Kind.BULLET):
            in_list = not in_list
            yield "<ul>" if in_list else "</ul>"
        yield _element(line)
    yield ("</ul>" if in_list else "") + "</main></body></html>"


def _element(line: Line) -> str:
    tags = {Kind.SECTION: "h2", Kind.SUBHEADING: "h3", Kind.BULLET: "li"}
    tag = tags.get(line.kind, "p")
    number = f"<span class=n>{line.number}</span> " if line.number else ""
    kind = " class=numbered" if line.kind is Kind.NUMBERED else ""
    return f"<{tag}{kind}>{number}{escape(line.text)}</{tag}>"


def _contents(found: Sequence[Line], pages: dict[str, int]) -> str:
    """The contents list; page numbers are blank until the first printing has told them."""
    rows = (
        f"<li><span>{escape(line.text)}</span><i></i><span>{pages.get(line.text, '')}</span></li>"
        for line in found
        if line.kind is Kind.SECTION
    )
    return f"<section class=contents><h2>Contents</h2><ol>{''.join(rows)}</ol></section>"


def _print(page: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
        ]
        command = ["chromium", *options, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def _section_pages(target: Path) -> dict[str, int]:
    """The page, 1-based, of each heading in the PDF's outline."""
    from pypdf import PdfReader

    reader = PdfReader(target)
    pages: dict[str, int] = {}
    waiting: list[Any] = list(reader.outline)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting.extend(entry)
        else:
            pages[str(entry.title)] = (reader.get_destination_page_number(entry) or 0) + 1
    return pages


def main() -> None:
    """Build every document that is not committed as text."""
    word(SOURCE / "thornmere-information-sharing.md", DEMO / "thornmere-information-sharing.docx", automatic=False)
    word(SOURCE / "thornmere-kinship.md", DEMO / "thornmere-kinship.docx", automatic=True)
    word_pdf(SOURCE / "thornmere-thresholds.md", DEMO / "thornmere-thresholds.pdf")
    guidance = SOURCE / "national-families-guidance.md"
    web_pdf(guidance, DEMO / "national-families-guidance.pdf", SOURCE / "print-guidance.css", contents=True)
    practice = SOURCE / "northern-rivers-practice.md"
    web_pdf(practice, DEMO / "northern-rivers-practice.pdf", SOURCE / "print-columns.css", contents=False)


if __name__ == "__main__":
    main()
