"""Change impact from the command line and at the desk: listed, asked again, and the library left as it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus.document import EditionState
from corpus.library import Library
from corpus.settings import load_settings
from evals.asked_again import Turn
from evals.impact import ImpactKind, digest_of
from evals.pin import PinKind
from ingest.report import Stage
from ui.api import create_app
from ui.cli import app
from ui.wording import wording

LEADS = "The community midwife leads for the unborn baby until a social worker is allocated."
TRAINING = "Training is repeated every two years by everyone who works with parents."
CALLS = "Write down every call that you make about a child, with its time."
MANIFEST = """
[[area]]
id = "vale"
name = "Vale"
nation = "england"

[[document]]
file = "rules.md"
id = "rules"
title = "Rules of the Vale"
publisher = "Vale board"
published = "{published}"
authority = "local"
area = "vale"
"""
CRITERIA = f"""
id = "vale-lead"
kind = "lead"
area = "vale"
title = "Who leads"
reviewed_by = "A board"
[[line]]
id = "midwife"
text = "The midwife leads before birth."
document = "rules"
number = "1.1"
quote = "{LEADS}"
ask = "Is she pregnant?"
"""
CASES = [
    {
        "id": "lead",
        "question": "Who leads for the unborn baby?",
        "area": "vale",
        "outcome": "answered",
        "must_cite": [{"document": "rules", "quote": LEADS, "number": "1.1"}],
    },
    {
        "id": "calls",
        "question": "What do I write down about calls?",
        "area": "vale",
        "outcome": "answered",
        "must_cite": [{"document": "rules", "quote": CALLS, "number": "1.3"}],
    },
]


def source(quote: str, number: str) -> dict[str, str]:
    place = {"paragraph_id": f"rules:{number}", "document_id": "rules", "title": "Rules", "edition": "2025-01"}
    return {**place, "number": number, "quote": quote, "digest": digest_of(quote)}


ITEM = {
    "id": "often",
    "kind": "gap",
    "stem": "Training is repeated every ____ years.",
    "feedback": "See 1.2.",
    "difficulty": "easy",
    "accepted": ["two"],
    "source": source(TRAINING, "1.2"),
}


def folder_of(home: Path, published: str, leads: str = LEADS, training: str = TRAINING) -> Path:
    (home / "criteria").mkdir(parents=True)
    (home / "library.toml").write_text(MANIFEST.format(published=published), encoding="utf-8")
    (home / "criteria" / "lead.toml").write_text(CRITERIA.replace(LEADS, leads), encoding="utf-8")
    text = f"# Rules\n\n## 1 Rules\n\n1.1 {leads}\n\n1.2 {training}\n\n1.3 {CALLS}\n"
    (home / "rules.md").write_text(text, encoding="utf-8")
    return home


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The command line on a library of the first edition, with a suite and a quiz set kept beside it."""
    data = tmp_path / "data"
    monkeypatch.setenv("SOUNDINGBOARD_DATA", str(data))

    def said(*arguments: object, code: int = 0) -> str:
        result = CliRunner().invoke(app, [str(it) for it in arguments])
        assert result.exit_code == code, result.output
        return str(result.exception or result.stdout)

    said("ingest", folder_of(tmp_path / "old", "2025-01"))
    for name in ("suites", "quiz"):
        (data / name).mkdir()
    lines = "".join(json.dumps(case) + "\n" for case in CASES)
    (data / "suites" / "vale.jsonl").write_text(lines, encoding="utf-8")
    quiz = json.dumps({"schema": 1, "items": [ITEM]})
    (data / "quiz" / "vale.json").write_text(quiz, encoding="utf-8")
    return said


@pytest.fixture
def new(tmp_path: Path) -> Path:
    health = LEADS.replace("community midwife", "health visitor")
    return folder_of(tmp_path / "new", "2026-01", health, TRAINING.replace("two", "three"))


def test_everything_that_is_touched_is_listed_and_asked_again_and_the_library_stays(
    run: Callable[..., str], new: Path, tmp_path: Path
) -> None:
    found = json.loads(run("evals", "impact", new, "--json"))
    listed = [(it["kind"], it["within"], it["id"], it["kinds"]) for it in found["touched"]]
    assert listed == [
        ("case", "vale", "lead", ["reworded"]),
        ("criteria_line", "vale-lead", "midwife", ["reworded"]),
        ("quiz_item", "vale", "often", ["number"]),
    ]
    assert found["things"]["case"] == {"affected": 1, "of": 2}
    assert found["things"]["answer"] == {"affected": 0, "of": 0}
    (asked,) = found["asked"]
    old, new_ = asked["old"], asked["new"]
    assert (asked["id"], asked["turn"], old["rank"], new_["rank"], new_["follows"]) == (
        "lead",
        "quote_again",
        1,
        None,
        1,
    )
    assert (old["citations"][0]["edition"], new_["citations"][0]["edition"]) == ("2025-01", "2026-01")
    assert "health visitor leads" in new_["text"]
    assert old["right"]
    assert [it["text"].strip() for it in found["touched"][2]["words"] if it["kind"] != "same"] == ["two", "three"]
    library = Library.open(tmp_path / "data")
    assert [it.edition for it in library.editions("rules")] == ["2025-01"]
    library.close()


def test_two_folders_are_compared_without_the_library_and_a_person_can_read_it(
    run: Callable[..., str], new: Path, tmp_path: Path
) -> None:
    suite = tmp_path / "data" / "suites" / "vale.jsonl"
    said = run("evals", "impact", tmp_path / "old", new, "--suite", suite)
    assert "touches 1 of 2 cases, 1 of 1 criteria lines." in said
    assert "vale lead: rules 1.1: reworded. Its quote stands nowhere any more. Quote it again." in said
    assert "[-community midwife-] {+health visitor+}" in said
    assert "To be quoted again: vale lead (expected answered)" in said
    assert "evidence: at rank 1 → what it became, at rank 1" in said
    assert "none of 2 cases" in run("evals", "impact", tmp_path / "old", tmp_path / "old", "--suite", suite)


def test_an_ingest_says_it_in_one_line_when_dry_and_in_full_when_real(
    run: Callable[..., str], new: Path, tmp_path: Path
) -> None:
    dry = run("ingest", new, "--dry-run", "--html", tmp_path / "check.html")
    assert 'id="impact-quiz_item"' in (tmp_path / "check.html").read_text(encoding="utf-8")
    line = "This change touches 1 of 2 cases, 1 of 1 criteria lines, 1 of 1 quiz items. `soundingboard evals impact"
    assert sum(it.startswith(line) for it in dry.splitlines()) == 1
    assert "vale often" not in dry
    real = run("ingest", new)
    assert "vale often: rules 1.2: number or date changed." in real
    assert "Now stale in the quiz set vale, because their paragraph says something else: 1." in real
    assert [it["state"] for it in json.loads((tmp_path / "data/quiz/vale.json").read_text())["items"]] == ["stale"]
    again = run("ingest", new)
    assert "touches" not in again
    assert "stale" not in again


def test_the_publish_page_counts_links_and_shows_the_words(run: Callable[..., str], new: Path, tmp_path: Path) -> None:
    assert run("status")
    (tmp_path / "data" / "suites" / "broken.jsonl").write_text("{", encoding="utf-8")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    with TestClient(create_app(settings, chat=False, folder=new)) as client:
        page = client.get("/publish").text
    assert '<a href="#impact-quiz_item">1 quiz item</a>' in page
    assert 'id="impact-quiz_item"' in page
    old, _, new_side = page.partition("<del>community midwife</del>")
    assert "<ins>health visitor</ins>" in new_side.partition("</article>")[0]
    assert "<ins>" not in old
    assert page.count('href="#rules:1.1"') == 1
    assert 'id="rules:1.1"' in page
    assert "broken.jsonl has 1 mistake(s)" in page


def test_a_withdrawn_document_removes_everything_that_rests_on_it(run: Callable[..., str], tmp_path: Path) -> None:
    gone = folder_of(tmp_path / "gone", "2025-01")
    manifest = (gone / "library.toml").read_text(encoding="utf-8")
    (gone / "library.toml").write_text(f'{manifest}state = "{EditionState.WITHDRAWN.value}"\n', encoding="utf-8")
    found = json.loads(run("evals", "impact", gone, "--no-ask", "--json"))
    assert {(it["id"], *it["kinds"]) for it in found["touched"]} == {
        (name, "removed") for name in ("lead", "calls", "midwife", "often")
    }
    assert found["asked"] == []


def test_a_case_of_an_earlier_day_is_not_touched_and_one_that_may_cite_is(
    run: Callable[..., str], new: Path, tmp_path: Path
) -> None:
    lead, calls = CASES
    lines = [
        {**lead, "id": "of-then", "as_of": "2025-06-01"},
        {**lead, "id": "of-later", "as_of": "2026-02-01"},
        {**calls, "id": "beside", "may_cite": lead["must_cite"]},
        calls,
    ]
    suite = tmp_path / "dated.jsonl"
    suite.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = json.loads(run("evals", "impact", new, "--suite", suite, "--no-ask", "--json"))
    assert {it["id"] for it in found["touched"] if it["kind"] == "case"} == {"of-later", "beside"}


def test_what_was_answered_from_a_changed_paragraph_is_counted_by_question(
    run: Callable[..., str], new: Path, tmp_path: Path
) -> None:
    asked = ["What does paragraph 1.1 say?"] * 2 + ["What does paragraph 1.3 say?"]
    for question in asked:
        run("ask", question, "--area", "vale")
    found = json.loads(run("evals", "impact", new, "--no-ask", "--json"))
    assert found["things"]["answer"] == {"affected": 1, "of": 2}
    (one,) = [it for it in found["touched"] if it["kind"] == "answer"]
    assert (one["text"], one["times"], one["old"]["number"]) == (asked[0], 2, "1.1")
    settings = load_settings().model_copy(update={"data": tmp_path / "data"})
    with TestClient(create_app(settings, chat=False, folder=new)) as client:
        here, elsewhere = (
            client.get("/publish", headers={"host": host}).text for host in ("localhost", "other.example")
        )
    assert asked[0] in here.partition('id="impact-answer"')[2].partition("</ul>")[0]
    assert asked[0] not in elsewhere.partition('id="impact-answer"')[2].partition("</ul>")[0]
    run("ingest", new)
    assert json.loads(run("evals", "impact", new, "--no-ask", "--json"))["things"]["answer"]["of"] == 1


def test_a_page_and_the_exit_code_say_what_is_to_be_mended(run: Callable[..., str], new: Path, tmp_path: Path) -> None:
    file = tmp_path / "impact.html"
    run("evals", "impact", new, "--strict", "--html", file, code=1)
    page = file.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page.replace('http-equiv="content-security-policy"', "")
    assert "To be quoted again (1)" in page
    assert page.index('id="impact"') < page.index('id="again"')
    run("evals", "impact", tmp_path / "old", "--strict", "--html", file)
    assert "none has to be asked again" in file.read_text(encoding="utf-8")
    assert "no folder" in run("evals", "impact", new, "--html", tmp_path / "nowhere" / "impact.html", code=1)


def test_what_is_not_there_is_said(run: Callable[..., str], tmp_path: Path) -> None:
    assert str(tmp_path / "nowhere") in run("evals", "impact", tmp_path / "nowhere", code=1)
    assert "found 3 places" in run("evals", "impact", tmp_path, tmp_path, tmp_path, code=1)


def test_nothing_is_left_without_words() -> None:
    words = wording("impact")
    assert set(words["thing"]) == {kind.value for kind in PinKind}
    assert set(words["thing_one"]) == set(words["thing"])
    assert list(words["turn"]) == [turn.value for turn in Turn]
    assert set(words["turn_note"]) == set(words["turn"])
    assert set(words["doing"]) == {*(stage.value for stage in Stage), "asking"}
    assert set(words["kind"]) == {kind.value for kind in ImpactKind}
