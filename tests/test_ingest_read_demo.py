"""The demo area's Word and PDF documents give back, word for word, the numbered paragraphs of the texts they were built from."""

import re
from pathlib import Path

import pytest

from corpus.finding import FindingKind
from ingest.block import Block, BlockKind
from ingest.grammar import read_mark
from ingest.read import read
from ingest.repair import repair

DEMO = Path(__file__).parent.parent / "corpus" / "demo"
BUILT = {
    "thornmere-thresholds.pdf": 40,
    "thornmere-information-sharing.docx": 30,
    "thornmere-kinship.docx": 26,
    "northern-rivers-practice.pdf": 28,
    "national-families-guidance.pdf": 24,
}


@pytest.mark.parametrize("file", BUILT)
def test_numbered_paragraphs_come_back_word_for_word(file: str) -> None:
    source = (DEMO / "source" / file).with_suffix(".md")
    expected = _written(source.read_text(encoding="utf-8"))
    assert len(expected) >= BUILT[file]
    assert _numbered(repair(read(DEMO / file).blocks)[0]) == expected


@pytest.mark.parametrize("file", BUILT)
def test_headings_and_title_come_back(file: str) -> None:
    source = (DEMO / "source" / file).with_suffix(".md").read_text(encoding="utf-8")
    found = read(DEMO / file)
    headings = [
        f"{block.number or ''} {block.text}".strip() for block in found.blocks if block.kind is BlockKind.HEADING
    ]
    assert headings == re.findall(r"^#+ (.+)$", source, re.MULTILINE)
    assert found.title == headings[0]
    assert {finding.kind for finding in found.findings} <= {FindingKind.LEFT_OUT, FindingKind.REPAIRED}


def test_levels_follow_the_source() -> None:
    for file in BUILT:
        levels = {block.level for block in read(DEMO / file).blocks if block.kind is BlockKind.HEADING}
        assert levels <= {1, 2, 3}, file


def test_the_table_keeps_its_rows() -> None:
    rows = [block.text for block in read(DEMO / "thornmere-thresholds.pdf").blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows[0] == "Level | Name | Who coordinates | Agreement of the parent"
    assert rows[4] == "4 | Statutory | Social worker | Not needed to refer"
    assert len(rows) == 5


def test_the_contents_page_is_set_apart_and_running_heads_are_gone() -> None:
    blocks = read(DEMO / "national-families-guidance.pdf").blocks
    contents = [block for block in blocks if block.kind is BlockKind.CONTENTS]
    assert len(contents) == 10
    assert {block.page for block in contents} == {1}
    title = "Children in families affected by drug and alcohol use: national guidance (demonstration)"
    assert sum(title in block.text for block in blocks) == 1


def test_pages_are_kept() -> None:
    pages = [block.page for block in read(DEMO / "northern-rivers-practice.pdf").blocks]
    assert pages[0] == 1
    assert pages[-1] == 3
    assert pages == sorted(pages, key=lambda page: page or 0)


def test_no_page_lacks_text() -> None:
    kinds = {finding.kind for file in BUILT for finding in read(DEMO / file).findings}
    assert FindingKind.NO_TEXT_ON_PAGE not in kinds


def _written(source: str) -> list[tuple[str, str]]:
    """Number and words (bullets among them) of each numbered paragraph of a source text."""
    found: list[tuple[str, str]] = []
    open_paragraph = False
    for line in source.splitlines():
        numbered = re.match(r"(\d+(?:\.\d+)?) (.+)", line)
        if numbered:
            found.append((numbered[1], numbered[2].strip()))
        elif line.startswith("- ") and open_paragraph:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line[2:].strip()}")
        open_paragraph = bool(numbered) or (open_paragraph and (line.startswith("- ") or not line))
    return found


def _numbered(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Number and words (bullets among them) of each text block with a number, in the text or beside it."""
    found: list[tuple[str, str]] = []
    open_paragraph = False
    for block in blocks:
        mark = read_mark(block.text) if block.kind is BlockKind.TEXT and block.number is None else None
        number = block.number or (mark.number if mark else None)
        if block.kind is BlockKind.TEXT and number is not None:
            found.append((number, block.text[mark.end if mark else 0 :].strip()))
        elif block.kind is BlockKind.BULLET and open_paragraph:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{block.text}")
        open_paragraph = (block.kind is BlockKind.TEXT and number is not None) or (
            open_paragraph and block.kind is BlockKind.BULLET
        )
    return found
