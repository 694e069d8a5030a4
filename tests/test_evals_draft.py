"""Questions made from sentences: whole, about one thing, settled by their paragraph, and never counted until accepted."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import SuiteError
from corpus.paragraph import Paragraph
from corpus.settings import Settings
from evals.draft import draft
from evals.fold import fold
from evals.proposals import proposed_in, write_proposals
from evals.suite import read_suite
from ui.cli import app


def paragraph(text: str, number: str = "1.1", *, boxed: bool = False) -> Paragraph:
    bullets, at = [], 0
    for line in text.split("\n"):
        if line.startswith("a child ") or line.startswith("the "):
            bullets.append((at, at + len(line)))
        at += len(line) + 1
    return Paragraph(
        id=f"vale:{number}",
        document_id="vale",
        edition="2025-01",
        position=0,
        number=number,
        printed=True,
        label=f"paragraph {number}",
        headings=(),
        text=text,
        bullets=tuple(bullets),
        page=None,
        anchor=None,
        boxed=boxed,
    )


def asked(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(it.known.question, it.known.must_say) for it in draft([paragraph(text)])]


@pytest.mark.parametrize(
    ("text", "question", "say"),
    [
        (
            "After the call the referrer must send a written note within 2 working days, using the form.",
            "How soon must the referrer send a written note after the call?",
            "within 2 working days",
        ),
        (
            "When a plan is agreed, a lead must be named within five days.",
            "How soon must a lead be named when a plan is agreed?",
            "within five days",
        ),
        ("The family plan is reviewed every 7 weeks.", "How often is the family plan reviewed?", "every 7 weeks"),
        (
            "Team managers must not close a case on the strength of one visit.",
            "May team managers close a case on the strength of one visit?",
            "must not",
        ),
        ("Carers need not be referred by anyone.", "Must carers be referred by anyone?", "need not"),
        (
            "The duty worker must also ring the school about every absence, and should write it down.",
            "Who must ring the school about every absence?",
            "duty worker",
        ),
        (
            "A visit may be put off by a day if the family asks for it.",
            "When may a visit be put off by a day?",
            "if the family asks for it",
        ),
        (
            "A safety plan is a page that the family and the worker write together.",
            "What is a safety plan?",
            "a page that the family and the worker write together",
        ),
        (
            "The call must cover the following, as far as it is known:\nthe names of all children\nthe reason for the call",
            "What must the call cover?",
            "the names of all children",
        ),
        (
            "A referral must be made where use means that:\na child is left alone\na child is hurt",
            "When must a referral be made?",
            "a child is left alone",
        ),
        (
            "The health visitor keeps the list of visits to the family.",
            "Who keeps the list of visits to the family?",
            "health visitor",
        ),
    ],
)
def test_a_sentence_gives_its_question_with_the_short_answer(text: str, question: str, say: str) -> None:
    found = {it.known.question: it for it in draft([paragraph(text)])}
    assert question in found
    known = found[question].known
    assert known.must_say[0] == say
    assert known.settled_by[0].number == "1.1"
    assert fold(known.settled_by[0].quote) in fold(text)


@pytest.mark.parametrize(
    "text",
    [
        "It must be sent within 2 working days.",
        "They should ring the parents of every child in the house.",
        "A parent may be angry when the worker rings.",
        "At the first meeting a worker should explain in plain words what happens.",
        "The duty worker must see every child in the house that day.",
        "Workers may do so where the family has agreed to it.",
        "The lead must ring.",
        "Needles lay on the landing, and nobody had seen them before the summer of that year.",
    ],
)
def test_what_would_read_badly_or_points_elsewhere_gives_none(text: str) -> None:
    assert asked(text) == []


def test_a_box_gives_none_and_no_question_comes_twice() -> None:
    rule = "The family plan is reviewed every 7 weeks."
    assert draft([paragraph(rule, boxed=True)]) == ()
    assert len(draft([paragraph(rule), paragraph(rule, "1.2")], "vale")) == 1


def test_proposals_are_written_once_and_wait_until_they_are_accepted(tmp_path: Path) -> None:
    suite = tmp_path / "vale.jsonl"
    found = draft(
        [paragraph("The family plan is reviewed every 7 weeks."), paragraph("Carers need not be referred.", "2")]
    )
    assert write_proposals(suite, found) == 2
    with pytest.raises(SuiteError, match="no case found"):
        read_suite(suite)
    own = {"id": "own", "state": "accepted", "question": "Who leads?", "outcome": "answered"}
    dropped = suite.read_text(encoding="utf-8").replace("proposed", "dropped", 1)
    suite.write_text(f"{dropped}{json.dumps(own)}\n", encoding="utf-8")
    assert [case.id for case in read_suite(suite)] == ["own"]
    assert proposed_in(suite) == 1
    assert write_proposals(suite, found) == 0
    suite.write_text(json.dumps({**own, "state": "maybe"}) + "\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="state"):
        read_suite(suite)


def test_the_command_proposes_for_a_document_and_the_run_says_what_waits(
    demo_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(demo_settings.data))
    suite, run = tmp_path / "drafted.jsonl", CliRunner()
    said = run.invoke(app, ["evals", "draft", "--document", "thornmere-protocol", "--out", str(suite)])
    assert said.exit_code == 0, said.output
    lines = [json.loads(line) for line in suite.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 8
    assert {(it["state"], it["area"], it["must_cite"][0]["document"]) for it in lines} == {
        ("proposed", "thornmere", "thornmere-protocol")
    }
    asked = [it["question"] for it in lines]
    assert "How soon must the referrer send written confirmation after the call?" in asked
    assert all(it.endswith("?") and it[0].isupper() for it in asked)
    assert len(asked) == len(set(asked))
    own = {"id": "own", "question": "Who leads?", "area": "thornmere", "outcome": "clarify"}
    suite.write_text(suite.read_text(encoding="utf-8") + json.dumps(own) + "\n", encoding="utf-8")
    counted = run.invoke(app, ["evals", "run", str(suite), "--json"])
    assert counted.exit_code == 0, counted.output
    assert json.loads(counted.stdout)[0]["figures"]["cases"] == 1
    assert f"{len(lines)} proposed questions are not asked" in counted.stderr
