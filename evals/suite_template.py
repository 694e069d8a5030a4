"""An empty suite to write into: column names, three cases of the fictional area and, in a workbook, notes."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.outcome import Outcome
from corpus.errors import WrongUse
from evals.sheet import column_letter, read_wording
from evals.suite_columns import column_names
from evals.suite_sheet import SUFFIXES

WIDE, NARROW = 48, 18
"""Widths of columns, in characters."""
LAST_ROW = 5000


def write_template(path: Path) -> None:
    """Write a template as .xlsx or .csv, by the file's ending. Raises WrongUse for another ending, or where the file exists."""
    if path.suffix.lower() not in SUFFIXES:
        raise WrongUse(f"Expected a file that ends in .xlsx or .csv, found {path.name!r}. Choose one of them.")
    if path.exists():
        raise WrongUse(f"Expected a new file, found {path} there already. Name another, or delete it first.")
    write_rows(path, list(_rows()))


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write column names and cases as .csv or, with notes, as .xlsx, by the file's ending."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        _write_workbook(path, rows)


def column_help(name: str) -> str:
    """What goes into a column, in one line."""
    text: str = read_wording()["columns"][name]["help"]
    return text.format(outcomes=", ".join(_outcomes()))


def _outcomes() -> list[str]:
    return [it.value.replace("_", " ") for it in Outcome]


def _rows() -> Iterator[list[str]]:
    names = [name for name in column_names() if name != "id"]
    yield names
    for example in read_wording()["examples"]:
        yield [example.get(name, "") for name in names]


def _write_workbook(path: Path, rows: Sequence[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    wording = read_wording()["template"]
    book = Workbook()
    cases = book.active
    cases.title = wording["sheet"]
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = cases.cell(at, column, text or None)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=at == 1)
    for column, name in enumerate(rows[0]):
        wide = name in ("question", "history", "note") or name.startswith(("must", "may"))
        cases.column_dimensions[column_letter(column)].width = WIDE if wide else NARROW
    cases.freeze_panes = "A2"
    letter = column_letter(rows[0].index("outcome"))
    endings = DataValidation(type="list", formula1=f'"{",".join(_outcomes())}"', allow_blank=True)
    endings.add(f"{letter}2:{letter}{LAST_ROW}")
    cases.add_data_validation(endings)
    notes = book.create_sheet(wording["notes_sheet"])
    lines = [
        *((line, "") for line in wording["notes"]),
        ("", ""),
        *((name, column_help(name)) for name in column_names()),
    ]
    for line in lines:
        notes.append(line)
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = NARROW, 2 * WIDE
    book.save(path)
