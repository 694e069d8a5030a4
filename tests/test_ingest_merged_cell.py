"""Cells of a Word table that are merged keep each value in the column of its heading."""

from pathlib import Path

import docx

from ingest.block import BlockKind
from ingest.ledger import ledger
from ingest.no_manifest import manifest_of
from ingest.read import read

ROWS = (
    ("Age", "Jacket", "Checked by"),
    ("Under 5", "Collar", "Worker"),
    ("Over 5", "Plain", ""),
    ("Adults", "", "Skipper"),
)


def table(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading("Jackets", 1)
    document.add_paragraph("Every child on deck wears one, whatever the weather is.")
    made = document.add_table(rows=len(ROWS), cols=3)
    for row, texts in zip(made.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.cell(1, 2).merge(made.cell(2, 2))
    made.cell(3, 0).merge(made.cell(3, 1))
    path = folder / "jackets.docx"
    document.save(str(path))
    return path


def test_merged_cells_leave_a_ditto_mark_in_their_place(tmp_path: Path) -> None:
    rows = [block.text for block in read(table(tmp_path)).blocks if block.kind is BlockKind.TABLE_ROW]
    assert rows == [
        "Age | Jacket | Checked by",
        "Under 5 | Collar | Worker",
        "Over 5 | Plain | ″",
        "Adults | ″ | Skipper",
    ]


def test_no_word_of_such_a_table_is_lost_or_doubled(tmp_path: Path) -> None:
    path = table(tmp_path)
    account = ledger(path, manifest_of([path]).entries[0])
    assert (account.lost, account.added) == ((), ())
