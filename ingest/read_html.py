"""read HTML: pages of procedure manuals and of GOV.UK."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from corpus.errors import FileRefused
from corpus.finding import Finding
from ingest.block import Block, BlockKind
from ingest.bullet_mark import without_mark
from ingest.decode import decode
from ingest.hidden import hidden_finding
from ingest.html_list import items, list_kind
from ingest.html_main import is_hidden, main_content, page_title
from ingest.html_table import numbers_paragraphs, rows_of
from ingest.html_tree import BLOCKS, HEADINGS, LISTS, Node, parse, squeezed
from ingest.read_file import ReadFile
from ingest.repair_line import PARAGRAPH_BREAK
from ingest.text_line import looks_like_heading

BOX_CLASS = re.compile(
    r"(?:^|[-_])(?:box|callout|panel|inset|inset-text|example|case-study|advisory|notice|alert|information-block|call-to-action|"
    r"highlight|note|warning-text|important|key-?points?|summary-box|pull-?out|sidebar)(?:$|[-_])"
)
LARGE_BOX = 0.4  # a box with more of the words than this is the page's own frame
NUMBERED = re.compile(r"\(?[0-9]+(?:\.[0-9]+)*[.)]?\s")
LONE_NUMBER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?")
NOTE_ID = re.compile(r"(?:fn|note)-?ref", re.IGNORECASE)
NOTE_MARK = re.compile(r"\[?(?:footnote |note )?[0-9*†‡]{1,3}\]?")
BACK_LINK = re.compile(
    r"(?:back to|return to|go to|↑)? ?(?:the )?(?:top|contents)(?: of (?:the )?page)?|↩.*|end|"
    r"(?:print|e-?mail|share)(?: this)?(?: page)?(?: (?:print|e-?mail|share)(?: this)?(?: page)?)*|"
    r"page last (?:updated|reviewed).{0,30}|(?:was|is) this page (?:useful|helpful)\??|yes no",
    re.IGNORECASE,
)
CONTENTS_TITLE = re.compile(r"(?:table of )?contents|(?:on|in) this (?:page|section|chapter)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the walk is.

    kind: what plain words are here. size: characters of the whole content. lead_in: the words before end with a colon.
    """

    kind: BlockKind
    size: int
    lead_in: bool


def read_html(path: Path) -> ReadFile:
    """Blocks of the page's main content; menus, cookie notices, headers and footers are left out.

    anchor: the element's own id, else that of the nearest heading above. Raises FileRefused where the file is no HTML.
    """
    try:
        root = parse(decode(path))
    except FileRefused as refused:
        raise FileRefused(str(refused) if path.name in str(refused) else f"{path.name}: {refused}") from refused
    main = main_content(root)
    blocks = tuple(html_blocks(main))
    return ReadFile(blocks=blocks, title=page_title(root, main), findings=tuple(_hidden(main)))


def html_blocks(main: Node, size: int = 0) -> Iterator[Block]:
    """The blocks of an element, anchors filled in and a heading over a contents list taken as part of it.

    size: characters of the document that it is a part of, where that is larger.
    """
    place = Place(kind=BlockKind.TEXT, size=max(size, len(main.text())), lead_in=False)
    blocks = _with_numbers(list(_inside(main, place)))
    anchor: str | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind is BlockKind.HEADING:
            anchor = block.anchor or anchor
        found = replace(block, anchor=block.anchor or anchor)
        over_contents = following is not None and following.kind is BlockKind.CONTENTS
        if over_contents and CONTENTS_TITLE.fullmatch(block.text):
            found = replace(found, kind=BlockKind.CONTENTS, level=None)
        yield found


def _with_numbers(blocks: list[Block]) -> list[Block]:
    """The blocks with each number that stands in an element of its own put before the text that it numbers."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        lone = before is not None and before.kind is BlockKind.TEXT and LONE_NUMBER.fullmatch(before.text) is not None
        if lone and before is not None and block.kind is BlockKind.TEXT and NUMBERED.match(block.text) is None:
            found[-1] = replace(block, text=f"{before.text} {block.text}", anchor=before.anchor or block.anchor)
        else:
            found.append(block)
    return found


def _inside(node: Node, place: Place) -> Iterator[Block]:
    """The blocks of a container: runs of words and inline elements as one block each, block elements by their own kind."""
    run: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or not (child.holds_blocks or is_hidden(child)):
            run.append(child)
            continue
        for block in (
            *_words(run, place.kind),
            *([] if is_hidden(child) else _own_anchor(child, _element(child, place))),
        ):
            place = replace(place, lead_in=block.text.endswith(":"))
            yield block
        run = []
    yield from _words(run, place.kind)


def _own_anchor(node: Node, blocks: Iterator[Block]) -> Iterator[Block]:
    """The element's id on the first of its blocks, unless that has its own."""
    anchor = node.attributes.get("id")
    for block in blocks:
        yield replace(block, anchor=block.anchor or anchor)
        anchor = None


def _element(node: Node, place: Place) -> Iterator[Block]:
    """The blocks of one element that stands as a block."""
    if node.tag in HEADINGS and place.kind is BlockKind.TEXT:
        yield from _words([node], BlockKind.HEADING, level=HEADINGS[node.tag])
    elif node.tag in LISTS:
        yield from _list(node, place, depth=0)
    elif node.tag == "table":
        yield from _table(node, place)
    elif node.tag == "dl":
        yield from _definitions(node)
    elif node.tag == "blockquote":
        yield from _inside(node, replace(place, kind=BlockKind.QUOTATION))
    elif _is_box(node, place):
        yield from _titled(_inside(node, replace(place, kind=BlockKind.BOX)), _title(node))
    elif "doc-endnotes" in node.attributes.get("role", "") or "footnotes" in node.classes:
        yield from _footnotes(node)
    else:
        yield from _inside(node, place)


def _words(run: list[Node | str], kind: BlockKind, level: int | None = None) -> Iterator[Block]:
    """One block of the words of a run, or none where it has none or only leads back to the top."""
    pieces = [piece if isinstance(piece, str) else _prose(piece) for piece in run]
    text = squeezed("".join(pieces))
    if kind is BlockKind.TEXT and (bullet := without_mark(text)) is not None:
        kind, text, level = BlockKind.BULLET, bullet, 0
    elif kind is BlockKind.TEXT and _is_bold_heading(run, text):
        kind = BlockKind.HEADING
    ids = (
        node.attributes.get("id") or node.attributes.get("name")
        for top in run
        if isinstance(top, Node)
        for node in top.walk()
    )
    if text and not (BACK_LINK.fullmatch(text) and (kind is not BlockKind.HEADING or text.endswith("?"))):
        anchor = next((name for name in ids if name and not NOTE_ID.match(name)), None)
        yield Block(kind=kind, text=text, level=level, anchor=anchor)


def _is_bold_heading(run: list[Node | str], text: str) -> bool:
    """A short line that is bold from its first word to its last, a number before it aside, is a heading."""
    if not looks_like_heading(text):
        return False
    bold = [inner for top in run if isinstance(top, Node) for inner in top.walk() if inner.tag in ("strong", "b")]
    words = squeezed(" ".join(node.text() for node in bold))
    return bool(words) and bool(LONE_NUMBER.fullmatch(text.removesuffix(words).strip() or "1"))


def _is_raised_link(node: Node) -> bool:
    """A raised figure with a link in it, or a link with a raised figure in it."""
    return {"sup", "a"} <= {inner.tag for inner in node.walk()}


def _prose(node: Node) -> str:
    """The words of an element as they are read aloud: without footnote marks and hidden parts, `<br>` as a space."""
    if is_hidden(node) or (node.tag in ("sup", "a") and NOTE_MARK.fullmatch(node.text()) and _is_raised_link(node)):
        return ""
    if node.tag in ("br", "hr"):
        return " "
    edge = " " if node.tag in BLOCKS else ""
    return edge + "".join(child if isinstance(child, str) else _prose(child) for child in node.children) + edge


def _list(node: Node, place: Place, depth: int) -> Iterator[Block]:
    """The items of a list: contents, numbered paragraphs or bullets; the lists inside an item one level deeper."""
    kind = list_kind(node, nested=depth > 0 or place.lead_in or place.kind is not BlockKind.TEXT)
    for item in items(node):
        inner = tuple(child for child in item.node.elements if child.tag in LISTS)
        own = [child for child in item.node.children if child not in inner]
        number = item.number if kind is BlockKind.TEXT else None
        for block in _words(own, kind, depth if kind is BlockKind.BULLET else None):
            yield replace(block, number=number, anchor=item.node.attributes.get("id") or block.anchor)
        for child in inner:
            yield from _list(
                child, place, depth + 1 if kind is BlockKind.BULLET else 0 if kind is BlockKind.CONTENTS else 1
            )


def _table(node: Node, place: Place) -> Iterator[Block]:
    """The rows of a table; one that only sets out the page is read as what it holds, one with a single cell is a box."""
    nodes = tuple(node.walk())
    cells = tuple(cell for cell in nodes if cell.tag in ("td", "th"))
    layout = node.attributes.get("role") == "presentation" or any(
        inner.tag == "table" or inner.tag in HEADINGS for inner in nodes[1:]
    )
    if layout:
        yield from _inside(node, place)
        return
    if len(cells) == 1:
        yield from _titled(_inside(cells[0], replace(place, kind=BlockKind.BOX)), "")
        return
    yield from (block for cap in nodes if cap.tag == "caption" for block in _words([cap], place.kind))
    rows = tuple(
        rows_of(
            [
                (row, [(cell, squeezed(_prose(cell))) for cell in row.elements if cell.tag in ("td", "th")])
                for row in nodes
                if row.tag == "tr"
            ]
        )
    )
    plain = numbers_paragraphs(rows)
    for row in rows:
        text = " ".join(row.cells) if plain else row.text
        yield Block(kind=BlockKind.TEXT if plain else BlockKind.TABLE_ROW, text=text, anchor=row.anchor)


def _definitions(node: Node) -> Iterator[Block]:
    """Each definition as a row with its term."""
    term = ""
    for child in (inner for inner in node.walk() if inner.tag in ("dt", "dd")):
        text = squeezed(_prose(child))
        if child.tag == "dt":
            term = text
        elif text:
            yield Block(
                kind=BlockKind.TABLE_ROW, text=f"{term} | {text}" if term else text, anchor=child.attributes.get("id")
            )


def _footnotes(node: Node) -> Iterator[Block]:
    for position, item in enumerate((inner for inner in node.walk() if inner.tag == "li"), 1):
        text = squeezed(_prose(item)).rstrip(" ↩")
        if text:
            yield Block(kind=BlockKind.FOOTNOTE, text=text, number=str(position), anchor=item.attributes.get("id"))


def _is_box(node: Node, place: Place) -> bool:
    """Whether the element is set apart: an aside or one classed as a box that is no frame of the page or of its numbered text."""
    named = node.tag in ("aside", "details") or any(BOX_CLASS.search(name) for name in node.classes)
    if not named or place.kind is not BlockKind.TEXT or len(node.text()) > LARGE_BOX * place.size:
        return False
    nodes = tuple(node.walk())
    return not any(
        inner.tag in ("h1", "h2") or (inner.tag in ("p", "li") and NUMBERED.match(inner.text())) for inner in nodes
    )


def _title(node: Node) -> str:
    """What a box is called: its first heading or a first paragraph all in bold; empty where it has neither."""
    first = next((inner for inner in node.walk() if inner.tag in HEADINGS or inner.tag in ("p", "summary")), None)
    if first is None:
        return ""
    bold = squeezed("".join(inner.text() for inner in first.elements if inner.tag in ("strong", "b")))
    return first.text() if first.tag in HEADINGS or first.tag == "summary" or bold == first.text() else ""


def _titled(blocks: Iterator[Block], title: str) -> Iterator[Block]:
    """A box's blocks, its title kept with the words below it."""
    found = list(blocks)
    if title and len(found) > 1 and found[0].text == title and found[1].kind is BlockKind.BOX:
        found[:2] = [replace(found[0], text=f"{title}{PARAGRAPH_BREAK}{found[1].text}")]
    yield from found


def _hidden(main: Node) -> Iterator[Finding]:
    """One finding for all the words that a browser does not show at first."""
    count = sum(len(node.text().split()) for node in main.walk() if is_hidden(node))
    if count:
        yield hidden_finding("html", count)
