"""read PDF: text, headings, tables, boxes and footnotes from where letters stand on the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ingest.block import Block, BlockKind
from ingest.box import boxed
from ingest.bullet_mark import without_letter, without_mark
from ingest.pdf_annotations import annotation_findings, annotations, with_typed
from ingest.pdf_contents import contents, without_leaders
from ingest.pdf_footnotes import footnote_lines, footnotes, text_end
from ingest.pdf_frames import Frame, frames
from ingest.pdf_furniture import without_furniture
from ingest.pdf_headings import is_heading, levels
from ingest.pdf_lines import Line, lines, one_column
from ingest.pdf_outline import outline
from ingest.pdf_paragraphs import Passage, passages
from ingest.pdf_reading import reading
from ingest.pdf_second import opened
from ingest.pdf_sheet import Run, Sheet
from ingest.pdf_table import table_lines
from ingest.pdf_type import Type, joined, lined, measured
from ingest.read_file import ReadFile
from ingest.repair import repair_notes
from ingest.repair_places import counted, removed

TITLE_SIZE = 1.3  # times the running text
MOST_TITLE = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A document's lines in reading order and what they mean.

    framed: tables and boxes by the number their line names. ends: by page, how far down its text goes where a short line is
    drawn above footnotes.
    """

    lines: tuple[Line, ...]
    framed: tuple[Frame, ...]
    ends: Mapping[int, float]
    known: Type
    depths: Mapping[str, int]


def read_pdf(path: Path) -> ReadFile:
    """Blocks of a PDF with the page each starts on; running heads and page numbers are left out.

    Raises FileRefused where the file is protected by a password, damaged, or has no text at all.
    """
    found = reading(path)
    structure = opened(path)
    carried, noted = outline(structure), annotations(structure)
    kept = without_furniture(found.sheets)
    laid = _laid(kept, carried.depths)
    blocks = tuple(with_typed(tuple(_blocks(laid, len(found.sheets))), noted.typed))
    marks = counted(mark for line in laid.lines for mark in line.marks)
    taken_out = {"furniture": removed(_taken_out(found.sheets, kept)), "footnote_mark": marks}
    return ReadFile(
        blocks=blocks,
        title=_title(laid, blocks) or carried.title,
        findings=(*found.findings, *annotation_findings(noted), *repair_notes(taken_out)),
    )


def _taken_out(pages: Sequence[Sheet], kept: Sequence[Sheet]) -> Iterator[str]:
    """The running heads and page numbers that stand on `pages` and not on the same pages of `kept`."""
    for sheet, rest in zip(pages, kept, strict=True):
        stays = set(rest.runs)
        yield from (run.text for run in sheet.runs if run not in stays)


def _laid(pages: Sequence[Sheet], depths: Mapping[str, int]) -> Laid:
    """The lines of all pages in reading order; at least one page has runs."""
    found: list[Line] = []
    framed: list[Frame] = []
    ends: dict[int, float] = {}
    for sheet in pages:
        here = frames(sheet)
        inside = {run for frame in here for run in _runs_of(frame)}
        runs = [run for run in sheet.runs if run not in inside]
        stand_ins = [_stand_in(frame, len(framed) + place) for place, frame in enumerate(here)]
        framed.extend(here)
        region = found[-1].region + 1 if found else 0
        found.extend(lines((*runs, *stand_ins), sheet.page, region))
        ends[sheet.page] = text_end(sheet, [frame.area for frame in here])
    with_words = [line for line in found if line.frame is None]
    inner = [line for frame in framed for line in lines(tuple(_runs_of(frame)), 0, -1)]
    return Laid(lines=tuple(found), framed=tuple(framed), ends=ends, known=measured(with_words or inner), depths=depths)


def _runs_of(frame: Frame) -> Iterator[Run]:
    yield from frame.inside
    yield from (run for row in frame.cells for cell in row for run in cell)


def _stand_in(frame: Frame, place: int) -> Run:
    """A run that takes a frame's place while the reading order is found."""
    area = frame.area
    baseline = area.bottom - 0.25 * area.height
    return Run(text="-", left=area.left, right=area.right, baseline=baseline, size=area.height, bold=0.0, frame=place)


def _blocks(laid: Laid, pages: int) -> Iterator[Block]:
    """The blocks of the document; a page's footnotes follow the last block that starts on it."""
    notes = {
        page: [line for place, line in enumerate(held) if place in footnote_lines(held, laid.known, laid.ends[page])]
        for page, group in groupby(laid.lines, key=lambda line: line.page)
        for held in [tuple(group)]
    }
    set_apart = {id(line) for held in notes.values() for line in held}
    flow = tuple(line for line in laid.lines if id(line) not in set_apart)
    waiting = sorted(page for page, held in notes.items() if held)
    for block in _flow(flow, laid, pages):
        while waiting and block.page is not None and waiting[0] < block.page:
            yield from footnotes(notes[waiting.pop(0)], laid.known)
        yield block
    for page in waiting:
        yield from footnotes(notes[page], laid.known)


def _flow(flow: Sequence[Line], laid: Laid, pages: int) -> Iterator[Block]:
    """Contents lists and rows of tables line by line, the rest as passages."""
    listed, tabled = contents(flow, pages), table_lines(flow)
    headings: list[Passage] = []
    found: list[Passage | Block] = []
    kinds = [
        BlockKind.CONTENTS if place in listed else BlockKind.TABLE_ROW if place in tabled else None
        for place in range(len(flow))
    ]
    for kind, group in groupby(zip(kinds, flow, strict=True), key=lambda pair: pair[0]):
        held = [line for _, line in group]
        if kind is not None:
            found.extend(Block(kind=kind, text=_row(line, kind), page=line.page) for line in held)
            continue
        for passage in passages(held, laid.known):
            found.append(passage)
            if passage.first.frame is None and is_heading(passage, laid.known, laid.depths):
                headings.append(passage)
    level = {id(passage): depth for passage, depth in zip(headings, levels(headings, laid.depths), strict=True)}
    for item in found:
        yield from (item,) if isinstance(item, Block) else _passage(item, laid, level.get(id(item)))


def _row(line: Line, kind: BlockKind) -> str:
    return " | ".join(line.cells) if kind is BlockKind.TABLE_ROW else without_leaders(line.text)


def _passage(passage: Passage, laid: Laid, level: int | None) -> Iterator[Block]:
    """The blocks of one passage; `level` where it is a heading."""
    first = passage.first
    if first.frame is not None:
        yield from _framed(laid.framed[first.frame], laid, first.page)
        return
    text = lined([line.text for line in passage.lines], laid.known)
    if level is not None:
        yield Block(kind=BlockKind.HEADING, text=text, level=level, page=first.page)
    elif (bullet := without_mark(text) or without_letter(text)) is not None:
        yield Block(kind=BlockKind.BULLET, text=bullet, level=0, page=first.page)
    else:
        yield Block(kind=BlockKind.TEXT, text=text, page=first.page)


def _framed(frame: Frame, laid: Laid, page: int) -> Iterator[Block]:
    """The rows of a table, or the passages of a box."""
    for row in frame.cells:
        texts = [lined([line.text for line in one_column(cell, page)], laid.known) for cell in row]
        yield Block(kind=BlockKind.TABLE_ROW, text=" | ".join(texts), page=page)
    if frame.inside:
        inner = Laid(
            lines=tuple(lines(frame.inside, page, 0)), framed=(), ends={}, known=laid.known, depths=laid.depths
        )
        found = (
            block
            for passage in passages(inner.lines, inner.known)
            for block in _passage(passage, inner, 6 if is_heading(passage, inner.known, {}) else None)
        )
        yield from boxed(tuple(found))


def _title(laid: Laid, blocks: Sequence[Block]) -> str | None:
    """The words in the largest type of the first page, where they are clearly larger than the text and no contents list."""
    page = laid.lines[0].page
    first = [line for line in laid.lines if line.page == page and line.frame is None]
    largest = max((line.size for line in first), default=0.0)
    title = joined([line.text for line in first if line.size >= 0.97 * largest], laid.known)
    listed = any(block.kind is BlockKind.CONTENTS and block.text == title for block in blocks)
    return title[:MOST_TITLE] if largest >= TITLE_SIZE * laid.known.size and not listed else None
