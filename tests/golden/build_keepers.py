"""Make `keepers.pdf`, `annexes.docx` and what LibreOffice makes of the latter. They are committed; no test runs this.

python tests/golden/build_keepers.py   (needs reportlab, which the project does not: pip install reportlab)
"""

import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
W = nsdecls("w")
WIDE, HIGH = 420, 595
LEFT, RIGHT, COLUMN = 40, 220, 160
SERIF, BOLD = "Serif", "Serif-Bold"
FONTS = Path(
    "/usr/share/fonts/truetype/liberation"
)  # Liberation Serif, SIL Open Font Licence; a subset goes into the file

# Columns of lines as they are set: `#` a bold heading printed twice, `*` a bullet, `=` a drop cap, an empty line a gap.
FIRST_PAGE = (
    """#Who speaks first
=Keepers meet a family before
anybody else does. They see who
steers and who sleeps.

1.1 A keeper who finds a child
alone on a boat must tele-
phone the ofﬁce at once and must
stay on the towpath until somebody
comes.^1

1.2 The keeper should not go
aboard, unless the child is in dan-
ger or asks for it.

1.3 Write down:""",
    """*the name of the boat
*the number on its side, also if it
 cannot be read in full
*what the child said

#What the ofﬁce does
2.1 The ofﬁce looks the boat up in
the river register and ﬁnds out who
holds the licence.

2.2 Where two ofﬁces share a reach,
the one upstream leads. It may ask
the other to send a keeper, but it
must not hand the call over.^2

2.3 The night list below says who
answers.""",
)
NOTES = (
    (1, "The towpath counts as the boat's own ground for this rule, and so does a pontoon."),
    (2, "A call that was handed over twice in one night was lost between the of\ufb01ces in the end."),
)
ROWS = tuple(
    (f"Reach {n}", f"{'Upper' if n % 2 else 'Lower'} Lock House {n}", f"keeper {'ABCDEFG'[n % 7]}")
    for n in range(1, 33)
)
LAST = """3.1 After each call the keeper and
the ofﬁce agree who rings the fam-
ily on the next day.

3.2 A family that was rung may ask
for another keeper."""


def keepers() -> None:
    """reportlab sets two columns with running heads, footnotes, a drop cap, ligatures, and a table over two pages."""
    for name, file in ((SERIF, "LiberationSerif-Regular"), (BOLD, "LiberationSerif-Bold")):
        registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
    canvas = Canvas(str(HERE / "keepers.pdf"), pagesize=(WIDE, HIGH), invariant=1)
    canvas.setTitle("Children on boats: the keepers' handbook")
    _furniture(canvas, 1)
    canvas.setFont(BOLD, 17)
    canvas.drawString(LEFT, HIGH - 70, "Children on boats: the keepers' handbook")
    for left, lines in zip((LEFT, RIGHT), FIRST_PAGE, strict=True):
        _column(canvas, left, HIGH - 105, lines.split("\n"))
    canvas.line(LEFT, 92, LEFT + 90, 92)
    for place, (mark, text) in enumerate(NOTES):
        canvas.setFont(SERIF, 5)
        canvas.drawString(LEFT, 83 - 11 * place, str(mark))
        canvas.setFont(SERIF, 7.5)
        canvas.drawString(LEFT + 5, 80 - 11 * place, text)
    canvas.showPage()
    for page, rows in ((2, ROWS[:20]), (3, ROWS[20:])):
        _furniture(canvas, page)
        bottom = _table(canvas, HIGH - 70, (("Reach", "House", "Who answers"), *rows))
        if page == 3:
            _column(canvas, LEFT, bottom - 30, LAST.split("\n"))
        canvas.showPage()
    canvas.save()


def _furniture(canvas: Canvas, page: int) -> None:
    canvas.setFont(SERIF, 8)
    canvas.drawString(LEFT, HIGH - 30, "Keepers' handbook")
    canvas.drawRightString(WIDE - LEFT, HIGH - 30, "Harbour board")
    canvas.drawCentredString(WIDE / 2, 28, f"Page {page} of 3")


def _column(canvas: Canvas, left: float, top: float, lines: list[str]) -> None:
    shift = 0.0
    for line in lines:
        size, text, x = 10, line.lstrip("#=*"), left + shift
        shift = 0.0
        canvas.setFont(SERIF, size)
        if line.startswith("="):
            canvas.setFont(SERIF, 25)
            canvas.drawString(left, top - 12.5, text[0])
            shift = canvas.stringWidth(text[0], SERIF, 25) + 1
            canvas.setFont(SERIF, size)
            x, text = left + shift, text[1:]
        if line.startswith("#"):
            canvas.setFont(BOLD, size + 1)
            canvas.drawString(left + 0.3, top, text)
        if line.startswith("*"):
            canvas.drawString(left, top, "\u2022")
        x += 10 if line.startswith(("*", " ")) else 0
        said, _, mark = text.strip().partition("^")
        canvas.drawString(x, top, said)
        if mark:
            end = x + canvas.stringWidth(said, SERIF, size)
            canvas.setFont(SERIF, 6)
            canvas.drawString(end, top + 3.5, mark)
        top -= 13 if line else 7


def _table(canvas: Canvas, top: float, rows: tuple[tuple[str, ...], ...]) -> float:
    canvas.setStrokeColor(Color(0.3, 0.3, 0.3))
    lefts = (LEFT, LEFT + 80, LEFT + 240, WIDE - LEFT)
    for place, row in enumerate(rows):
        bottom = top - 18 * (place + 1)
        for cell, (left, right) in zip(row, pairwise(lefts), strict=True):
            canvas.rect(left, bottom, right - left, 18)
            canvas.setFont(SERIF if place else BOLD, 10)
            canvas.drawString(left + 4, bottom + 5, cell)
    return top - 18 * len(rows)


CHAPTERS = (
    ("decimal", "Chapter %1"),
    ("decimal", "%1.%2"),
    ("lowerLetter", "(%3)"),
    ("lowerRoman", "(%4)"),
    ("decimal", "%1.%2.%5"),
)
ANNEXES = (("upperLetter", "Annex %1"), ("decimal", "Annex %1 %2"), ("lowerLetter", "(%3)"))
TEXTS = (
    ("chapters", 0, "Before a boat is boarded"),
    ("chapters", 1, "A keeper boards with a second keeper. Where none is near, the keeper waits and says so to the of\ufb01ce."),
    ("chapters", 1, "The second keeper looks for:"),
    ("chapters", 2, "a stove that is lit"),
    ("chapters", 2, "children, who may be asleep"),
    ("chapters", 3, "in the cabin"),
    ("chapters", 3, "under a cover on deck"),
    ("chapters", 1, "Nobody boards after dark without a lamp. A borrowed lamp is enough."),
    ("chapters", 0, "While on board"),
    ("chapters", 1, "Say who you are before you step down. Wait for an answer."),
    ("chapters", 1, "Leave at once if you are asked to, and tell the of\ufb01ce:"),
    ("chapters", 2, "who asked"),
    ("chapters", 2, "what you had seen by then"),
    ("annexes", 0, "What the register holds"),
    ("annexes", 1, "The register names the holder of each licence and a second person who can be rung."),
    ("annexes", 1, "It does not say who lives on board. A keeper who knows tells the of\ufb01ce."),
    ("annexes", 0, "Words that keepers use"),
    ("annexes", 1, "A reach is the water between two locks."),
    ("annexes", 1, "A float is a boat without an engine. It may still have moved."),
    ("annexes", 1, "A winter berth is let from the first of October, and the board may end it when:"),
    ("annexes", 2, "the stove was found unsafe"),
    ("annexes", 2, "the fee was not paid for two months"),
    ("again", 0, "Coming into force"),
    ("again", 1, "These rules hold from the first of May."),
)  # fmt: skip


def annexes() -> None:
    """python-docx writes chapters, letters, Roman figures, annexes and a restart; LibreOffice saves and prints the same."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for number, levels in ((91, CHAPTERS), (92, ANNEXES)):
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{_levels(levels)}</w:abstractNum>')
        )
    restart = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for level, start in ((0, 7), (1, 1))
    )
    for number, abstract, more in ((91, 91, ""), (92, 92, ""), (93, 91, restart)):
        held = f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
        numbering.append(parse_xml(held))
    lists = {"chapters": 91, "annexes": 92, "again": 93}
    document.add_heading("Boarding a boat with children on it", 0)
    for name, level, text in TEXTS:
        paragraph = document.add_heading(text, 1) if level == 0 else document.add_paragraph(text)
        held = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{lists[name]}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(held))
    document.save(str(HERE / "annexes.docx"))
    with tempfile.TemporaryDirectory() as folder:
        for form in ("docx", "pdf"):
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
            subprocess.run(
                [*command, "--outdir", folder, str(HERE / "annexes.docx")], check=True, capture_output=True, timeout=180
            )
            (HERE / f"annexes-office.{form}").write_bytes((Path(folder) / f"annexes.{form}").read_bytes())


def _levels(levels: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{600 * (level + 1)}" w:hanging="600"/></w:pPr></w:lvl>'
        for level, (form, text) in enumerate(levels)
    )


if __name__ == "__main__":
    keepers()
    annexes()
