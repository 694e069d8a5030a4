"""A suite in a spreadsheet: its rows as cases, and every mistake there is, by row and column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import SuiteError
from evals.case import Case
from evals.sheet import Mistake, Sheet, read_wording, say, shortened
from evals.sheet_csv import read_csv
from evals.sheet_xlsx import MEGABYTE, read_xlsx
from evals.shelf import Shelf
from evals.suite_columns import find_columns, is_suite
from evals.suite_row import AskedTwice, Cells, ReadRow, asked, read_row

SUFFIXES = frozenset({".csv", ".xlsx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSuite:
    """The cases that could be read, in order of their rows, and every mistake, in order of row and column."""

    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...]


def read_suite_sheet(path: Path, shelf: Shelf | None) -> ReadSuite:
    """A suite in a CSV file or a workbook. Areas and citations are looked up on the shelf; without one they are taken as written.

    Raises SuiteError only where there is no table at all: a file that cannot be opened, or is too large.
    """
    sheet = _sheet(path)
    if not sheet.rows:
        return ReadSuite(cases=(), mistakes=(*sheet.mistakes, Mistake(text=say("empty"))))
    names, *below = sheet.rows
    columns, wrong = find_columns(names, below)
    rows = [read_row(Cells(row=row, columns=columns, told=sheet.told), shelf) for row in below]
    mistakes = [it for it in wrong if (it.row, it.column) not in sheet.told]
    mistakes += (
        *_named(sheet, columns),
        *(it for row in rows for it in row.mistakes),
        *_id_twice(rows),
        *_asked_twice(rows),
    )
    if not below:
        mistakes.append(Mistake(text=say("no_cases")))
    mistakes.sort(key=lambda it: (it.row or 0, -1 if it.column is None else it.column))
    return ReadSuite(cases=tuple(row.case for row in rows if row.case), mistakes=tuple(mistakes))


def _sheet(path: Path) -> Sheet:
    """By what the file holds, where that is clear: a workbook is a zip archive."""
    most = read_wording()["limits"]["megabytes"]
    try:
        if path.stat().st_size > most * MEGABYTE:
            raise SuiteError(f"Expected a suite of at most {most} MB at {path}, found a larger file. Divide it.")
        data = path.read_bytes()
    except OSError as error:
        raise SuiteError(f"Expected a suite at {path}, could not read it: {error}.") from error
    is_workbook = data.startswith(b"PK") or path.suffix.lower() == ".xlsx"
    return read_xlsx(data, is_suite) if is_workbook else read_csv(data)


def _named(sheet: Sheet, columns: Mapping[str, int]) -> Iterator[Mistake]:
    """The mistakes of the file itself, with the names of their columns."""
    names = {at: name for name, at in columns.items()}
    for it in sheet.mistakes:
        yield it if it.column is None else replace(it, name=names.get(it.column, ""))


def _id_twice(rows: Sequence[ReadRow]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for row in rows:
        at = first.setdefault(row.id, row.cells.row.at)
        if at != row.cells.row.at:
            yield row.cells.wrong("id", say("id_twice", found=shortened(row.id), row=at))


def _asked_twice(rows: Sequence[ReadRow]) -> Iterator[Mistake]:
    first: dict[AskedTwice, int] = {}
    for row in rows:
        if row.case is not None:
            at = first.setdefault(asked(row.case), row.cells.row.at)
            if at != row.cells.row.at:
                yield row.cells.wrong("question", say("question_twice", row=at))
