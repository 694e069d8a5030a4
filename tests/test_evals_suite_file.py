"""Suites that are changed at the desk: written and read back alike, as lines and as a spreadsheet."""

import json
from dataclasses import replace
from datetime import date

import pytest
from evals_desk import vale_settings

from assistant.outcome import Outcome
from corpus.errors import SuiteError
from corpus.library import Library
from evals.case import Case, MustCite
from evals.case_cells import case_of_cells, cells_of, sheet_of
from evals.proposals import CaseState
from evals.shelf import Shelf
from evals.suite import read_suite
from evals.suite_file import Entry, decide, entry_line, keep_former, put_entry, read_entries, write_entries
from evals.suite_template import write_rows

FULL = Case(
    id="full",
    question="Who leads; and until when?",
    outcome=Outcome.ANSWERED,
    tags=("lead", "baby"),
    history=("Is there a lead?", 'She said "later"; is that right?'),
    area="vale",
    must_cite=(MustCite(document="vale-guide", quote="The community midwife leads", number="1.1"),),
    as_of=date(2026, 3, 1),
    may_cite=(MustCite(document="vale-guide", quote="with its time"),),
    must_not_cite=(MustCite(document="vale-guide", quote="The safety plan is reviewed every 7 weeks.", number="3.1"),),
    must_say=("community midwife", "until a social worker; is allocated"),
    must_not_say=("nobody leads",),
    note="Asked often.",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    library = Library.open(vale_settings(tmp_path_factory.mktemp("vale")).data)
    yield Shelf.of(library)
    library.close()


def test_a_line_reads_back_as_it_was_in_every_state(tmp_path):
    path = tmp_path / "suites" / "a.jsonl"
    entries = tuple(Entry(case=replace(FULL, id=state.value), state=state) for state in CaseState)
    write_entries(path, entries)
    assert read_entries(path) == entries
    assert [case.id for case in read_suite(path)] == ["accepted"]


def test_cells_read_back_as_the_case_that_they_were_made_of(shelf, tmp_path):
    read = case_of_cells(cells_of(FULL, shelf), shelf)
    assert read.mistakes == ()
    same_turns = (FULL.history[0], FULL.history[1].replace('"', "'"))
    assert read.case == replace(FULL, history=same_turns)
    for name in ("a.xlsx", "a.csv"):
        write_rows(tmp_path / name, sheet_of([FULL], shelf))
        assert read_suite(tmp_path / name, shelf) == (replace(FULL, history=same_turns),)
    assert cells_of(FULL, shelf)["must not cite"] == "vale-guide 3.1"


def test_an_entry_takes_the_place_of_its_id_and_a_decision_meets_only_those_chosen():
    entries = (Entry(case=FULL), Entry(case=replace(FULL, id="b")))
    changed = put_entry(entries, Entry(case=replace(FULL, id="b", question="Who?"), state=CaseState.PROPOSED))
    assert [it.case.question for it in changed] == [FULL.question, "Who?"]
    assert [it.case.id for it in put_entry(entries, Entry(case=replace(FULL, id="c")))] == ["full", "b", "c"]
    assert [it.state for it in decide(changed, {"full"}, CaseState.DROPPED)] == [CaseState.DROPPED, CaseState.PROPOSED]


def test_every_wrong_line_is_told_and_the_former_file_is_kept(tmp_path):
    path = tmp_path / "a.jsonl"
    good = entry_line(Entry(case=FULL))
    path.write_text(f"{good}\n{{\n{json.dumps({'id': 'x', 'outcome': 'maybe'})}\n{good}\n", encoding="utf-8")
    with pytest.raises(SuiteError) as found:
        read_entries(path)
    assert [line.split(":")[0].strip() for line in str(found.value).splitlines()[1:]] == ["line 2", "line 3", "line 4"]
    kept = keep_former(path)
    assert kept is not None
    assert kept.read_bytes() == path.read_bytes()
    assert keep_former(tmp_path / "none.jsonl") is None
