"""The child process that asks a library the questions of the bench. `python -m evals.bench_answers DATA`.

It prints a JSON list: milliseconds for each whole answer, after one pass that is not counted. No area is given, because the
copies of the ingest bench belong to none.
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from assistant.ask import ask
from assistant.board import Board
from evals.bench_material import material
from evals.bench_soundingboard import data_in


def main() -> None:
    """Ask every question twice and print the second times."""
    board = Board.open(data_in(Path(sys.argv[1])))
    questions = [replace(case, area=None).asked() for case in material().cases]
    taken: list[float] = []
    for _ in range(2):
        taken = []
        for question in questions:
            started = time.perf_counter()
            ask(question, board)
            taken.append((time.perf_counter() - started) * 1000)
    sys.stdout.write(json.dumps(taken) + "\n")


if __name__ == "__main__":
    main()
