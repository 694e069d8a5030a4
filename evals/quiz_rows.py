"""Items as CSV: one row an item, every answer in columns of its own, so that any program can read it."""

import csv
from io import StringIO

from evals.quiz_item import Item
from evals.quiz_text import asked, chosen_feedback, plain

FIXED = (
    "id",
    "kind",
    "difficulty",
    "area",
    "tags",
    "question",
    "feedback",
    "title",
    "edition",
    "number",
    "quote",
    "accepted by",
    "accepted on",
)
ANSWER = ("answer {n}", "right {n}", "feedback {n}")
FORMULA = ("=", "+", "-", "@", "\t")
"""How a cell begins that a spreadsheet would run as a formula (OWASP, CSV injection)."""


def csv_table(items: tuple[Item, ...]) -> bytes:
    """A header and one row an item, as UTF-8 with the mark by which Excel knows it.

    right: "yes" or "no" of a choice; "yes" of a wording that fills the gap; the place of a step; what belongs to a left side.
    A cell that a spreadsheet would run gets an apostrophe before it.
    """
    rows = [_answers(item) for item in items]
    most = max((len(row) for row in rows), default=0)
    out = StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow((*FIXED, *(name.format(n=at) for at in range(1, most + 1) for name in ANSWER)))
    for item, answers in zip(items, rows, strict=True):
        cells = [*_fixed(item), *(cell for answer in answers for cell in answer)]
        table.writerow([safe(cell) for cell in cells] + [""] * (len(ANSWER) * (most - len(answers))))
    return out.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs.

    >>> safe("=1+1")
    "'=1+1"
    """
    words = plain(cell)
    return f"'{words}" if words.startswith(FORMULA) else words


def _fixed(item: Item) -> tuple[str, ...]:
    source, said = item.source, item.acceptance
    return (
        item.id,
        item.kind.value,
        item.difficulty.value,
        item.area or "",
        " ".join(item.tags),
        asked(item),
        item.feedback,
        source.title,
        source.edition,
        source.number or "",
        source.quote,
        said.by if said else "",
        said.on.isoformat() if said else "",
    )


def _answers(item: Item) -> list[tuple[str, str, str]]:
    if item.choices:
        return [(it.text, "yes" if it.right else "no", chosen_feedback(it)) for it in item.choices]
    if item.accepted:
        return [(wording, "yes", "") for wording in item.accepted]
    if item.order:
        return [(step, str(at), "") for at, step in enumerate(item.order, start=1)]
    return [(left, right, "") for left, right in item.pairs]
