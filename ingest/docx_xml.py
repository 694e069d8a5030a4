"""The words of WordprocessingML: what a reader of the final, accepted document sees."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted or moved away, field codes, the second rendering of a drawing, and text boxes, which are read on their own.
NOT_READ = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}txbxContent", f"{W}pPr", f"{W}rPr", FALLBACK}
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
    if element.tag == f"{W}t":
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
    """Whether a run is formatted as hidden text."""
    return switched_on(inside(run, "rPr"), "vanish")


def hidden_words(body: "_Element") -> int:
    """How many words of the document are formatted as hidden text."""
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
