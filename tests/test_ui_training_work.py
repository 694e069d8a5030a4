"""Work that takes longer than a page: it never goes back, always ends, stops when asked, and waits only so long a line."""

import threading
import time

import pytest

from corpus.errors import QuizError
from ui.training_work import MOST_AT_ONCE, Outcome, Stopped, TrainingWork, Work


def test_work_never_goes_back_and_always_ends():
    room, far = TrainingWork(), []

    def task(work: Work) -> Outcome:
        for done, of in ((1, 10), (10, 10), (1, 5), (5, 5)):
            work.report("Reading paragraphs", done, of)
            far.append((work.done, work.of))
        return Outcome(said="made", quiz=work.quiz, count=1)

    work = room.start("One", task, of=15)
    ended = ends(work)
    assert (ended.said, far) == ("made", [(1, 15), (10, 15), (11, 15), (15, 15)])
    assert ends(room.start("Two", lambda _: (_ for _ in ()).throw(QuizError("No.\nNot so.")))).notes == (
        "No.",
        "Not so.",
    )


def test_work_stops_when_asked():
    begun, room = threading.Event(), TrainingWork()

    def task(work: Work) -> Outcome:
        while True:
            begun.set()
            work.report("Reading paragraphs", 1, 2)
            time.sleep(0.01)

    work = room.start("One", task)
    assert begun.wait(10)
    work.stop.set()
    assert ends(work).said == "stopped"
    with pytest.raises(Stopped):
        work.report("", 1, 2)


def test_too_much_work_at_once_is_refused_and_more_fits_when_some_has_ended():
    go, room = threading.Event(), TrainingWork()

    def task(work: Work) -> Outcome:
        go.wait(10)
        return Outcome(said="made", quiz=work.quiz)

    begun = [room.start(f"Set {at}", task) for at in range(MOST_AT_ONCE)]
    with pytest.raises(QuizError, match="Try again"):
        room.start("One more", task)
    go.set()
    assert {ends(it).said for it in begun} == {"made"}
    assert ends(room.start("One more", task)).quiz == "One more"


def ends(work: Work) -> Outcome:
    for _ in range(1000):
        if work.outcome:
            return work.outcome
        time.sleep(0.01)
    raise AssertionError("The work does not end.")
