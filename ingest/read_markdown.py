"""read Markdown: CommonMark with tables, through markdown-it-py."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.block import Block, BlockKind
from ingest.decode import decode
from ingest.grammar import read_mark
from ingest.html_main import main_content
from ingest.html_tree import parse
from ingest.markdown_notes import with_notes, without_notes
from ingest.read_file import ReadFile
from ingest.read_html import CONTENTS_TITLE, html_blocks
from ingest.repair_line import PARAGRAPH_BREAK

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
ELEMENT = re.compile(r"<[a-zA-Z]")
MOST_FIGURES = 3  # of a paragraph's number; four are a year
HEADING_ID = re.compile(r"\s*\{#([\w.:-]+)[^}]*\}\s*$")
TASK = re.compile(r"^\[[ xX]\]\s+")
COUNTED = re.compile(r"(?:\([A-Za-z0-9]{1,4}\)|[a-z]{1,4}[.)])\s")  # a list's letter at the start of a line
FRONT_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)


def read_markdown(path: Path) -> ReadFile:
    """Blocks of a Markdown file; its title is the front matter's, else the first heading of level 1.

    A list with numbers gives TEXT with `number` as printed; where it stands inside another list or completes a sentence that
    ends with a colon, its items are bullets. Raises FileRefused where the file is not text.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    text = decode(path).replace("\r\n", "\n")
    front = FRONT_MATTER.match(text)
    body, notes = without_notes(text[front.end() :] if front else text)
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body))
    blocks: list[Block] = []
    for node in root.children:
        lead_in = bool(blocks) and blocks[-1].kind is BlockKind.TEXT and blocks[-1].text.endswith(":")
        blocks.extend(_html(node.content, len(body)) if node.type == "html_block" else _blocks(node, lead_in=lead_in))
    named = FRONT_TITLE.search(front.group()) if front else None
    blocks = list(with_notes(tuple(_with_contents(blocks)), notes))
    headings = (block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1)
    return ReadFile(blocks=tuple(blocks), title=named.group(1) if named else next(headings, None), findings=())


def _html(content: str, size: int) -> Iterator[Block]:
    """The blocks of a piece of HTML in a Markdown file of `size` characters; comments hold none."""
    if ELEMENT.search(content):
        yield from html_blocks(main_content(parse(content)), size)


def _blocks(node: "SyntaxTreeNode", *, lead_in: bool) -> Iterator[Block]:
    """The blocks of one top-level node. `lead_in`: the sentence before it ends with a colon."""
    if node.type == "heading":
        yield from _heading(node)
    elif node.type in ("bullet_list", "ordered_list") and _leads_within(node):
        yield from _block(BlockKind.CONTENTS, " ".join(_plain(item) for item in node.walk() if item.type == "link"))
    elif node.type == "bullet_list":
        yield from _items_with_numbers(node) if _prints_numbers(node) else _bullets(node, depth=0)
    elif node.type == "ordered_list":
        yield from _bullets(node, depth=0) if lead_in else _numbered(node)
    elif node.type == "blockquote":
        yield from _quoted(node)
    elif node.type == "table":
        yield from _rows(node)
    elif node.type not in ("hr", "html_block"):
        yield from _block(BlockKind.TEXT, _plain(node))


def _heading(node: "SyntaxTreeNode") -> Iterator[Block]:
    """A heading; an id in braces behind it is its anchor."""
    text = _plain(node)
    named = HEADING_ID.search(text)
    for block in _block(BlockKind.HEADING, text[: named.start()] if named else text, level=int(node.tag[1])):
        yield replace(block, anchor=named[1] if named else None)


def _leads_within(node: "SyntaxTreeNode") -> bool:
    """Whether a list is a table of contents: every item is one link to a place in the file."""
    links = [found for found in node.walk() if found.type == "link"]
    items = [found for found in node.walk() if found.type == "list_item"]
    within = all(str(link.attrs.get("href", "")).startswith("#") for link in links)
    whole = "".join(_plain(node).split()) == "".join("".join(_plain(link) for link in links).split())
    return within and len(links) == len(items) and whole


def _prints_numbers(node: "SyntaxTreeNode") -> bool:
    """Whether every item of a bullet list opens with a printed number of two parts: the bullets only set it out."""
    return all((mark := read_mark(_plain(item))) is not None and len(mark.value) > 1 for item in node.children)


def _items_with_numbers(node: "SyntaxTreeNode") -> Iterator[Block]:
    for item in node.children:
        for child in item.children:
            yield from _blocks(child, lead_in=True)


def _with_contents(blocks: list[Block]) -> Iterator[Block]:
    """A heading or line "Contents" right above a table of contents is part of it."""
    for block, after in zip_longest(blocks, blocks[1:]):
        over = after is not None and after.kind is BlockKind.CONTENTS and CONTENTS_TITLE.fullmatch(block.text)
        yield replace(block, kind=BlockKind.CONTENTS, level=None) if over else block


def _block(kind: BlockKind, text: str, *, level: int | None = None) -> Iterator[Block]:
    """One block, or none where there are no words."""
    if text:
        yield Block(kind=kind, text=text, level=level)


def _bullets(node: "SyntaxTreeNode", *, depth: int) -> Iterator[Block]:
    """One bullet per item, its paragraphs joined; the lists inside it one level deeper."""
    for item in node.children:
        inner = [child for child in item.children if child.type in ("bullet_list", "ordered_list")]
        own = " ".join(_plain(child) for child in item.children if child not in inner)
        yield from _block(BlockKind.BULLET, TASK.sub("", own.strip()), level=depth)
        for child in inner:
            yield from _bullets(child, depth=depth + 1)


def _numbered(node: "SyntaxTreeNode") -> Iterator[Block]:
    """One numbered TEXT per item, with the number that the file prints, counted on where all print the same; what follows its
    first paragraph comes after."""
    alike = len(node.children) > 1 and len({item.info for item in node.children}) == 1
    for place, item in enumerate(node.children):
        number = str(int(item.info) + place) if alike else item.info
        first = True
        for child in item.children:
            blocks = tuple(_blocks(child, lead_in=True))
            if first and blocks and blocks[0].kind is BlockKind.TEXT:
                blocks = (_counted(blocks[0], number, item.markup), *blocks[1:])
                first = False
            yield from blocks


def _counted(block: Block, number: str, markup: str) -> Block:
    """The first text of an item with its number. A year, or a figure in a sentence that a line break cut ("47. of the Act"),
    only looks like one and stays in the text."""
    if len(number) > MOST_FIGURES or block.text[:1].islower():
        return replace(block, text=f"{number}{markup} {block.text}", number="")
    return replace(block, number=number)


def _quoted(node: "SyntaxTreeNode") -> Iterator[Block]:
    """A blockquote that opens with bold words is a box with a title; any other is a quotation.

    A title that stands alone in its paragraph stays with the paragraph below it.
    """
    kind = BlockKind.BOX if _opens_bold(node.children[0] if node.children else None) else BlockKind.QUOTATION
    title = ""
    for child in node.children:
        if kind is BlockKind.BOX and not title and child is node.children[0] and _all_bold(child):
            title = _plain(child)
            continue
        for block in _blocks(child, lead_in=True):
            text = f"{title}{PARAGRAPH_BREAK}{block.text}" if title else block.text
            yield replace(
                block, kind=kind if block.kind is not BlockKind.BULLET else block.kind, text=text, level=block.level
            )
            title = ""
    yield from _block(kind, title)


def _rows(node: "SyntaxTreeNode") -> Iterator[Block]:
    """One block per row, cells apart by ` | `."""
    for row in (found for found in node.walk() if found.type == "tr"):
        cells = [_plain(cell) for cell in row.children]
        yield from _block(BlockKind.TABLE_ROW, " | ".join(cells) if any(cells) else "")


def _opens_bold(node: "SyntaxTreeNode | None") -> bool:
    inline = node.children[0] if node and node.type == "paragraph" else None
    return bool(inline and inline.children and next((c.type == "strong" for c in _worded(inline)), False))


def _all_bold(node: "SyntaxTreeNode") -> bool:
    return _opens_bold(node) and len(_worded(node.children[0])) == 1


def _worded(inline: "SyntaxTreeNode") -> list["SyntaxTreeNode"]:
    return [child for child in inline.children if child.type != "text" or child.content.strip()]


def _plain(node: "SyntaxTreeNode") -> str:
    """The words of a node, without marks, spaces squeezed; an image by its alternative text."""
    return "\n".join(" ".join(line.split()) for line in "".join(_pieces(node)).strip().split("\n"))


def _pieces(node: "SyntaxTreeNode") -> Iterator[str]:
    if node.type in ("softbreak", "hardbreak"):
        after = node.next_sibling
        yield "\n" if after is not None and COUNTED.match(after.content) else " "
    elif node.type in ("text", "code_inline", "image", "code_block", "fence"):
        yield node.content.replace("\n", " ")
    for child in node.children if node.type not in ("image", "s") else ():
        yield from _pieces(child)
