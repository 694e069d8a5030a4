"""A case as the cells of a spreadsheet, as an owner would write them: the way back from `evals.suite_row`."""

from collections.abc import Iterable, Mapping, Sequence

from evals.case import Case, MustCite
from evals.fold import fold
from evals.sheet import Row
from evals.shelf import Shelf
from evals.suite_columns import column_names
from evals.suite_row import Cells, ReadRow, read_row


def cells_of(case: Case, shelf: Shelf | None = None) -> dict[str, str]:
    """The text of every column. With a shelf, a paragraph that is meant as a whole is named by its number alone."""
    cited = {"must cite": case.must_cite, "may cite": case.may_cite, "must not cite": case.must_not_cite}
    return {
        "id": case.id,
        "question": case.question,
        "history": _listed(case.history),
        "area": case.area or "",
        "as of": case.as_of.isoformat() if case.as_of else "",
        "outcome": case.outcome.value.replace("_", " "),
        **{name: "\n".join(citation_text(it, case, shelf) for it in those) for name, those in cited.items()},
        "must say": _listed(case.must_say),
        "must not say": _listed(case.must_not_say),
        "note": case.note,
        "tags": ", ".join(case.tags),
    }


def sheet_of(cases: Iterable[Case], shelf: Shelf | None) -> list[list[str]]:
    """Column names, then a row for each case."""
    names = column_names()
    rows = [cells_of(case, shelf) for case in cases]
    return [list(names), *([row[name] for name in names] for row in rows)]


def case_of_cells(cells: Mapping[str, str], shelf: Shelf | None) -> ReadRow:
    """A case from the texts of its columns, with every mistake by column; what names no column is left out."""
    names = [name for name in column_names() if name in cells]
    texts = tuple(cells[name].replace("\r\n", "\n").strip() for name in names)
    columns = {name: at for at, name in enumerate(names)}
    return read_row(Cells(row=Row(at=1, cells=texts), columns=columns, told=frozenset()), shelf)


def citation_text(cited: MustCite, case: Case, shelf: Shelf | None) -> str:
    """A citation as an owner writes it: `document number`, or `document number: "words"`.

    Double quotation marks inside the words become single ones, which makes no difference: letters and digits are compared.
    """
    named = f"{cited.document} {cited.number}" if cited.number else cited.document
    if cited.number and shelf is not None and _is_whole(cited, case, shelf):
        return named
    words = cited.quote.translate(_SINGLE)
    return f'{named}: "{words}"'


_SINGLE = str.maketrans({'"': "'", "“": "‘", "”": "’"})


def _is_whole(cited: MustCite, case: Case, shelf: Shelf) -> bool:
    """Whether a citation is all of the one paragraph that prints its number."""
    if not any(it.id == cited.document for it in shelf.documents):
        return False
    there = [it for it in shelf.paragraphs(cited.document, case.as_of) if it.printed and it.number == cited.number]
    return len(there) == 1 and fold(there[0].text) == fold(cited.quote)


def _listed(values: Sequence[str]) -> str:
    """Several values in one cell, each on a line; in quotation marks where it would be divided otherwise."""
    return "\n".join(f'"{it.translate(_SINGLE)}"' if {";", "\n", '"', "“"} & set(it) else it for it in values)
