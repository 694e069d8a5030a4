"""Items as spreadsheets for classroom quiz tools: the columns of Kahoot's and of Quizizz's (Wayground's) import templates.

Kahoot asks with 2 to 4 answers, Quizizz with 2 to 5, and Quizizz has a gap of its own. Ordering and matching become one
question for each step or left side. What does not fit is named, never cut in silence. Kahoot's template has its header in row 8
from column B, numbers in column A and no room for an explanation: these stand on a second sheet, which Kahoot does not read.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from evals.quiz_item import Item
from evals.quiz_text import WORDS, asked, explained, one_line, plain

KAHOOT_QUESTION, KAHOOT_ANSWER, KAHOOT_MOST = 120, 75, 4
"""Characters and answers that Kahoot's template of 2024 allows; longer ones are marked there and have to be shortened."""
QUIZIZZ_MOST = 5
SECONDS = 60
"""One of the limits that Kahoot's template lists, and within those of Quizizz."""
LEAD = "^“{title}”(?:, section “[^”]*”)?\\.\\s+"
"""How a question that was made here begins (evals/data/quiz.toml): with its document and section."""
KAHOOT_HEAD = ((), ("", "Quiz template"), (), (), (), (), ())
"""What stands above the header of Kahoot's template: seven rows, of which its importer reads none."""
KAHOOT_HEADER = (
    "Question - max 120 characters",
    *(f"Answer {at} - max 75 characters" for at in range(1, KAHOOT_MOST + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
ANSWERS, ANSWERS_HEADER = "Answers", ("Number", "Item", "Question", "Right", "Explanation")
Row = Sequence[str | int]
QUIZIZZ_HEADER = (
    "Question Text",
    "Question Type",
    *(f"Option {at}" for at in range(1, QUIZIZZ_MOST + 1)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One row to be: a question with its options. right: places from 1. typed: the options are wordings that fill a gap."""

    item: Item
    question: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    typed: bool = False


def kahoot(items: tuple[Item, ...]) -> tuple[bytes, tuple[str, ...]]:
    """The spreadsheet, and what a trainer has to know of it: questions left out, and texts that are too long."""
    rows: list[Row] = []
    answers: list[Row] = []
    notes: list[str] = []
    for asking in (row for item in items for row in askings(item, KAHOOT_MOST)):
        if asking.typed:
            notes.append(f"{asking.item.id}: left out. Kahoot's spreadsheet has no gap to fill.")
        elif len(asking.options) > KAHOOT_MOST:
            notes.append(
                f"{asking.item.id}: left out. Kahoot takes {KAHOOT_MOST} answers, found {len(asking.options)}."
            )
        else:
            number = len(rows) + 1
            question = _fitted(asking)
            notes.extend(_length_notes(asking, question, number))
            options = (*asking.options, *[""] * (KAHOOT_MOST - len(asking.options)))
            rows.append((number, question, *options, SECONDS, _places(asking)))
            answers.append((number, asking.item.id, asking.question, _right(asking), one_line(explained(asking.item))))
    head: tuple[Row, ...] = (*KAHOOT_HEAD, ("", *KAHOOT_HEADER))
    return _workbook({"Kahoot": (*head, *rows), ANSWERS: (ANSWERS_HEADER, *answers)}), tuple(notes)


def quizizz(items: tuple[Item, ...]) -> tuple[bytes, tuple[str, ...]]:
    """The spreadsheet, and the questions left out for having too many options."""
    rows: list[Row] = []
    notes: list[str] = []
    for asking in (row for item in items for row in askings(item, QUIZIZZ_MOST)):
        if len(asking.options) > QUIZIZZ_MOST:
            notes.append(
                f"{asking.item.id}: left out. Quizizz takes {QUIZIZZ_MOST} options, found {len(asking.options)}."
            )
            continue
        kind = "Fill-in-the-Blank" if asking.typed else "Checkbox" if len(asking.right) > 1 else "Multiple Choice"
        options = (*asking.options, *[""] * (QUIZIZZ_MOST - len(asking.options)))
        places = "" if asking.typed else _places(asking)
        rows.append((asking.question, kind, *options, places, SECONDS, "", one_line(explained(asking.item))))
    return _workbook({"Quizizz": (QUIZIZZ_HEADER, *rows)}), tuple(notes)


def askings(item: Item, most: int) -> Iterator[Asking]:
    """The rows of an item: one, or one for each step or left side, with up to `most` options."""
    words = one_line(asked(item))
    if item.choices:
        places = tuple(at for at, it in enumerate(item.choices, start=1) if it.right)
        yield Asking(item=item, question=words, options=tuple(one_line(it.text) for it in item.choices), right=places)
    elif item.accepted:
        options = tuple(one_line(it) for it in item.accepted)
        yield Asking(item=item, question=words, options=options, right=(), typed=True)
    elif item.order:
        for at, step in enumerate(item.order, start=1):
            yield _one_of(item, f"{words} {WORDS['which_step'].format(number=at)}", step, item.order, most)
    else:
        rights = tuple(dict.fromkeys(right for _, right in item.pairs))
        for left, right in item.pairs:
            question = f"{words} {WORDS['which_match'].format(left=one_line(left))}"
            yield _one_of(item, question, right, rights, most)


def _one_of(item: Item, question: str, right: str, among: Sequence[str], most: int) -> Asking:
    """A question for one of several texts. The others are drawn and mixed, always alike for the same question."""
    drawn = random.Random(f"{item.id} {question}")
    others = [text for text in among if text != right]
    options = [right, *drawn.sample(others, min(len(others), most - 1))]
    drawn.shuffle(options)
    shown = tuple(one_line(text) for text in options)
    return Asking(item=item, question=question, options=shown, right=(options.index(right) + 1,))


def _fitted(asking: Asking) -> str:
    """The question; where it is too long and that helps, without the document and section that it begins with."""
    start = re.compile(LEAD.format(title=re.escape(one_line(asking.item.source.title))))
    short = start.sub("", asking.question)
    return short if len(short) <= KAHOOT_QUESTION < len(asking.question) else asking.question


def _length_notes(asking: Asking, question: str, number: int) -> Iterator[str]:
    """What is over Kahoot's limits in the question of this number, or was left out of it, each in one line."""
    named = f"{asking.item.id} (number {number})"
    if question != asking.question:
        yield f"{named}: the document and section before it are left out, so that it fits; the sheet {ANSWERS} has them."
    asked_too = [f"the question has {len(question)} characters; Kahoot takes {KAHOOT_QUESTION}"]
    over = asked_too if len(question) > KAHOOT_QUESTION else []
    lengths = [len(it) for it in asking.options if len(it) > KAHOOT_ANSWER]
    if lengths:
        count = "an answer has" if len(lengths) == 1 else f"{len(lengths)} answers have up to"
        over = [*over, f"{count} {max(lengths)} characters; Kahoot takes {KAHOOT_ANSWER}"]
    if over:
        yield f"{named}: {', and '.join(over)}. Shorten it before or after the import."


def _places(asking: Asking) -> str:
    return ",".join(str(at) for at in asking.right)


def _right(asking: Asking) -> str:
    return "; ".join(asking.options[at - 1] for at in asking.right)


def _workbook(pages: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook of these sheets, by name, in their order. An empty text leaves its cell empty; no text is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value == "":
                    continue
                cell = sheet.cell(row=at, column=column)
                cell.value = plain(value) if isinstance(value, str) else value
                cell.data_type = "s" if isinstance(value, str) else "n"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
