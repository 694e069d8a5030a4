"""A workbook (.xlsx) as a sheet. The one file that reads with openpyxl."""

import warnings
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from corpus.errors import SuiteError
from evals.sheet import Mistake, Row, Sheet, read_wording, say

BROKEN = (
    BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, AttributeError, EOFError, IndexError, zlib.error,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl lets through where a workbook is not as it should be; its own InvalidFileException is raised by name alone."""
MEGABYTE = 1_000_000


def read_xlsx(data: bytes, is_suite: Any = None) -> Sheet:
    """The rows of the sheet that holds cases. Told: several such sheets, merged cells, formulas, errors.

    is_suite: whether the cells of a sheet's first row with text are the names of columns; of several sheets that one is read.
    Raises SuiteError where it is no workbook, or larger than `data/suite.toml` allows.
    """
    sheets = [it for it in _open(data) if _first(it)]
    if not sheets:
        return Sheet(rows=())
    suites = [it for it in sheets if is_suite is not None and is_suite(_first(it))]
    read = _read((suites or sheets)[0])
    if len(suites) < 2:
        return read
    names = ", ".join(f'"{it.title}"' for it in suites)
    several = Mistake(text=say("several_sheets", count=len(suites), names=names))
    return Sheet(rows=read.rows, mistakes=(several, *read.mistakes), told=read.told)


def _open(data: bytes) -> Sequence[Any]:
    import openpyxl

    most = read_wording()["limits"]["megabytes_unpacked"]
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(it.file_size for it in packed.infolist())
        if unpacked > most * MEGABYTE:
            raise SuiteError(f"Expected a workbook of at most {most} MB unpacked, found {unpacked // MEGABYTE:,} MB.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(openpyxl.load_workbook(BytesIO(data), data_only=False, keep_links=False).worksheets)
    except BROKEN as error:
        raise SuiteError(
            "Expected a workbook (.xlsx), found something else, a damaged one or one with a password. "
            "Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8."
        ) from error


def _first(sheet: Any) -> tuple[str, ...]:
    """The cells of the first row with text; empty where there is none."""
    rows = (tuple(map(_text, row)) for row in _cells(sheet))
    return next((row for row in rows if any(row)), ())


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    limits = read_wording()["limits"]
    columns = min(sheet.max_column, limits["columns"])
    return islice(sheet.iter_rows(max_col=columns), limits["rows"])


def _read(sheet: Any) -> Sheet:
    rows: list[Row] = []
    mistakes = list(_too_large(sheet))
    told: set[tuple[int, int]] = set()
    for merged in sheet.merged_cells.ranges:
        row, column = merged.min_row, merged.min_col - 1
        mistakes.append(Mistake(row=row, column=column, text=say("merged", range=merged.coord)))
        told.update((row, column - 1) for row, column in merged.cells)
    for at, cells in enumerate(_cells(sheet), start=1):
        for column, cell in enumerate(cells):
            if wrong := _wrong(cell):
                mistakes.append(Mistake(row=at, column=column, text=wrong))
                told.add((at, column))
        texts = tuple(map(_text, cells))
        if any(texts):
            rows.append(Row(at=at, cells=texts))
    return Sheet(rows=tuple(rows), mistakes=tuple(mistakes), told=frozenset(told))


def _too_large(sheet: Any) -> Iterator[Mistake]:
    """Only where text stands beyond the limits: a program may keep empty rows and columns that were once painted."""
    limits = read_wording()["limits"]
    if sheet.max_row > limits["rows"]:
        beyond = sheet.iter_rows(min_row=limits["rows"] + 1, max_col=min(sheet.max_column, limits["columns"]))
        if any(cell.value is not None for row in islice(beyond, limits["rows"]) for cell in row):
            yield Mistake(row=limits["rows"] + 1, text=say("too_many_rows", most=f"{limits['rows']:,}"))
    if sheet.max_column > limits["columns"]:
        beyond = sheet.iter_rows(min_col=limits["columns"] + 1, max_row=1)
        if any(cell.value is not None for row in beyond for cell in row):
            yield Mistake(column=limits["columns"], text=say("too_many_columns", most=limits["columns"]))


def _wrong(cell: Any) -> str:
    if cell.data_type == "f":
        return say("formula")
    return say("cell_error", found=cell.value) if cell.data_type == "e" else ""


def _text(cell: Any) -> str:
    """What a person sees in a cell, near enough: a day as 2025-03-31, a whole number without a point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()
