"""Runs that are going: found again, stopped, refused beside another, and told apart from those that died."""

import sys
import time

import pytest

from corpus.errors import RunError, Unknown
from evals.run_progress import RunStage
from ui.going_runs import GoingRuns

WAITS = """
import sys, time
from pathlib import Path
from corpus.errors import RunStopped
from evals.run_progress import telling
try:
    with telling(Path(sys.argv[sys.argv.index("--progress") + 1])) as progress:
        while True:
            progress.told(3, 9)
            time.sleep(0.02)
except RunStopped:
    pass
"""
ENDS = """
import sys
from pathlib import Path
from evals.run_progress import RunStage, telling
with telling(Path(sys.argv[sys.argv.index("--progress") + 1])) as progress:
    progress.write(RunStage.DONE, runs=["20260302T093000Z-made-0001"])
"""
DIES = "import sys; print('soundingboard: nothing to ask', file=sys.stderr); sys.exit(3)"


@pytest.fixture
def started(tmp_path):
    """Start runs of a program; what is left of them is ended afterwards."""
    made = []

    def started(program):
        made.append(GoingRuns(tmp_path, (sys.executable, "-c", program)))
        return made[-1], made[-1].start("refer", ["suite.jsonl"])

    yield started
    for going in made:
        going.close()


def until(going, name, wanted):
    """The run, when what is wanted of it holds."""
    for _ in range(3000):
        if wanted(found := going.find(name)):
            return found
        time.sleep(0.02)
    raise AssertionError(found)


def test_a_run_is_found_by_another_server_and_stops_when_it_is_asked_to(started, tmp_path):
    going, it = started(WAITS)
    other = GoingRuns(tmp_path)
    found = until(other, it.id, lambda it: it.of)
    assert (found.suite, found.stage, found.asked, found.of) == ("refer", RunStage.ASKING, 3, 9)
    with pytest.raises(RunError, match="refer is going"):
        other.start("lead", [])
    other.stop(it.id)
    assert until(going, it.id, lambda it: not it.is_going).stage is RunStage.STOPPED


def test_a_run_that_ends_names_what_it_stored(started):
    going, it = started(ENDS)
    found = until(going, it.id, lambda it: not it.is_going)
    assert (found.stage, found.run) == (RunStage.DONE, "20260302T093000Z-made-0001")


def test_a_run_that_dies_says_its_last_words(started):
    going, it = started(DIES)
    found = until(going, it.id, lambda it: not it.is_going)
    assert (found.stage, found.why) == (RunStage.FAILED, "soundingboard: nothing to ask")


def test_what_was_going_when_a_server_ended_has_ended_too(started):
    going, it = started(WAITS)
    until(going, it.id, lambda it: it.of)
    going.close()
    assert going.find(it.id).stage is RunStage.FAILED


def test_no_other_path_is_a_run(tmp_path):
    with pytest.raises(Unknown):
        GoingRuns(tmp_path).find("../records.sqlite")
