"""What a list on an HTML page is: its contents, numbered paragraphs or bullets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.block import BlockKind
from ingest.grammar import read_mark
from ingest.html_tree import Node

LONG_ITEM = 12  # words: half the items at least this long make a list of numbered paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One `<li>` with the number that a browser prints before it; None in a list without numbers."""

    node: Node
    number: str | None


def items(node: Node) -> Iterator[Item]:
    """The items of a list in order. `start`, `value` and `reversed` count; letters and Roman numerals are None."""
    found = tuple(child for child in node.elements if child.tag == "li")
    counted = node.tag == "ol" and node.attributes.get("type", "1") == "1"
    step = -1 if "reversed" in node.attributes else 1
    number = _whole(node.attributes.get("start"), len(found) if step < 0 else 1)
    for child in found:
        number = _whole(child.attributes.get("value"), number)
        yield Item(node=child, number=str(number) if counted and read_mark(child.text()) is None else None)
        number += step


def list_kind(node: Node, *, nested: bool) -> BlockKind:
    """CONTENTS where each item only links within the page, TEXT where items are numbered paragraphs, else BULLET.

    nested: the list stands inside another list, a box or a sentence, so its numbers are not the document's.
    """
    found = tuple(child for child in node.elements if child.tag == "li")
    if found and all(_links_within_page(item) for item in found):
        return BlockKind.CONTENTS
    if found and all(read_mark(item.text()) for item in found):
        return BlockKind.TEXT
    if node.tag != "ol" or nested or node.attributes.get("type", "1") != "1":
        return BlockKind.BULLET
    long = sum(len(item.text().split()) >= LONG_ITEM for item in found)
    continued = _whole(node.attributes.get("start"), 1) > 1
    return BlockKind.TEXT if continued or 2 * long >= len(found) else BlockKind.BULLET


def _links_within_page(item: Node) -> bool:
    links = tuple(node for node in item.walk() if node.tag == "a" and node.attributes.get("href", "").startswith("#"))
    return bool(links) and "".join(item.text().split()) == "".join("".join(link.text() for link in links).split())


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value.strip()) else otherwise
