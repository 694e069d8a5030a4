"""Answers that were read: a judgement is of one answer, and the page shows no text of other people's documents."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.board import Board
from assistant.outcome import Outcome
from corpus.errors import SuiteError
from corpus.library import Library
from corpus.settings import Settings
from evals.answers import (
    DATA,
    DEMO_QUESTIONS,
    READ,
    ReadLine,
    Verdict,
    read_readings,
    readings,
    take_sheet,
    text_hash,
    write_sheet,
)
from evals.answers_page import CHANGED, HEADINGS, NOT_READ, page_by_address, page_in_full
from evals.page_parts import parts_of, write_part
from evals.run import Result, run_suite
from evals.suite import read_suite

SUITES = Path(__file__).parent.parent / "evals" / "suites"


@pytest.fixture(scope="module")
def results(demo_board: Board, demo_settings: Settings) -> Sequence[Result]:
    library = Library.open(demo_settings.data)
    try:
        return run_suite("few", read_suite(DEMO_QUESTIONS)[:3], demo_board, library).results
    finally:
        library.close()


def reading(result: Result, answer: str) -> ReadLine:
    return ReadLine(id=result.case.id, answer=answer, verdict=Verdict.PARTLY, judgement="The number is missing.")


def test_the_questions_are_of_every_kind_and_in_no_suite() -> None:
    cases = read_suite(DEMO_QUESTIONS)
    kinds = (
        "refer lead share threshold pregnancy disagreement service training definition fact follow-up urgent verdict"
    )
    assert len(cases) == 20
    assert {*kinds.split(), "not-in-guidance", "out-of-scope"} <= {tag for case in cases for tag in case.tags}
    assert {Outcome.URGENT, Outcome.REFUSED, Outcome.NOT_IN_GUIDANCE} <= {case.outcome for case in cases}
    assert len(read_suite(DATA / "answers-seeds.jsonl")) == 10
    asked = {
        line["question"].lower() for path in SUITES.glob("*.jsonl") for line in _objects(path) if "question" in line
    }
    assert not asked & {case.question.lower() for case in (*cases, *read_suite(DATA / "answers-seeds.jsonl"))}


def test_a_judgement_counts_for_the_answer_that_was_read_only(results: Sequence[Result]) -> None:
    first, second, third = results
    read = {
        first.case.id: reading(first, text_hash(first.reply.answer)),
        second.case.id: reading(second, "of another answer"),
    }
    found = readings(results, read)
    page = page_in_full(found)
    assert [it.changed for it in found] == [False, True, False]
    assert "0 could be acted on, 1 in part, 0 could not; 1 changed since they were read, 1 were not read yet." in page
    assert page.count("The number is missing.") == page.count(CHANGED) == page.count(f"**Read:** {NOT_READ}") == 1
    assert all(f"> {line}".rstrip() in page for line in third.reply.answer.text.split("\n"))


def test_a_page_by_address_has_no_text_of_a_document(results: Sequence[Result]) -> None:
    page = page_by_address(readings(results, {}))
    citations = [citation for result in results for citation in result.reply.answer.citations]
    assert all(citation.paragraph_id in page for citation in citations)
    assert not any(citation.quote in page or citation.title in page for citation in citations)


def test_a_sheet_comes_back_with_the_hash_of_what_was_read(results: Sequence[Result], tmp_path: Path) -> None:
    sheet, kept = tmp_path / "sheet.jsonl", tmp_path / "read.jsonl"
    write_sheet(sheet, readings(results, {}))
    lines = _objects(sheet)
    lines[0] |= {"verdict": "yes", "judgement": " Right. "}
    sheet.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert take_sheet(sheet, kept) == 1
    taken = read_readings(kept)
    changed = replace(results[0].reply.answer, text="Another answer.")
    other = replace(results[0], reply=replace(results[0].reply, answer=changed))
    assert [it.changed for it in readings([results[0], other], taken)] == [False, True]
    assert taken[results[0].case.id].judgement == "Right."
    write_sheet(sheet, readings(results, taken))
    assert [line["verdict"] for line in _objects(sheet)] == ["yes", "", ""]


@pytest.mark.parametrize("filled", [{"verdict": "good", "judgement": "Fine."}, {"verdict": "yes", "judgement": " "}])
def test_a_verdict_needs_its_word_and_its_reason(filled: dict[str, str], tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text(json.dumps({"id": "x", "question": "?", "answer": "0", **filled}), encoding="utf-8")
    with pytest.raises(SuiteError, match="verdict"):
        take_sheet(sheet, tmp_path / "read.jsonl")


def test_the_two_parts_of_the_page_are_written_apart(results: Sequence[Result], tmp_path: Path) -> None:
    page, found = tmp_path / "answers.md", readings(results, {})
    write_part(page, HEADINGS, "other", page_by_address(found))
    write_part(page, HEADINGS, "demo", page_in_full(found))
    parts = parts_of(page.read_text(encoding="utf-8"), HEADINGS)
    assert parts["demo"].rstrip() == page_in_full(found).rstrip()
    assert parts["other"].rstrip() == page_by_address(found).rstrip()


def test_every_reading_kept_is_of_a_question_that_is_asked() -> None:
    asked = {case.id for name in ("demo", "seeds") for case in read_suite(DATA / f"answers-{name}.jsonl")}
    assert set(read_readings(READ)) <= asked


def _objects(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
