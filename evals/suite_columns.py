"""The columns of a suite: which is which, by forgiving names, and what is wrong with the row of names."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from evals.fold import fold
from evals.sheet import Mistake, Row, column_letter, nearest, read_wording, say, shortened

NEEDED = ("question", "outcome")


def column_names() -> tuple[str, ...]:
    """The columns of a suite, in the order of the template."""
    return tuple(read_wording()["columns"])


def is_suite(cells: Sequence[str]) -> bool:
    """Whether cells are the names of a suite's columns: one of them names the question."""
    return "question" in map(column_called, cells)


def column_called(text: str) -> str | None:
    """The column that a name means, compared on letters and digits: capitals, spaces and underscores do not matter.

    >>> column_called("Must_Cite "), column_called("AS-OF date"), column_called("colour")
    ('must cite', 'as of', None)
    """
    return _by_name().get(fold(text))


def find_columns(names: Row, below: Sequence[Row]) -> tuple[Mapping[str, int], tuple[Mistake, ...]]:
    """Where each column stands, from 0, and what is wrong: unknown, unnamed, repeated and missing columns."""
    found: dict[str, int] = {}
    mistakes: list[Mistake] = []
    for at, text in enumerate(names.cells):
        name = column_called(text)
        if name and name in found:
            twice = say("column_twice", name=name, first=column_letter(found[name]))
            mistakes.append(Mistake(row=names.at, column=at, name=name, text=twice))
        elif name:
            found[name] = at
        elif text:
            mistakes.append(Mistake(row=names.at, column=at, text=_unknown(text)))
    mistakes += _unnamed(names, below)
    missing = [it for it in NEEDED if it not in found]
    mistakes += [Mistake(row=names.at, text=say("missing_column", name=it)) for it in missing]
    return found, tuple(mistakes)


def _unknown(text: str) -> str:
    names = column_names()
    return say("unknown_column", found=shortened(text), nearest=nearest(text, names), names=", ".join(names))


def _unnamed(names: Row, below: Sequence[Row]) -> Iterator[Mistake]:
    for at in range(max((len(row.cells) for row in below), default=0)):
        first = next((row.at for row in below if row.cell(at)), None)
        if first is not None and not names.cell(at):
            yield Mistake(row=names.at, column=at, text=say("unnamed_column", row=first))


@cache
def _by_name() -> Mapping[str, str]:
    columns = read_wording()["columns"]
    return {fold(it): name for name, column in columns.items() for it in (name, *column["also"])}
