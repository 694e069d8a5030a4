"""A CSV file as a sheet. What is not as expected is told, and read all the same, so that no other mistake hides behind it."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from evals.sheet import Mistake, Row, Sheet, read_wording, say, shortened

SEPARATORS = {";": "semicolons", "\t": "tabs"}
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNREADABLE = "surrogateescape"
"""How bytes that are no UTF-8 stand in a text until it is known in which cell they are."""


def read_csv(data: bytes) -> Sheet:
    """The rows of a CSV file. Told: another encoding, another separator, quotation marks that do not close, cells without end.

    Rows are counted as a spreadsheet does: a line break inside a cell begins none. Bytes that are no UTF-8 are read as
    Windows-1252, which is what spreadsheets write otherwise.
    """
    mistakes: list[Mistake] = []
    if data.startswith(UTF_16):
        mistakes.append(Mistake(text=say("encoding_16")))
        text = data.decode("utf-16", errors="replace")
    else:
        text = data.decode("utf-8-sig", errors=UNREADABLE)
    separator = _separator(text)
    if separator in SEPARATORS:
        mistakes.append(Mistake(row=1, text=say("separator", found=SEPARATORS[separator])))
    rows: list[Row] = []
    for at, cells in enumerate(_records(text, separator), start=1):
        if isinstance(cells, str):
            mistakes.append(Mistake(row=at, text=cells))
        elif any(cell.strip() for cell in cells):
            rows.append(Row(at=at, cells=tuple(cell.strip().replace("\r\n", "\n") for cell in cells)))
    return Sheet(rows=tuple(map(_mended, rows)), mistakes=(*mistakes, *_unreadable(rows)))


def _separator(text: str) -> str:
    """What stands most often in the first line, outside quotation marks; a comma where nothing does."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(line.split('"')[::2])
    return max(",", *SEPARATORS, key=lambda it: (outside.count(it), it == ","))


def _records(text: str, separator: str) -> Iterator[list[str] | str]:
    """Each record, or what is wrong with it."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _told(str(error))


def _told(error: str) -> str:
    if "limit" in error:
        return say("cell_too_long", most=f"{read_wording()['limits']['value']:,}")
    return say("quote_open" if "end of data" in error else "quote_inside")


def _mended(row: Row) -> Row:
    return Row(at=row.at, cells=tuple(cell if cell.isascii() else _decoded(cell) for cell in row.cells))


def _decoded(cell: str) -> str:
    if not _is_unreadable(cell):
        return cell
    return cell.encode("utf-8", errors=UNREADABLE).decode("cp1252", errors="replace")


def _unreadable(rows: list[Row]) -> Iterator[Mistake]:
    """One mistake for the first cell with bytes that are no UTF-8, with how many follow."""
    found = [(row.at, at, cell) for row in rows for at, cell in enumerate(row.cells) if _is_unreadable(cell)]
    if found:
        row, column, cell = found[0]
        more = f" and in {len(found) - 1} further cells" if len(found) > 1 else ""
        yield Mistake(row=row, column=column, text=say("encoding", found=shortened(_decoded(cell)), more=more))


def _is_unreadable(cell: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in cell)
