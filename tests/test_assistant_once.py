"""What a call works out once: it must change no answer, be shared by nobody else, and be gone when the call ends."""

import threading

import pytest

from assistant.board import Board
from assistant.clock import Clock
from assistant.look import Looked, Sight, look
from assistant.once import once, one_call
from assistant.question import Question
from assistant.scope import resolve_scope
from assistant.understand import understand

QUESTIONS = (
    "How soon must a referral be confirmed in writing, and who does it?",
    "my client is 20 weeks pregnant and still using, she wont see the midwife. should I refer?",
    "Can I share what I know about a father without asking him?",
    "What happens if the two managers cannot agree?",
)


class Counted:
    """A step that counts how often it worked."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.heard = once(self._hear)

    def _hear(self, text: str, rule: object) -> tuple[str, object]:
        self.texts.append(text)
        return text, rule


def test_a_thing_is_worked_out_once_in_a_call_and_anew_in_the_next() -> None:
    step, rule, other = Counted(), [1], [1]
    for _ in range(2):
        with one_call():
            assert step.heard("a" + "b", rule) is step.heard("ab", rule)
            assert step.heard("ab", other)[1] is other, "an equal thing is not the same thing"
    assert step.texts == ["ab", "ab"] * 2


def test_outside_a_call_nothing_is_kept() -> None:
    step = Counted()
    step.heard("ab", None)
    with one_call():
        step.heard("ab", None)
    step.heard("ab", None)
    assert step.texts == ["ab"] * 3


def test_another_thread_has_nothing_of_it() -> None:
    step = Counted()
    with one_call():
        step.heard("ab", None)
        thread = threading.Thread(target=step.heard, args=("ab", None))
        thread.start()
        thread.join()
    assert step.texts == ["ab", "ab"]


def test_what_ends_in_an_error_is_let_go_too() -> None:
    step = Counted()

    @one_call()
    def fails() -> None:
        step.heard("ab", None)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fails()
    step.heard("ab", None)
    assert step.texts == ["ab", "ab"]


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_is_found_and_how_it_is_judged_is_the_same_without_it(demo_board: Board, text: str) -> None:
    question = Question(text=text, area="thornmere")
    apart = _looked(question, demo_board)
    with one_call():
        together = _looked(question, demo_board)
    assert together.verdict == apart.verdict
    assert [(it.paragraph.id, it.score, it.features) for it in together.found.evidence] == [
        (it.paragraph.id, it.score, it.features) for it in apart.found.evidence
    ]


def _looked(question: Question, board: Board) -> Looked:
    with board.shelf.snapshot() as snapshot:
        understood = understand(question, snapshot)
        scoped = resolve_scope(question, understood, snapshot, board.wording)
        sight = Sight(snapshot=snapshot, board=board, embedder=board.embedder_for(snapshot), clock=Clock())
        return look(question, understood, scoped, sight)
