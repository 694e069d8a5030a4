"""The child process of the bench of sizes: floor and answer in turn. `python -m evals.bench_sizes_child DATA SHARED ROUNDS`.

It prints one JSON object: milliseconds by round, the first round left out, and what the library holds.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.ending import COMPLETENESS
from assistant.question import Question
from corpus.snapshot import Snapshot
from evals.bench_exact import recall_of_index
from evals.bench_floor import nearest_by_scan
from evals.bench_material import PROJECT
from evals.bench_memory import resident_now
from evals.bench_soundingboard import data_in
from evals.suite import read_suite

SUITES = ("demo.jsonl", "demo-questions.jsonl")
K = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Milliseconds of floor and answer, question by question, and the answers."""

    floor: tuple[float, ...]
    answer: tuple[float, ...]
    answers: tuple[Answer, ...]


def main() -> None:
    """Ask every question ROUNDS times and once unmeasured before that; print what it took."""
    data, shared, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    board = Board.open(data_in(data))
    with board.shelf.snapshot() as snapshot:
        asked = questions(shared, frozenset(snapshot.areas))
        timed = [one_round(asked, board, snapshot, answer_first=bool(number % 2)) for number in range(rounds + 1)][1:]
        found = {
            "floor": [it.floor for it in timed],
            "answer": [it.answer for it in timed],
            "steps": _steps([answer for it in timed for answer in it.answers]),
            "answered": sum(answer.outcome in COMPLETENESS for answer in timed[-1].answers),
            "resident_mb": resident_now(),
            **_holding(asked, board, snapshot),
        }
    sys.stdout.write(json.dumps(found) + "\n")
    board.close()


def questions(shared: Path, areas: frozenset[str]) -> list[Question]:
    """The answerable questions of the demonstration suites, and of `shared/eval` where that is; an unknown area is left out.

    Questions that must end early (urgent, refused, out of scope) are not asked: they would make the median smaller.
    """
    further = shared / "eval" / "dev.jsonl"
    suites = [PROJECT / "evals" / "suites" / name for name in SUITES] + ([further] if further.is_file() else [])
    cases = [case for path in suites for case in read_suite(path) if case.answerable]
    return [(it if it.area in areas else replace(it, area=None)).asked() for it in cases]


def one_round(asked: Sequence[Question], board: Board, snapshot: Snapshot, *, answer_first: bool) -> Round:
    """Every question once to both. Which comes first changes with the round: neither always finds the vectors warm."""
    generation, embedder = snapshot.generation, board.embedder_for(snapshot)

    def floor(question: Question) -> object:
        vector = embedder.embed_query(question.text)
        return nearest_by_scan(generation.windows, generation.window_rows, vector, K)

    floors, taken, answers = [], [], []
    for question in asked:
        if not answer_first:
            floors.append(_milliseconds(partial(floor, question))[0])
        milliseconds, answer = _milliseconds(partial(ask, question, board))
        taken.append(milliseconds)
        answers.append(answer)
        if answer_first:
            floors.append(_milliseconds(partial(floor, question))[0])
    return Round(floor=tuple(floors), answer=tuple(taken), answers=tuple(answers))


def _milliseconds(call: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    found = call()
    return (time.perf_counter() - started) * 1000, found


def _steps(answers: Sequence[Answer]) -> dict[str, list[float]]:
    """The milliseconds of each step, of the answers in which it ran."""
    names = dict.fromkeys(name for answer in answers for name in answer.timings_ms)
    return {name: [it.timings_ms[name] for it in answers if name in it.timings_ms] for name in names}


def _holding(asked: Sequence[Question], board: Board, snapshot: Snapshot) -> dict[str, Any]:
    embedder = board.embedder_for(snapshot)
    return {
        "paragraphs": len(snapshot.generation.entries),
        "documents": len(snapshot.documents),
        "sentences": len(snapshot.generation.sentences),
        "recall": recall_of_index(snapshot.generation, [embedder.embed_query(it.text) for it in asked]),
    }


if __name__ == "__main__":
    main()
