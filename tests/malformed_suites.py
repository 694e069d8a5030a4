"""Twenty-two malformed suites, each with several mistakes, and where each mistake stands. About the fictional area only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

HEADER = "question,area,outcome,must cite,must not cite,must say,must not say,as of,history,tags,note"
LOCAL = "Thornmere joint protocol 4.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """A suite as a file, and each mistake: where it stands, and words of what is said of it."""

    name: str
    data: bytes
    mistakes: Sequence[tuple[str, str]]

    @property
    def file(self) -> str:
        return "suite.xlsx" if self.data.startswith(b"PK") else "suite.csv"


def lines(*rows: str, header: str) -> bytes:
    return "\n".join((header, *rows)).encode()


def workbook(*rows: Sequence[object], change: Callable[[Any], None] | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (HEADER.split(","), *rows):
        book.active.append(row)
    if change:
        change(book)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def merge(book: Any) -> None:
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("J2:K2")


def second_sheet(book: Any) -> None:
    other = book.create_sheet("Old cases")
    other.append(["Question", "Outcome"])
    other.append(["Who leads?", "answered"])


def empty(book: Any) -> None:
    book.active.delete_rows(1, 5)
    book.create_sheet("Plan").append(["Nothing yet"])


OK = ("When must I refer?", "Thornmere", "answered", LOCAL)
MALFORMED = (
    Malformed(
        name="unknown columns",
        data=lines("When must I refer?,Thornmere,answered,x,y", header="question,area,outcom,must cyte,colour"),
        mistakes=[
            ("row 1:", 'a column "outcome"'),
            ("row 1, column C:", 'Did you mean "outcome"?'),
            ("row 1, column D:", 'Did you mean "must cite"?'),
            ("row 1, column E:", 'found "colour". The columns are'),
        ],
    ),
    Malformed(
        name="missing columns",
        data=lines("Thornmere,refer", header="area,tags"),
        mistakes=[("row 1:", 'a column "question"'), ("row 1:", 'a column "outcome"')],
    ),
    Malformed(
        name="repeated and unnamed columns",
        data=lines("Q one?,answered,answered,text", "Q two?,answered,answered,", header="question,Outcome,OUT_COME,"),
        mistakes=[("row 1, column C (outcome):", "in column B too"), ("row 1, column D:", "first text in row 2")],
    ),
    Malformed(
        name="ids used twice",
        data=lines(
            *("a,Q one?,answered", "b,Q two?,answered", "a,Q three?,answered", ",Q four?,answered"),
            *("row-5,Q five?,urgent", "b,Q six?,urgent"),
            header="id,question,outcome",
        ),
        mistakes=[
            ("row 4, column A (id):", "row 2"),
            ("row 6, column A (id):", "row 5"),
            ("row 7, column A (id):", "row 3"),
        ],
    ),
    Malformed(
        name="wrong days",
        data=lines(
            "Q one?,answered,2025-02-30",
            "Q two?,answered,03/31/2025",
            "Q three?,answered,last week",
            "Q four?,answered,31 March 2025",
            header="question,outcome,as of",
        ),
        mistakes=[
            *(("row 2, column C (as of):", "2025-02-30"), ("row 3, column C (as of):", "03/31/2025")),
            ("row 4, column C (as of):", "last week"),
        ],
    ),
    Malformed(
        name="unknown outcomes",
        data=lines(
            *("Q one?,anwsered", "Q two?,Not in guidence", "Q three?,green", "Q four?,Partly Answered"),
            header="question,outcome",
        ),
        mistakes=[
            ("row 2, column B (outcome):", 'Did you mean "answered"?'),
            ("row 3, column B (outcome):", 'Did you mean "not in guidance"?'),
            ("row 4, column B (outcome):", 'found "green".'),
        ],
    ),
    Malformed(
        name="empty cells",
        data=lines(",answered,a", "Q two?,,b", ",,c", ",,", "Q six?,answered,", header="question,outcome,note"),
        mistakes=[
            ("row 2, column A (question):", "a question"),
            ("row 3, column B (outcome):", "an outcome"),
            ("row 4, column A (question):", "a question"),
            ("row 4, column B (outcome):", "an outcome"),
        ],
    ),
    Malformed(
        name="merged cells",
        data=workbook(OK, ["Who leads?", None, "anwsered"], change=merge),
        mistakes=[
            ("row 2, column B (area):", "B2:B3 merged"),
            ("row 2, column J (tags):", "J2:K2 merged"),
            ("row 3, column C (outcome):", "Did you mean"),
        ],
    ),
    Malformed(
        name="formulas and errors",
        data=workbook(
            ['="When must "&"I refer?"', "Thornmere", "answered"],
            ["Who leads?", "#REF!", "=C2", "Thornmere joint protocol 4.1"],
        ),
        mistakes=[
            ("row 2, column A (question):", "formula"),
            ("row 3, column B (area):", "#REF!"),
            ("row 3, column C (outcome):", "formula"),
        ],
    ),
    Malformed(
        name="another encoding",
        data=lines(
            "Who can’t wait?,answered", "And the café?,anwsered", "“Who” leads?,urgent", header="question,outcome"
        )
        .decode()
        .encode("cp1252"),
        mistakes=[
            ("row 2, column A (question):", "and in 2 further cells"),
            ("row 3, column B (outcome):", "Did you mean"),
        ],
    ),
    Malformed(
        name="UTF-16",
        data=lines("Who leads?\tanwsered", "\turgent", header="question\toutcome").decode().encode("utf-16"),
        mistakes=[
            ("Expected text in UTF-8, found UTF-16", "CSV UTF-8"),
            ("row 1:", "found tabs"),
            ("row 2, column B (outcome):", "Did you mean"),
            ("row 3, column A (question):", "a question"),
        ],
    ),
    Malformed(
        name="semicolons between columns",
        data=lines("Who leads, then?;anwsered;", ";urgent;x", header="question;outcome;colour"),
        mistakes=[
            ("row 1:", "found semicolons"),
            ("row 1, column C:", "colour"),
            ("row 2, column B (outcome):", "Did you mean"),
            ("row 3, column A (question):", "a question"),
        ],
    ),
    Malformed(
        name="tabs between columns",
        data=lines("Who leads?\tanswered\t31/31/2025", header="question\toutcome\tas of"),
        mistakes=[("row 1:", "found tabs"), ("row 2, column C (as of):", "31/31/2025")],
    ),
    Malformed(
        name="an empty sheet",
        data=b"\n\n,,\n",
        mistakes=[("Expected a row of column names", "found nothing")],
    ),
    Malformed(
        name="a sheet without cases",
        data=workbook(change=empty),
        mistakes=[
            ("row 1:", 'a column "question"'),
            ("row 1:", 'a column "outcome"'),
            ("row 1, column A:", "Nothing yet"),
            ("Expected a row for each case", "found none"),
        ],
    ),
    Malformed(
        name="cases on several sheets",
        data=workbook(OK, ["", "Thornmere", "answered"], change=second_sheet),
        mistakes=[("Expected the cases on one sheet", '"Old cases"'), ("row 3, column A (question):", "a question")],
    ),
    Malformed(
        name="too much in one cell",
        data=lines(
            f"{'why ' * 1001},answered,,",
            f"Q two?,answered,{'x' * 4001},",
            f'Q three?,answered,,"{"And?;" * 21}"',
            header="question,outcome,must say,history",
        ).replace(b"And?;", b"And?\n"),
        mistakes=[
            ("row 2, column A (question):", "found 4,003"),
            ("row 3, column C (must say):", "found 4,001"),
            ("row 4, column D (history):", "at most 20 earlier questions, found 21"),
        ],
    ),
    Malformed(
        name="something to cite where nothing is cited",
        data=lines(
            *(f"Q one?,urgent,{LOCAL}", "Q two?,out of scope,Thornmere joint protocol 4.2"),
            "Q three?,refused,no such paper 1",
            header="question,outcome,must cite",
        ),
        mistakes=[
            ("row 2, column C (must cite):", '"urgent" cites nothing'),
            ("row 3, column C (must cite):", '"out of scope" cites nothing'),
            ("row 4, column C (must cite):", "Expected a document of the library"),
            ("row 4, column C (must cite):", '"refused" cites nothing'),
        ],
    ),
    Malformed(
        name="areas that the library lacks",
        data=lines(
            "Q one?,Thornmeer,answered",
            "Q two?,Atlantis,answered",
            "Q three?,THORNMERE,answered",
            header="question,area,outcome",
        ),
        mistakes=[
            ("row 2, column B (area):", 'Did you mean "Thornmere"?'),
            ("row 3, column B (area):", 'found "Atlantis". The library has'),
        ],
    ),
    Malformed(
        name="citations that are nowhere",
        data=lines(
            "Q one?,answered,Thornmere joint protocol 4.99; Thornmere jiont protocal 4.1",
            'Q two?,answered,"Thornmere joint protocol: ""the moon is made of cheese"""',
            "Q three?,answered,protocol 4.1; 4.1; Thornmere joint protocol",
            'Q four?,answered,"Thornmere joint protocol: ""never closed"',
            "Q five?,answered,Thornmere joint protocol 4.1 bullet 99",
            header="question,outcome,must cite",
        ),
        mistakes=[
            ("row 2, column C (must cite):", 'found "4.99". It prints 4.1 to'),
            ("row 2, column C (must cite):", "Expected a document of the library"),
            ("row 3, column C (must cite):", "which stand nowhere in it"),
            ("row 4, column C (must cite):", "which may be any of"),
            ("row 4, column C (must cite):", 'must refer"; found "4.1"'),
            ("row 4, column C (must cite):", "Expected a document and a number"),
            ("row 5, column C (must cite):", "found only the first, at"),
            ("row 6, column C (must cite):", "found bullet 99"),
        ],
    ),
    Malformed(
        name="rows that contradict themselves or each other",
        data=lines(
            f"Who leads?,answered,{LOCAL},{LOCAL}; Aldwater joint protocol 4.1,The midwife; …,must wait",
            "Who leads?,answered,Thornmere joint protocol 4.2,,,",
            "Who refers?,answered,,,a worker; at once,A worker",
            header="question,outcome,must cite,must not cite,must say,must not say",
        ),
        mistakes=[
            ("row 2, column D (must not cite):", 'under "must cite" too'),
            ("row 2, column E (must say):", "no letter or digit"),
            ("row 3, column A (question):", "that of row 2 again"),
            ("row 4, column F (must not say):", 'under "must say" too'),
        ],
    ),
    Malformed(
        name="quotation marks that do not close",
        data=lines(
            '"Who" leads?,answered',
            "Who refers?,anwsered",
            '"Who shares?,answered',
            "Who rings?,answered",
            header="question,outcome",
        ),
        mistakes=[
            ("row 2:", "a comma after a closing quotation mark"),
            ("row 3, column B (outcome):", "Did you mean"),
            ("row 4:", "a quotation mark at both ends"),
        ],
    ),
)
