import sqlite3
from datetime import UTC, date, datetime

import pytest

from assistant.answer import Answer, answer_json
from assistant.outcome import Completeness, Outcome
from corpus.document import Nation
from corpus.scope import Scope
from ui.records import FILE, Records


@pytest.fixture
def records(tmp_path):
    opened = Records.open(tmp_path)
    yield opened
    opened.close()


def answer(answer_id="019a0000-0000-7000-8000-000000000001"):
    return Answer(
        id=answer_id,
        question="[name] uses heroin",
        outcome=Outcome.NOT_IN_GUIDANCE,
        completeness=Completeness.NONE,
        message="Nothing was found.",
        scope=Scope(area="here", nation=Nation.ENGLAND, date=date(2026, 1, 2)),
        scope_notes=(),
        urgent=None,
        sections=(),
        citations=(),
        questions=(),
        people=(),
        not_said=(),
        text="Nothing was found.",
        timings_ms={"ask": 1.5},
        library="f00d",
        asked_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    )


def test_an_answer_comes_back_as_it_was_shown(records):
    records.keep(answer())
    assert records.answer(answer().id) == answer_json(answer())


def test_the_same_answer_twice_is_kept_once(records):
    records.keep(answer())
    records.keep(answer())
    assert records.count() == 1


def test_answers_and_feedback_outlive_the_process(tmp_path):
    first = Records.open(tmp_path)
    first.keep(answer())
    assert first.add_feedback(answer().id, helpful=False, comment="Who leads?")
    first.close()
    again = Records.open(tmp_path)
    assert again.feedback(answer().id) == ((False, "Who leads?"),)
    again.close()


def test_feedback_about_an_answer_that_nobody_gave_is_not_kept(records):
    assert not records.add_feedback("no-such-answer", helpful=True, comment="")
    assert records.feedback("no-such-answer") == ()


def test_a_reader_does_not_wait_for_a_writer(tmp_path, records):
    records.keep(answer())
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert records.answer(answer().id) is not None
    writer.execute("ROLLBACK")
    writer.close()
