"""Citation precision: judgements without text, worksheets with it, and what is not judged is not wrong."""

import json
from pathlib import Path

import pytest

from assistant.board import Board
from corpus.errors import SuiteError
from corpus.library import Library
from corpus.settings import Settings
from evals.citation_precision import citation_precision, cited_pairs, stated_pairs, unjudged
from evals.interval import ratio_interval
from evals.judgement import Judgement, read_judgements, write_judgements
from evals.run import Run, run_suite
from evals.suite import read_suite
from evals.worksheet import read_worksheet, write_worksheet

QUESTIONS = (
    {"id": "j-1", "question": "Who leads when a mother is pregnant?", "area": "thornmere", "outcome": "answered"},
    {
        "id": "j-2",
        "question": "He said he drinks at the school gate. Should I refer?",
        "area": "thornmere",
        "outcome": "answered",
    },
)


@pytest.fixture(scope="module")
def run(demo_board: Board, demo_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Run:
    path = tmp_path_factory.mktemp("suite") / "few.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    library = Library.open(demo_settings.data)
    try:
        return run_suite("few", read_suite(path), demo_board, library)
    finally:
        library.close()


def judgement(pair: tuple[str, str], *, helps: bool) -> Judgement:
    return Judgement(question=pair[0], paragraph=pair[1], helps=helps, judge="reader")


def test_what_nobody_judged_is_counted_apart(run: Run) -> None:
    first, second = (cited_pairs(result) for result in run.results)
    assert len(first) >= 3
    assert len(second) >= 2
    known = {pair: judgement(pair, helps=place > 0) for place, pair in enumerate(first)}
    found = citation_precision(run, known)
    assert found.every.share is not None
    assert found.every.share.mean == (len(first) - 1) / len(first)
    assert (found.every.share.n, found.every.unjudged) == (len(first), len(second))
    assert unjudged(run, known) == second
    none = citation_precision(run, {})
    assert (none.every.share, none.every.unjudged) == (None, len(first) + len(second))


def test_the_lines_of_a_criteria_map_are_told_from_what_statements_quote(run: Run) -> None:
    laid = run.results[1]
    assert laid.reply.answer.criteria is not None
    assert set(stated_pairs(laid)) < set(cited_pairs(laid))
    known = {pair: judgement(pair, helps=pair in stated_pairs(laid)) for pair in cited_pairs(laid)}
    found = citation_precision(run, known)
    assert found.stated.share is not None
    assert found.every.share is not None
    assert found.stated.share.mean == 1 > found.every.share.mean


def test_a_worksheet_goes_out_with_text_and_comes_back_without(run: Run, tmp_path: Path) -> None:
    sheet, kept = tmp_path / "out" / "few.jsonl", tmp_path / "kept" / "few.jsonl"
    known = {pair: judgement(pair, helps=True) for pair in cited_pairs(run.results[0])}
    count = write_worksheet(sheet, run, known)
    lines = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert count == len(lines) == len(cited_pairs(run.results[1]))
    assert all(line["quote"] in line["paragraph"] and line["question"] == QUESTIONS[1]["question"] for line in lines)
    lines[0]["verdict"], lines[1]["verdict"] = "Yes", "no"
    sheet.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    taken = read_worksheet(sheet)
    assert [it.helps for it in taken.values()] == [True, False]
    write_judgements(kept, {**known, **taken})
    assert read_judgements(kept) == {**known, **taken}
    fields = {frozenset(json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()}
    assert fields == {frozenset({"question", "paragraph", "verdict", "judge"})}


def test_every_mistake_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    right = {"question": "q", "paragraph": "p:1", "verdict": "yes", "judge": "reader"}
    lines = [right, {**right, "verdict": "maybe", "paragraph": "p:2"}, {**right, "text": "words"}, right]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(
        SuiteError, match=r"3 mistake(?s:.*)line 2: verdict(?s:.*)line 3: text(?s:.*)line 4: q with p:1"
    ):
        read_judgements(path)
    path.write_text('{"question_id": "q", "paragraph_id": "p", "verdict": "perhaps"}\nno\n', encoding="utf-8")
    with pytest.raises(SuiteError, match=r"(?s)2 mistake.*line 1.*perhaps.*line 2"):
        read_worksheet(path)
    assert read_judgements(tmp_path / "none.jsonl") == {}


def test_an_interval_of_a_ratio_draws_questions_not_paragraphs() -> None:
    together = ratio_interval([(4, 4), (0, 4)])
    apart = ratio_interval([(1, 1)] * 4 + [(0, 1)] * 4)
    assert together is not None
    assert apart is not None
    assert together.mean == apart.mean == 0.5
    assert (together.low, together.high) == (0.0, 1.0)
    assert 0 < apart.low < apart.high < 1
    assert ratio_interval([]) is None
