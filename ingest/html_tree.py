"""The tree of an HTML page as plain values; the only file that knows lxml's HTML parser."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import FileRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu"})
BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "caption",
            "center",
            "details",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "header", "hgroup", "hr", "li", "main", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", *HEADINGS, *LISTS),
    }
)
BREAKS = frozenset({"br", "hr", "p", "li", "td", "th", "div", "dt", "dd", "tr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One element: its tag in lower case, its attributes, and the words and elements inside it in order.

    holds_blocks: it is a block element or has one inside, so its words are no part of a sentence around it.
    """

    tag: str
    attributes: Mapping[str, str]
    children: tuple["Node | str", ...]
    holds_blocks: bool

    @property
    def elements(self) -> tuple["Node", ...]:
        """The elements directly inside."""
        return tuple(child for child in self.children if isinstance(child, Node))

    @property
    def classes(self) -> frozenset[str]:
        """The class names, in lower case."""
        return frozenset(self.attributes.get("class", "").lower().split())

    def walk(self) -> Iterator["Node"]:
        """This element and all inside it, in reading order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def text(self) -> str:
        """All words inside, spaces squeezed; line breaks and block edges part words."""
        return squeezed("".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        edge = " " if self.tag in BREAKS else ""
        yield edge
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._pieces()
        yield edge


def squeezed(text: str) -> str:
    """Runs of white space as one space, none at the ends; zero-width marks and soft hyphens gone.

    >>> squeezed(" a\\u00a0 b\\u00adc ")
    'a bc'
    """
    return " ".join(text.translate(INVISIBLE).split())


INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def parse(text: str) -> Node:
    """The page's root element. Comments and processing instructions are left out.

    Raises FileRefused where no element can be found.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise FileRefused(f"expected an HTML page, found nothing that can be read as one ({error}).") from error
    return _node(root)


def _node(element: "_Element") -> Node:
    """The same element as a value. libxml2 keeps no more than 255 levels, so this recursion ends."""
    children: list[Node | str] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            children.append(_node(child))
        if child.tail:
            children.append(child.tail)
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    tag = str(element.tag).lower()
    holds_blocks = tag in BLOCKS or any(isinstance(child, Node) and child.holds_blocks for child in children)
    return Node(tag=tag, attributes=attributes, children=tuple(children), holds_blocks=holds_blocks)
