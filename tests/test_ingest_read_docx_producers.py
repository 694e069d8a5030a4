"""Automatic numbers of several levels: the same from python-docx, from LibreOffice, and as LibreOffice prints them."""

from pathlib import Path

import pytest

from ingest.block import BlockKind
from ingest.read import read

GOLDEN = Path(__file__).parent / "golden"
NUMBERS = [
    None, "Chapter 1", "1.1", "1.2", "1.3", "Chapter 2", "2.1", "2.2",
    "Annex A", "Annex A 1", "Annex A 2", "Annex B", "Annex B 1", "Annex B 2", "Annex B 3", "Chapter 7", "7.1",
]  # fmt: skip
DEPTHS = [0, 0, 1, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("name", ["annexes.docx", "annexes-office.docx"])
def test_numbers_letters_annexes_and_a_restart_are_counted_as_they_print(name: str) -> None:
    blocks = read(GOLDEN / name).blocks
    assert [block.number for block in blocks if block.kind is not BlockKind.BULLET] == NUMBERS
    assert [block.level for block in blocks if block.kind is BlockKind.BULLET] == DEPTHS


def test_what_is_counted_is_what_libreoffice_prints() -> None:
    counted = read(GOLDEN / "annexes.docx").blocks
    printed = read(GOLDEN / "annexes-office.pdf").blocks
    texts = [f"{block.number or ''} {block.text}".strip().replace("\ufb01", "fi") for block in counted]
    assert [" ".join(block.text.split()) for block in printed] == texts
    assert sum(block.kind is BlockKind.BULLET for block in printed) == len(DEPTHS)
