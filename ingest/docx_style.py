"""What the styles of a DOCX file say about a paragraph: heading level, contents, list membership, boldness."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.docx_xml import W, inside, switched_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST_STYLE = 20  # styles based on styles: Word itself stops at 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One paragraph style with what it inherits. `name` is lower case; `outline`: heading level 1 to 9, None without one."""

    name: str
    outline: int | None
    num_id: str | None
    level: int | None
    bold: bool

    @property
    def is_title(self) -> bool:
        """The document's own title."""
        return self.name == "title"

    @property
    def is_contents(self) -> bool:
        """A line of a contents list, or its heading."""
        return self.name.startswith(("toc ", "toc heading", "contents ", "table of figures"))

    @property
    def is_quotation(self) -> bool:
        """A style for quoted words."""
        return self.name in ("quote", "intense quote", "quotation", "block quotation", "quotations")


PLAIN = Style(name="", outline=None, num_id=None, level=None, bold=False)


def styles_of(styles: "_Element | None") -> dict[str, Style]:
    """The paragraph styles by their id; the default one also under the empty id."""
    if styles is None:
        return {}
    elements = {
        item.get(f"{W}styleId", ""): item for item in styles.findall(f"{W}style") if item.get(f"{W}type") == "paragraph"
    }
    found = {name: _style(item, elements) for name, item in elements.items()}
    default = next((name for name, item in elements.items() if item.get(f"{W}default") in ("1", "true")), None)
    return found | ({"": found[default]} if default is not None else {})


def _style(item: "_Element", elements: Mapping[str, "_Element"]) -> Style:
    chain = _chain(item, elements)
    name = (value(item, "name") or "").lower()
    outline = next((level for level in (_outline(link) for link in chain) if level is not None), None)
    return Style(
        name=name,
        outline=outline if outline is not None and outline <= 9 else None,
        num_id=next((found for link in chain if (found := value(link, "pPr", "numPr", "numId"))), None),
        level=next(
            (int(found) for link in chain if (found := value(link, "pPr", "numPr", "ilvl")) and found.isdecimal()), None
        ),
        bold=any(switched_on(inside(link, "rPr"), "b") for link in chain),
    )


def _chain(item: "_Element", elements: Mapping[str, "_Element"]) -> tuple["_Element", ...]:
    """The style and those it is based on, nearest first; a circle ends where it closes."""
    chain = [item]
    while len(chain) < DEEPEST_STYLE:
        based_on = elements.get(value(chain[-1], "basedOn") or "")
        if based_on is None or based_on in chain:
            break
        chain.append(based_on)
    return tuple(chain)


def _outline(item: "_Element") -> int | None:
    """1-based heading level from the style's name, else from its outline level; 10 means body text."""
    name = (value(item, "name") or "").lower()
    if name.startswith("heading ") and name[8:9].isdecimal():
        return int(name[8:9])
    level = value(item, "pPr", "outlineLvl")
    return int(level) + 1 if level is not None and level.isdecimal() else None
