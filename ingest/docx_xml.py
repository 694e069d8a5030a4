"""The words of WordprocessingML: what a reader of the final, accepted document sees."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
UNSTYLED = frozenset({None, "Normal", "BodyText", "ListParagraph"})
WHITE = "FFFFFF"
TINY = 2  # half-points: smaller type cannot be read by anyone
# Deleted or moved away, field codes, readings above characters, the second rendering of a drawing, and text boxes, which are read
# on their own.
NOT_READ = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        f"{W}txbxContent",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}rt",
        FALLBACK,
    }
)
SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"})


def inside(element: "_Element", *path: str) -> "_Element | None":
    """The element that a path of WordprocessingML names leads to."""
    return element.find("/".join(f"{W}{name}" for name in path))


def value(element: "_Element", *path: str) -> str | None:
    """The `w:val` of the element that a path leads to; None where either is missing."""
    found = inside(element, *path)
    return None if found is None else found.get(f"{W}val")


def switched_on(element: "_Element | None", name: str) -> bool:
    """Whether a property such as `w:b` or `w:vanish` is set in a run's or style's properties."""
    found = None if element is None else inside(element, name)
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def words(paragraph: "_Element") -> str:
    """The text of a paragraph with tracked changes accepted, spaces squeezed; hidden runs and footnote marks left out."""
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: "_Element") -> Iterator[str]:
    if element.tag in NOT_READ or (element.tag == f"{W}r" and is_hidden(element)):
        return
    if element.tag in (f"{W}t", MATH_TEXT):
        yield element.text or ""
    elif element.tag in SPACES:
        yield " "
    elif element.tag == f"{W}noBreakHyphen":
        yield "-"
    elif element.tag == f"{W}sym":
        yield _symbol(element.get(f"{W}char", ""))
    for child in element:
        yield from _pieces(child)


def is_hidden(run: "_Element") -> bool:
    """Whether a run cannot be seen: formatted as hidden, in the smallest type, or white on paper."""
    properties = inside(run, "rPr")
    if properties is None:
        return False
    size = value(properties, "sz")
    tiny = size is not None and size.isdecimal() and int(size) <= TINY
    return switched_on(properties, "vanish") or tiny or (value(properties, "color") == WHITE and _on_paper(run))


def _on_paper(run: "_Element") -> bool:
    """Whether nothing that this file knows of stands behind a run: no shading, table, text box or style with its own ground."""
    if inside(run, "rPr", "shd") is not None or inside(run, "rPr", "highlight") is not None:
        return False
    grounds = {f"{W}tc", f"{W}txbxContent"}
    above = list(run.iterancestors())
    paragraph = next((element for element in above if element.tag == f"{W}p"), None)
    if paragraph is None or any(element.tag in grounds for element in above):
        return False
    coloured = inside(above[-1], "background") is not None
    shaded = inside(paragraph, "pPr", "shd") is not None
    return not coloured and not shaded and value(paragraph, "pPr", "pStyle") in UNSTYLED


def hidden_words(body: "_Element") -> int:
    """How many words of the document cannot be seen."""
    hidden = (run for run in body.iter(f"{W}r") if is_hidden(run))
    return sum(len((text.text or "").split()) for run in hidden for text in run.iter(f"{W}t"))


def mark_deleted(paragraph: "_Element") -> bool:
    """Whether a tracked change joins this paragraph with the next."""
    return inside(paragraph, "pPr", "rPr", "del") is not None


def all_bold(paragraph: "_Element") -> bool:
    """Whether every run with words is set bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if words(run)]
    return bool(runs) and all(switched_on(inside(run, "rPr"), "b") for run in runs)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
