"""One row of a suite as a case, and every mistake in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assistant.outcome import Outcome
from evals import suite_cell
from evals.case import Case, MustCite
from evals.fold import fold
from evals.sheet import Mistake, Row, say, shortened
from evals.shelf import Shelf
from evals.suite_citation import CitationWrong, Where, read_citation

T = TypeVar("T")
CITING = ("must cite", "may cite", "must not cite")
OPPOSITE = {"must not cite": ("must cite", "may cite"), "must not say": ("must say",)}
LONG = ("question", "history", *CITING, "must say", "must not say")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A row by its columns. told: (row, column) of cells of which a mistake was told already: neither empty nor full."""

    row: Row
    columns: Mapping[str, int]
    told: frozenset[tuple[int, int]]

    def text(self, name: str) -> str:
        """The text in a column; '' where there is no such column, or its mistake was told already."""
        return "" if name not in self.columns or self.is_told(name) else self.row.cell(self.columns[name])

    def is_told(self, name: str) -> bool:
        """Whether a mistake of this cell was told already."""
        return (self.row.at, self.columns.get(name, -1)) in self.told

    def wrong(self, name: str, text: str) -> Mistake:
        """A mistake in a column of this row."""
        return Mistake(row=self.row.at, column=self.columns.get(name), name=name, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row that was read. case: None where question or outcome cannot be told. id: its own, else made of its place."""

    cells: Cells
    id: str
    case: Case | None
    mistakes: tuple[Mistake, ...]


def read_row(cells: Cells, shelf: Shelf | None) -> ReadRow:
    """A row as a case; its areas and citations looked up on a shelf."""
    wrong: list[Mistake] = []
    area = _one(cells, "area", lambda text: suite_cell.area(text, shelf), wrong)
    as_of = _one(cells, "as of", suite_cell.day, wrong)
    where = Where(shelf=shelf, area=area, as_of=as_of)
    cited = {name: tuple(_citations(cells, name, where, wrong)) for name in CITING}
    said = {name: _one(cells, name, suite_cell.wordings, wrong) or () for name in ("must say", "must not say")}
    history = _one(cells, "history", suite_cell.turns, wrong) or ()
    outcome = _one(cells, "outcome", suite_cell.outcome, wrong)
    wrong += (*_missing(cells), *_too_long(cells))
    wrong += _in_both(cells, {**cited, **said})
    if outcome is not None:
        wrong += _cites_nothing(cells, outcome)
    name, question = cells.text("id") or f"row-{cells.row.at}", cells.text("question")
    if outcome is None or not question:
        return ReadRow(cells=cells, id=name, case=None, mistakes=tuple(wrong))
    case = Case(
        id=name, question=question, outcome=outcome, tags=_tags(cells), history=history, area=area, as_of=as_of,
        must_cite=cited["must cite"], may_cite=cited["may cite"], must_not_cite=cited["must not cite"],
        must_say=said["must say"], must_not_say=said["must not say"], note=cells.text("note"),
    )  # fmt: skip
    return ReadRow(cells=cells, id=name, case=case, mistakes=tuple(wrong))


def _one(cells: Cells, name: str, read: Callable[[str], T], wrong: list[Mistake]) -> T | None:
    """A cell's value; None where it is empty or wrong, which is then told."""
    text = cells.text(name)
    try:
        return read(text) if text else None
    except suite_cell.CellWrong as error:
        wrong.append(cells.wrong(name, str(error)))
        return None


def _citations(cells: Cells, name: str, where: Where, wrong: list[Mistake]) -> Iterator[MustCite]:
    """The citations of one cell; each that is wrong is told, the others are kept."""
    for text in _one(cells, name, suite_cell.values, wrong) or ():
        try:
            yield from read_citation(text, where)
        except CitationWrong as error:
            wrong.append(cells.wrong(name, str(error)))


def _tags(cells: Cells) -> tuple[str, ...]:
    parts = cells.text("tags").replace(",", "\n").replace(";", "\n").split("\n")
    return tuple(dict.fromkeys(tag for it in parts if (tag := it.strip())))


def _missing(cells: Cells) -> Iterator[Mistake]:
    for name, what in (("question", "a question"), ("outcome", "an outcome")):
        if name in cells.columns and not cells.text(name) and not cells.is_told(name):
            yield cells.wrong(name, say("missing", what=what))


def _too_long(cells: Cells) -> Iterator[Mistake]:
    for name in LONG:
        yield from (cells.wrong(name, text) for text in suite_cell.too_long(name, cells.text(name)))


def _cites_nothing(cells: Cells, outcome: Outcome) -> Iterator[Mistake]:
    answerable = outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
    if cells.text("must cite") and not answerable:
        found = shortened(cells.text("must cite"))
        yield cells.wrong("must cite", say("cites_nothing", outcome=outcome.value.replace("_", " "), found=found))


def _in_both(cells: Cells, lists: Mapping[str, tuple[MustCite, ...] | tuple[str, ...]]) -> Iterator[Mistake]:
    """What must not be and yet must or may be."""
    for name, others in OPPOSITE.items():
        for other in others:
            for it in lists[name]:
                if any(_key(it) == _key(one) for one in lists[other]):
                    found = f"{it.document} {it.number or it.quote}" if isinstance(it, MustCite) else it
                    kind = "both_cited" if isinstance(it, MustCite) else "both_said"
                    yield cells.wrong(name, say(kind, found=shortened(found), other=other))


def _key(it: MustCite | str) -> tuple[str, ...]:
    return (it.document, fold(it.quote)) if isinstance(it, MustCite) else (fold(it),)


AskedTwice = tuple[str, str | None, date | None, tuple[str, ...]]


def asked(case: Case) -> AskedTwice:
    """What makes two cases ask the same."""
    return fold(case.question), case.area, case.as_of, tuple(map(fold, case.history))
