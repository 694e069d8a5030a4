"""Suites in spreadsheets that hold no mistake: what their cells mean."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from assistant.outcome import Outcome
from corpus.errors import SuiteError, WrongUse
from corpus.library import Library
from corpus.settings import PROJECT, Settings
from evals.case import Case, MustCite
from evals.known_answer import KnownAnswer
from evals.shelf import Shelf
from evals.suite import read_suite
from evals.suite_columns import column_names
from evals.suite_template import write_template
from ui.cli import app

DEV = PROJECT.parent / "shared" / "eval" / "dev.jsonl"


@pytest.fixture(scope="module")
def shelf(demo_settings: Settings) -> Iterator[Shelf]:
    library = Library.open(demo_settings.data)
    yield Shelf.of(library)
    library.close()


def read_csv_cases(folder: Path, shelf: Shelf | None, *rows: str) -> tuple[Case, ...]:
    path = folder / "suite.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return read_suite(path, shelf)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_reads_as_the_suite_that_it_shows(ending: str, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / f"new.{ending}"
    write_template(path)
    first, second, third = read_suite(path, shelf)
    assert (first.id, first.area, first.outcome, first.tags) == (
        "row-2",
        "thornmere",
        Outcome.ANSWERED,
        ("refer", "driving"),
    )
    assert [(it.document, it.number) for it in first.must_cite] == [("thornmere-protocol", "4.2")]
    assert [(it.document, it.number) for it in first.must_not_cite] == [("aldwater-protocol", "4.1")]
    assert (len(second.history), second.as_of) == (2, date(2025, 6, 30))
    assert [it.number for it in second.must_cite] == ["4.1", "4.4"]
    assert (third.outcome, third.must_cite) == (Outcome.OUT_OF_SCOPE, ())
    with pytest.raises(WrongUse, match="there already"):
        write_template(path)


def test_a_workbook_has_the_endings_to_choose_from_and_notes_on_every_column(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    write_template(path)
    cases, notes = load_workbook(path).worksheets
    assert "not in guidance" in cases.data_validations.dataValidation[0].formula1
    assert set(column_names()) <= {row[0].value for row in notes.iter_rows()}


def test_names_of_columns_are_forgiving_and_values_are_divided(shelf: Shelf, tmp_path: Path) -> None:
    (case,) = read_csv_cases(
        tmp_path,
        shelf,
        "Case ID,QUESTION ,Earlier_questions,Local Area,As-of date,Expected Outcome,MustSay,Must Not Say,Tags,notes",
        'a,"Who, then?","One?\nTwo; three?",THORNMERE,1/3/2025,Partly answered,"a worker; ""one; two""",at once,"x, y; x",why',
    )
    assert case == Case(
        id="a",
        question="Who, then?",
        history=("One?", "Two", "three?"),
        area="thornmere",
        as_of=date(2025, 3, 1),
        outcome=Outcome.PARTLY_ANSWERED,
        must_say=("a worker", "one; two"),
        must_not_say=("at once",),
        tags=("x", "y"),
        note="why",
    )
    assert case.asked().on == date(2025, 3, 1)
    assert case.known == KnownAnswer(
        question="Who, then?", settled_by=(), area="thornmere", must_say=case.must_say, must_not_say=("at once",)
    )


@pytest.mark.parametrize(
    "written",
    [
        "Thornmere joint protocol 4.1",
        "thornmere-protocol 4.1",
        "thornmere-protocol:4.1",
        "Thornmere joint protocol, paragraph 4.1",
        "Thornmere Joint Protocol § 4.1.",
        "Thornmere joint protocol for children affected by parental drug and alcohol use para 4.1",
    ],
)
def test_a_paragraph_is_named_in_many_ways(written: str, shelf: Shelf, tmp_path: Path) -> None:
    (case,) = read_csv_cases(tmp_path, shelf, "question,outcome,must cite", f'Q?,answered,"{written}"')
    text = next(it.text for it in shelf.paragraphs("thornmere-protocol", None) if it.number == "4.1")
    assert case.must_cite == (MustCite(document="thornmere-protocol", quote=text, number="4.1"),)


def test_the_area_of_a_row_tells_which_protocol_is_meant_and_its_day_which_edition(
    shelf: Shelf, tmp_path: Path
) -> None:
    here, there, then = read_csv_cases(
        tmp_path,
        shelf,
        "question,outcome,area,as of,must cite",
        "Q1?,answered,Thornmere,,joint protocol 4.1",
        "Q2?,answered,Aldwater,,joint protocol 4.1",
        "Q3?,answered,Thornmere,2022-01-01,joint protocol 3",
    )
    assert (here.must_cite[0].document, there.must_cite[0].document) == ("thornmere-protocol", "aldwater-protocol")
    old = shelf.paragraphs("thornmere-protocol", date(2022, 1, 1))
    assert old[0].edition == "2021-06"
    assert then.must_cite[0].quote in [it.text for it in old]


def test_words_and_bullets_are_cited_too(shelf: Shelf, tmp_path: Path) -> None:
    bulleted = next(it for it in shelf.paragraphs("thornmere-protocol", None) if it.printed and len(it.bullets) > 1)
    words, bullet = read_csv_cases(
        tmp_path,
        shelf,
        "question,outcome,must cite",
        'Q1?,answered,"Thornmere joint protocol: ""do not have to be certain"""',
        f"Q2?,answered,Thornmere joint protocol {bulleted.number} bullet 2",
    )
    assert words.must_cite == (MustCite(document="thornmere-protocol", quote="do not have to be certain"),)
    start, end = bulleted.bullets[1]
    assert bullet.must_cite[0].quote == bulleted.text[start:end]


def test_a_workbook_gives_days_and_numbers_as_people_see_them(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["question", "outcome", "as of", "id", "tags"])
    book.active.append(["Q?", "answered", datetime(2025, 3, 31), 7, 2025.0])
    book.active.append(["", None, None, None, None])
    book.create_sheet("Remarks").append(["Nothing to do with it"])
    book.save(tmp_path / "suite.xlsx")
    (case,) = read_suite(tmp_path / "suite.xlsx")
    assert (case.as_of, case.id, case.tags) == (date(2025, 3, 31), "7", ("2025",))


def test_without_a_library_words_are_taken_as_written_and_numbers_are_refused(tmp_path: Path) -> None:
    header = "question,outcome,must cite"
    (case,) = read_csv_cases(tmp_path, None, header, 'Q?,answered,"guide: ""must refer"""')
    assert case.must_cite == (MustCite(document="guide", quote="must refer"),)
    with pytest.raises(SuiteError, match=r"row 2, column C \(must cite\).*only in a library"):
        read_csv_cases(tmp_path, None, header, "Q?,answered,guide 4.1")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("suite.xlsx", b"question,outcome", "found something else"),
        ("suite.xlsx", b"PK\x03\x04broken", "found something else"),
        ("suite.xls", b"", "Save it as .xlsx"),
        ("none.csv", None, "could not read it"),
    ],
)
def test_what_is_no_table_is_refused(name: str, data: bytes | None, message: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SuiteError, match=message):
        read_suite(tmp_path / name)


def test_a_spreadsheet_is_checked_and_run_from_the_command_line(tmp_path: Path) -> None:
    documents, suite = tmp_path / "documents", tmp_path / "suite.csv"
    documents.mkdir()
    guide = "# Guide\n\n1.1 The community midwife leads for the unborn baby.\n\n1.2 Write down every call.\n"
    (documents / "guide.md").write_text(guide, encoding="utf-8")
    with suite.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["question", "outcome", "must cite"], ["Who leads for the unborn baby?", "answered", "Guide 1.1"]]
        )
    asked = [str(suite), "--library-from", str(documents)]
    checked = CliRunner().invoke(app, ["evals", "check", *asked])
    assert "suite: 1 cases, no mistake found." in checked.output
    done = CliRunner().invoke(app, ["evals", "run", *asked, "--json"])
    assert done.exit_code == 0, done.output
    (case,) = json.loads(done.stdout)[0]["cases"]
    assert (case["id"], case["expected"], case["scores"]["evidence@1"]) == ("row-2", ["guide:1.1"], 1.0)


def test_every_column_is_in_the_document_on_suites() -> None:
    page = (PROJECT / "docs" / "suites.md").read_text(encoding="utf-8")
    assert [name for name in column_names() if f"| {name} |" not in page] == []


@pytest.mark.shared
@pytest.mark.skipif(not DEV.exists(), reason="../shared is not there")
def test_the_shared_suite_reads_as_it_is() -> None:
    cases = read_suite(DEV)
    assert len(cases) == sum(bool(line.strip()) for line in DEV.read_text(encoding="utf-8").splitlines())
