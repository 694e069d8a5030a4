"""read DOCX: headings, automatic numbers, lists, tables, boxes and notes of a Word document as it prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.finding import Finding, FindingKind
from ingest.block import Block, BlockKind
from ingest.box import boxed
from ingest.bullet_mark import without_mark
from ingest.docx_numbering import Counter, Format, Numbered, numbering_lists
from ingest.docx_package import Package, open_package
from ingest.docx_style import PLAIN, Style, styles_of
from ingest.docx_xml import ALTERNATIVES, FALLBACK, W, all_bold, hidden_words, inside, mark_deleted, value, words
from ingest.grammar import read_mark
from ingest.hidden import hidden_finding
from ingest.merged_cell import DITTO, MOST_SPAN
from ingest.read_file import ReadFile
from ingest.wording import worded, wording

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADING_WORDS = 25  # a longer paragraph in a heading style is a numbered paragraph that borrows the style's number
SUBHEADING_WORDS = 14
UNTITLED = frozenset({"", "word document", "untitled", "document", "title"})
LETTERED = frozenset({Format.BULLET, Format.LOWER_LETTER, Format.UPPER_LETTER, Format.LOWER_ROMAN, Format.UPPER_ROMAN})
SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What reading a paragraph needs to know of its file.

    lists: counts automatic numbers; paragraphs must come in reading order. below_title: 1 where a title takes level 1.
    """

    styles: Mapping[str, Style]
    lists: Counter
    below_title: int

    def style(self, paragraph: "_Element") -> Style:
        """The paragraph's style; the default one where it names none or an unknown one."""
        return self.styles.get(value(paragraph, "pPr", "pStyle") or "", self.styles.get("", PLAIN))


def read_docx(path: Path) -> ReadFile:
    """Blocks of a Word document with tracked changes accepted; notes stand at the end.

    Raises FileRefused as `open_package` does.
    """
    package = open_package(path)
    styles = styles_of(package.styles)
    titled = any(_styled(paragraph, styles).is_title for paragraph in package.body.iter(f"{W}p"))
    sheet = Sheet(styles=styles, lists=Counter(numbering_lists(package.numbering)), below_title=int(titled))
    blocks = (*_flow(package.body, sheet), *_notes(package))
    return ReadFile(blocks=blocks, title=_title(package, styles, blocks), findings=tuple(_findings(package)))


def _styled(paragraph: "_Element", styles: Mapping[str, Style]) -> Style:
    return styles.get(value(paragraph, "pPr", "pStyle") or "", PLAIN)


def _flow(container: "_Element", sheet: Sheet) -> Iterator[Block]:
    """The blocks of a body, cell or text box in reading order."""
    carried = ""
    lead_in = False
    for element in _members(container):
        if element.tag == f"{W}tbl":
            found = tuple(_table(element, sheet))
        elif mark_deleted(element):
            carried = f"{carried} {words(element)}".strip()
            continue
        else:
            found = tuple(_paragraph(element, sheet, f"{carried} {words(element)}".strip(), lead_in=lead_in))
            carried = ""
        yield from found
        if found and found[-1].kind is not BlockKind.BULLET:
            lead_in = found[-1].text.endswith(":")


def _members(container: "_Element") -> Iterator["_Element"]:
    """Paragraphs and tables, also inside content controls and other wrappers; of alternatives the first, as Word shows it."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"):
            yield from _members(child)
        elif child.tag == ALTERNATIVES and len(child):
            yield from _members(child[0])


def _paragraph(paragraph: "_Element", sheet: Sheet, text: str, *, lead_in: bool) -> Iterator[Block]:
    """The block of one paragraph, then those of the text boxes anchored in it."""
    style = sheet.style(paragraph)
    numbered = _numbered(paragraph, style, sheet, lead_in=lead_in and bool(text))
    if text:
        yield _block(paragraph, style, numbered, text, sheet)
    for drawing in paragraph.iter(f"{W}txbxContent"):
        if not any(above.tag == FALLBACK for above in drawing.iterancestors()):
            yield from boxed(tuple(_flow(drawing, sheet)))


def _numbered(paragraph: "_Element", style: Style, sheet: Sheet, *, lead_in: bool) -> Numbered | None:
    """The automatic number or bullet, counted on; a paragraph without words counts too, as Word counts it."""
    num_id = value(paragraph, "pPr", "numPr", "numId") or style.num_id
    if num_id is None or num_id == "0":
        return None
    own = value(paragraph, "pPr", "numPr", "ilvl")
    if own is not None and own.isdecimal():
        return sheet.lists.next(num_id, int(own), lead_in=lead_in)
    name = value(paragraph, "pPr", "pStyle") or ""
    level = style.level or sheet.lists.level_of_style(num_id, name) or 0
    return sheet.lists.next(num_id, level, lead_in=lead_in)


def _block(paragraph: "_Element", style: Style, numbered: Numbered | None, text: str, sheet: Sheet) -> Block:
    """What a paragraph is, decided by its style first, then its list, then how it looks."""
    number = numbered.text or None if numbered else None
    length = len(text.split())
    if style.is_contents:
        return Block(kind=BlockKind.CONTENTS, text=text)
    if style.is_title:
        return Block(kind=BlockKind.HEADING, text=text, level=1)
    if style.outline is not None and length <= HEADING_WORDS:
        return Block(kind=BlockKind.HEADING, text=text, level=min(6, style.outline + sheet.below_title), number=number)
    subheading = length <= SUBHEADING_WORDS and text[-1] not in ".:;,?" and _looks_bold(paragraph, style)
    if numbered is not None and (numbered.step or (_is_item(numbered) and not (number and subheading))):
        return Block(kind=BlockKind.BULLET, text=without_mark(text) or text, level=numbered.depth)
    if (unmarked := without_mark(text)) is not None and number is None:
        return Block(kind=BlockKind.BULLET, text=unmarked, level=0)
    if subheading:
        return Block(kind=BlockKind.HEADING, text=text, level=6 if number is None else 2, number=number)
    return Block(kind=_plain_kind(paragraph, style, text, number), text=text, number=number)


def _is_item(numbered: Numbered) -> bool:
    """Whether a list mark is a bullet, `(a)` or `iv.`; `Annex A` and `A1` are numbers."""
    return (
        numbered.format in LETTERED
        and len(numbered.text.split()) < 2
        and not any(sign.isdigit() for sign in numbered.text)
    )


def _plain_kind(paragraph: "_Element", style: Style, text: str, number: str | None) -> BlockKind:
    if style.is_quotation:
        return BlockKind.QUOTATION
    framed = all((value(paragraph, "pPr", "pBdr", side) or "none") not in ("none", "nil") for side in SIDES)
    return BlockKind.BOX if framed and number is None and read_mark(text) is None else BlockKind.TEXT


def _looks_bold(paragraph: "_Element", style: Style) -> bool:
    plain_runs = any(value(run, "rPr", "b") in ("0", "false") for run in paragraph.iter(f"{W}r"))
    return all_bold(paragraph) or (style.bold and not plain_runs)


def _table(table: "_Element", sheet: Sheet) -> Iterator[Block]:
    """The rows of a table. One cell alone is a box; a number beside its text is a numbered paragraph."""
    cells = [tuple(_cells(row)) for row in _rows(table)]
    rows = [[tuple(_flow(cell, sheet)) for cell in row] for row in cells]
    if len(rows) == 1 and len(rows[0]) == 1:
        yield from boxed(rows[0][0])
        return
    for row, elements in zip(rows, cells, strict=True):
        texts = [" ".join(f"{block.number or ''} {block.text}".strip() for block in cell) for cell in row]
        mark = read_mark(f"{texts[0].rstrip('.')} X") if len(texts) == 2 else None
        if mark is not None and mark.number == texts[0].rstrip(".") and "." in mark.number and row[1]:
            yield replace(row[1][0], number=mark.number)
            yield from row[1][1:]
        elif any(texts):
            yield Block(kind=BlockKind.TABLE_ROW, text=" | ".join(_in_columns(elements, texts)))


def _in_columns(cells: Sequence["_Element"], texts: Sequence[str]) -> Iterator[str]:
    """The texts of a row with a ditto mark in each column that a cell above or to the left reaches into."""
    for cell, text in zip(cells, texts, strict=True):
        merged, wide = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}gridSpan")
        goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        yield DITTO if goes_on and not text else text
        span = wide.get(f"{W}val", "1") if wide is not None else "1"
        yield from [DITTO] * (min(int(span), MOST_SPAN) - 1 if span.isdigit() else 0)


def _rows(table: "_Element") -> Iterator["_Element"]:
    for child in table:
        if child.tag == f"{W}tr" and inside(child, "trPr", "del") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: "_Element") -> Iterator["_Element"]:
    """The cells of a row; one that goes on from the row above has no words of its own."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _notes(package: Package) -> Iterator[Block]:
    """Footnotes and endnotes in file order, numbered as they are called."""
    for part in package.notes:
        kind = part.tag.removesuffix("s")
        called = [mark.get(f"{W}id") for mark in package.body.iter(f"{kind}Reference")]
        for note in part.iter(kind):
            text = " ".join(filter(None, (words(paragraph) for paragraph in note.iter(f"{W}p"))))
            if text and note.get(f"{W}id") in called:
                yield Block(kind=BlockKind.FOOTNOTE, text=text, number=str(called.index(note.get(f"{W}id")) + 1))


def _title(package: Package, styles: Mapping[str, Style], blocks: Sequence[Block]) -> str | None:
    """The paragraph in the title style, else the file's property, else the first heading."""
    own = (words(paragraph) for paragraph in package.body.iter(f"{W}p") if _styled(paragraph, styles).is_title)
    printed = next(filter(None, own), "")
    known = "" if package.title.lower() in UNTITLED else package.title
    return printed or known or next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)


def _findings(package: Package) -> Iterator[Finding]:
    """What was left out: hidden words, headers and footers, comments, other files inside this one."""
    count = hidden_words(package.body)
    if count:
        yield hidden_finding("docx", count)
    margins = {text for part in package.margins for p in part.iter(f"{W}p") if (text := words(p))}
    counts = {
        "headers": sum(len(text.split()) for text in margins),
        "comments": package.comments,
        "inserted": sum(1 for _ in package.body.iter(f"{W}altChunk")),
    }
    for kind, number in counts.items():
        if number:
            what = wording()["left_out_kinds"][kind].format(count=number)
            yield worded(FindingKind.LEFT_OUT, {"what": what})
