"""RunIn: a text in which page numbers, running heads and footnotes stand between the sentences, without them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.finding import Repair
from ingest.block import Block, BlockKind
from ingest.inline_note import without_notes
from ingest.inline_page import paged

_NOTE = re.compile(r"\s*\ue000(\d+)\ue001")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunIn:
    """A text without its page furniture.

    text: with a mark (two private-use characters around a figure) where footnotes stood; `notes` are those footnotes.
    pages: `(number, start, end)` of each page in `text`; empty where no page numbers were found.
    furniture, marks: the page numbers and running heads, and the footnote marks, that were taken out.
    """

    text: str
    pages: tuple[tuple[int, int, int], ...]
    notes: tuple[str, ...]
    furniture: tuple[Repair, ...]
    marks: tuple[Repair, ...]


def run_in(text: str) -> RunIn:
    """Take page numbers, running heads, footnotes and their marks out of a text; a text without page numbers stays as it is."""
    cut = paged(text)
    if not cut.numbers:
        return RunIn(text=text, pages=(), notes=(), furniture=(), marks=())
    noted = without_notes(cut.texts)
    notes: list[str] = []
    texts = []
    for page, bodies in zip(noted.texts, noted.notes, strict=True):
        texts.append(page.strip(" ") + "".join(f" \ue000{len(notes) + place}\ue001" for place in range(len(bodies))))
        notes += bodies
    starts = [0, *accumulate(len(page) + 1 for page in texts)]
    pages = tuple((number, starts[n], starts[n + 1] - 1) for n, number in enumerate(cut.numbers, start=1))
    return RunIn(text=" ".join(texts), pages=pages, notes=tuple(notes), furniture=cut.furniture, marks=noted.marks)


def with_notes(blocks: Sequence[Block], notes: Sequence[str]) -> Iterator[Block]:
    """The blocks, each footnote behind the block that its mark stands in."""
    for block in blocks:
        if "\ue000" not in block.text:
            yield block
            continue
        text = _NOTE.sub("", block.text).strip()
        if text:
            yield replace(block, text=text)
        for number in _NOTE.findall(block.text):
            yield Block(kind=BlockKind.FOOTNOTE, text=notes[int(number)])
