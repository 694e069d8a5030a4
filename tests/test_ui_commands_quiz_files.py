import json
from dataclasses import replace
from pathlib import Path

import pytest
from quiz_examples import ITEMS, SOURCE
from typer.testing import CliRunner

from assistant.board import SearchHit
from corpus.document import Authority, Document
from corpus.errors import QuizError
from corpus.paragraph import Paragraph
from evals.quiz_item import ItemState
from evals.quiz_linking import linked
from evals.quiz_read_gift import read_gift
from evals.quiz_set import read_items, write_items
from ui.cli import app

RUN = CliRunner()
BANK = "Who leads? {=the duty desk ~the team}\n\nWhere? {=nowhere at all ~here}\n\nIt opens at nine. {T}\n\nWrite. {}\n"


def hit(number: str, text: str) -> SearchHit:
    document = Document(
        id="harbour",
        title=SOURCE.title,
        publisher="Harbour",
        authority=Authority.PRACTICE,
        nation=None,
        area=None,
        licence="",
        source="",
        url="",
        supersedes=None,
    )
    paragraph = Paragraph(
        id=f"harbour:{number}",
        document_id="harbour",
        edition="2026",
        position=0,
        number=number,
        printed=True,
        label=f"paragraph {number}",
        headings=(),
        text=text,
        bullets=(),
        page=None,
        anchor=None,
    )
    return SearchHit(paragraph=paragraph, document=document, score=1.0)


@pytest.fixture
def hits() -> tuple[SearchHit, ...]:
    return hit("1", "It opens at nine each day."), hit("2", "It opens at nine. The duty desk leads.")


def test_accepted_items_are_exported(tmp_path: Path) -> None:
    dropped = replace(ITEMS[0], id="dropped", state=ItemState.REJECTED)
    write_items(tmp_path / "set.json", (*ITEMS, dropped))
    done = RUN.invoke(app, ["quiz", "export", str(tmp_path / "set.json"), "--format", "gift", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["items"], told["file"]) == (len(ITEMS), str(tmp_path / "set.gift"))
    assert len(read_gift(tmp_path / "set.gift").questions) == len(ITEMS)


def test_what_did_not_fit_is_said(tmp_path: Path) -> None:
    write_items(tmp_path / "set.json", ITEMS)
    done = RUN.invoke(app, ["quiz", "export", str(tmp_path / "set.json"), "--format", "xlsx-kahoot"])
    assert done.exit_code == 0
    assert "harbour-gap: left out." in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "word"], "found 'word'"),
        (["--format", "gift", "--state", "stale"], "found none among 7"),
        (["--format", "csv", "--out", "SET"], "another file than the quiz set"),
    ],
)
def test_a_wrong_export_says_what_to_do(tmp_path: Path, arguments: list[str], said: str) -> None:
    path = tmp_path / "set.json"
    write_items(path, ITEMS)
    done = RUN.invoke(app, ["quiz", "export", str(path), *(str(path) if it == "SET" else it for it in arguments)])
    assert isinstance(done.exception, QuizError)
    assert said in str(done.exception)


def test_a_bank_is_read_and_its_mistakes_named(tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_text(BANK, encoding="utf-8")
    done = RUN.invoke(app, ["quiz", "import", str(tmp_path / "bank.gift"), "--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [it["kind"] for it in told["questions"]] == ["multiple_choice", "multiple_choice", "true_false"]
    assert told["mistakes"][0].startswith("question 4 (line 7): ")


def test_what_a_bank_loses_is_said_and_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_text("Who leads? {=the desk ~%50%the team ~the mayor}\n", encoding="utf-8")
    done = RUN.invoke(app, ["quiz", "import", str(tmp_path / "bank.gift")])
    assert done.exit_code == 0, done.output
    assert "question 1 (line 1): “the team” is partly right (50%); here it is wrong" in done.stderr
    told = json.loads(RUN.invoke(app, ["quiz", "import", str(tmp_path / "bank.gift"), "--json"]).stdout)
    assert (told["mistakes"], len(told["findings"])) == ([], 1)


def test_a_bank_of_another_ending_is_refused(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["quiz", "import", str(tmp_path / "bank.doc")])
    assert "ends in .xml, .gift or .txt" in str(done.exception)


def test_a_question_is_linked_to_the_paragraph_that_answers_it(tmp_path: Path, hits: tuple[SearchHit, ...]) -> None:
    (tmp_path / "bank.gift").write_text(BANK, encoding="utf-8")
    items, unlinked = linked(read_gift(tmp_path / "bank.gift").questions, lambda _words, _most: hits, "My bank")
    assert [(it.id, it.source.paragraph_id, it.state) for it in items] == [
        ("my-bank-1", "harbour:2", ItemState.PROPOSED),
        ("my-bank-3", "harbour:1", ItemState.PROPOSED),
    ]
    assert items[0].source.quote == "The duty desk leads."
    assert items[0].source.title == SOURCE.title
    assert [it.split(":")[0] for it in unlinked] == ["question 2 (line 3)"]
    write_items(tmp_path / "set.json", items)
    assert read_items(tmp_path / "set.json") == items
