"""Training work: what takes longer than a page may (making items, linking a bank), done beside it and watched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Event, Lock, Thread

from corpus.errors import QuizError, SoundingBoardError

MOST_KEPT = 50
"""Pieces of work that are remembered; the oldest that has ended goes first."""
MOST_AT_ONCE = 20
"""Pieces of work that are done or wait for their turn; more are refused."""


class Stopped(Exception):
    """Somebody asked for the work to stop. Nothing of it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How work ended. said: its name in the wording. count: items kept. notes: what was left out, one line each. failed: nothing
    was kept.
    """

    said: str
    quiz: str
    count: int = 0
    notes: tuple[str, ...] = ()
    failed: bool = False


@dataclass(slots=True, kw_only=True)
class Work:
    """One piece of work. done, of: how far it is, both 0 until that is known; `done` never falls. outcome: None until it ends."""

    id: str
    quiz: str
    doing: str = ""
    done: int = 0
    of: int = 0
    outcome: Outcome | None = None
    stop: Event = field(default_factory=Event)
    _before: int = 0
    _last: tuple[int, int] = (0, 0)

    def report(self, doing: str, done: int, of: int) -> None:
        """Note how far it is; several stretches one after the other count as one. Raises Stopped where that was asked for."""
        if self.stop.is_set():
            raise Stopped
        if done < self._last[0]:
            self._before += self._last[1]
        self._last = (done, of)
        self.doing = doing
        self.of = max(self.of, self._before + of)
        self.done = max(self.done, min(self._before + done, self.of))


class TrainingWork:
    """Every piece of work of this process. At most one is at work at a time: the others wait, so that answers stay quick."""

    def __init__(self) -> None:
        self._known: dict[str, Work] = {}
        self._lock = Lock()
        self._turn = Lock()

    def start(self, quiz: str, task: Callable[[Work], Outcome], of: int = 0) -> Work:
        """Begin a task for the set of this name. of: how much there is to do, where that is known.

        Raises QuizError where too much waits already.
        """
        work = Work(id=token_urlsafe(9), quiz=quiz, of=of)
        with self._lock:
            waiting = sum(it.outcome is None for it in self._known.values())
            if waiting >= MOST_AT_ONCE:
                raise QuizError(
                    f"Expected fewer than {MOST_AT_ONCE} sets on their way, found {waiting}. Try again when some are ready."
                )
            ended = [key for key, it in self._known.items() if it.outcome]
            for key in ended[: max(0, len(self._known) - MOST_KEPT)]:
                del self._known[key]
            self._known[work.id] = work
        Thread(target=self._run, args=(work, task), daemon=True).start()
        return work

    def get(self, work_id: str) -> Work | None:
        """A piece of work; None where it is not known (any more)."""
        return self._known.get(work_id)

    def _run(self, work: Work, task: Callable[[Work], Outcome]) -> None:
        """Whatever happens, the work ends, and whoever watches is told how."""
        outcome = Outcome(said="fault", quiz=work.quiz, failed=True)
        try:
            with self._turn:
                work.report("", 0, work.of)
                outcome = task(work)
        except Stopped:
            outcome = Outcome(said="stopped", quiz=work.quiz, failed=True)
        except SoundingBoardError as error:
            outcome = Outcome(said="refused", quiz=work.quiz, notes=tuple(str(error).splitlines()), failed=True)
        finally:
            work.outcome = outcome
