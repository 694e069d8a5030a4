"""What stands on a PDF's pages besides their own text, read by pypdf: typed notes, comments, and filled-in form fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.finding import Finding, FindingKind
from ingest.block import Block, BlockKind
from ingest.pdf_faults import PYPDF_FAULTS
from ingest.pdf_second import MOST_PAGES, writable
from ingest.wording import worded, wording

TYPED = "/FreeText"
COMMENTS = frozenset(
    {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Ink", "/Caret", "/Stamp", "/Popup"}
)
HIDDEN = 0b10  # the flag of an annotation that is not shown
MOST_LETTERS = 4_000  # of one note


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """typed: by page, what somebody typed onto it and prints with it. comments, fields: how many that say something."""

    typed: dict[int, tuple[str, ...]]
    comments: int
    fields: int


def annotations(reader: Any) -> Annotations:
    """The annotations that pypdf's reader finds in its file; none where they cannot be read, or `reader` is None."""
    typed: dict[int, tuple[str, ...]] = {}
    comments = fields = 0
    for page, kind, text in _all(reader):
        if kind == TYPED:
            typed[page] = (*typed.get(page, ()), text)
        comments += kind in COMMENTS
        fields += kind == "/Widget"
    return Annotations(typed=typed, comments=comments, fields=fields)


def with_typed(blocks: Sequence[Block], typed: Mapping[int, tuple[str, ...]]) -> Iterator[Block]:
    """The blocks of a file in their order, what was typed onto a page as boxes after the last block that starts on it."""
    waiting = sorted(typed)
    for block in blocks:
        while waiting and block.page is not None and waiting[0] < block.page:
            yield from _boxes(waiting[0], typed[waiting.pop(0)])
        yield block
    for page in waiting:
        yield from _boxes(page, typed[page])


def _boxes(page: int, texts: Sequence[str]) -> Iterator[Block]:
    return (Block(kind=BlockKind.BOX, text=text, page=page) for text in texts)


def annotation_findings(found: Annotations) -> Iterator[Finding]:
    """What was left out: comments are about a document, and what a form was filled in with may name a family."""
    words = wording()["left_out_kinds"]
    for kind, count in (("comments", found.comments), ("fields", found.fields)):
        if count:
            yield worded(FindingKind.LEFT_OUT, {"what": words[kind].format(count=count)})


def _all(reader: Any) -> Iterator[tuple[int, str, str]]:
    """Page, kind and words of each annotation that shows and says something."""
    try:
        count = min(len(reader.pages), MOST_PAGES) if reader is not None else 0
    except PYPDF_FAULTS:
        return
    for place in range(count):
        try:
            found = [item.get_object() for item in reader.pages[place].get("/Annots") or ()]
            said = [(str(item.get("/Subtype")), _text(item)) for item in found]
        except PYPDF_FAULTS:
            continue
        yield from ((place + 1, kind, text) for kind, text in said if text)


def _text(item: Any) -> str:
    if int(item.get("/F", 0)) & HIDDEN:
        return ""
    if item.get("/Subtype") != "/Widget":
        return " ".join(writable(str(item.get("/Contents") or ""))[:MOST_LETTERS].split())
    kind = item.get("/FT") or (item.get("/Parent") or {}).get("/FT")
    value = item.get("/V") or (item.get("/Parent") or {}).get("/V")
    return " ".join(str(value).split()) if kind in ("/Tx", "/Ch") and value else ""
