import json
from collections.abc import Iterator
from io import StringIO

import pytest
from rich.console import Console

from assistant.board import Board
from assistant.outcome import Outcome
from corpus.library import Library
from corpus.settings import PROJECT, Settings
from evals.case import Case, MustCite
from evals.figures import Count, figures, missed, run_json
from evals.run import SCORERS, Run, run_suite
from evals.run_table import run_table
from evals.suite import read_suite

QUOTE = "must offer a lockable box at the first appointment"
RIGHT = MustCite(document="thornmere-protocol", quote=QUOTE, number="5.5")
WRONG = MustCite(document="aldwater-protocol", quote=QUOTE, number="6.1")
ASKED = "When must Harbour offer a lockable box to a parent with take-home medication?"
CASES = (
    Case(id="right", question=ASKED, outcome=Outcome.ANSWERED, tags=("a",), area="thornmere", must_cite=(RIGHT,)),
    Case(id="wrong", question=ASKED, outcome=Outcome.ANSWERED, tags=("a",), area="thornmere", must_cite=(WRONG,)),
    Case(id="not", question=ASKED, outcome=Outcome.NOT_IN_GUIDANCE, tags=("b",), area="thornmere"),
    Case(
        id="urgent",
        question="There is a man with an axe at the door and two toddlers behind it",
        outcome=Outcome.URGENT,
        tags=("b",),
    ),
)


@pytest.fixture(scope="module")
def library(demo_settings: Settings) -> Iterator[Library]:
    library = Library.open(demo_settings.data)
    yield library
    library.close()


@pytest.fixture(scope="module")
def run(demo_board: Board, library: Library) -> Run:
    return run_suite("small", CASES, demo_board, library)


def test_every_case_has_every_score(run: Run) -> None:
    assert [result.case.id for result in run.results] == ["right", "wrong", "not", "urgent"]
    assert all(list(result.scores) == list(SCORERS) for result in run.results)
    assert run.fingerprint


def test_figures_count_what_was_scored(run: Run) -> None:
    found = figures(run)
    assert found.evidence[1] is not None
    assert (found.evidence[1].mean, found.evidence[1].n) == (0.5, 2)
    assert found.number is not None
    assert found.number.n == 1
    assert found.by_tag == {"a": Count(n=2, of=2), "b": Count(n=1, of=2)}
    assert (found.urgent, found.false_urgent) == (Count(n=1, of=1), Count(n=0, of=3))
    assert (found.turned_down, found.refused) == (Count(n=0, of=1), Count(n=0, of=2))
    assert found.verbatim == Count(n=3, of=3)
    assert 0 < found.p50_ms <= found.p95_ms


def test_misses_are_those_to_look_at_and_show_addresses_only(run: Run) -> None:
    assert [result.case.id for result in missed(run)] == ["wrong", "not"]
    shown = StringIO()
    Console(file=shown, width=400).print(run_table(run, misses=True))
    assert "aldwater-protocol:6.1" in shown.getvalue()
    assert "thornmere-protocol:5.5" in shown.getvalue()
    assert "lockable" not in shown.getvalue()


def test_a_run_is_plain_json_without_texts(run: Run) -> None:
    written = json.dumps(run_json(run))
    assert json.loads(written)["cases"][0]["cited"][0] == "thornmere-protocol:5.5"
    assert "lockable" not in written


def test_the_demonstration_suite_is_answered_from_its_evidence(demo_board: Board, library: Library) -> None:
    found = figures(run_suite("demo", read_suite(PROJECT / "evals" / "suites" / "demo.jsonl"), demo_board, library))
    assert found.evidence[3] is not None
    assert found.evidence[3].mean >= 0.4
    assert found.verbatim.n == found.verbatim.of > 50
