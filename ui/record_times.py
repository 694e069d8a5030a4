"""The child process of the bench that keeps answers as the server does. `python -m ui.record_times DATA MOST`.

It prints one JSON object: milliseconds of recording each answer to the demonstration suite's questions, at most MOST of them,
after one pass that is not counted. The answers themselves are not timed.
"""

import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from assistant.answer_id import new_answer_id
from assistant.ask import ask
from assistant.board import Board
from corpus.settings import load_settings
from evals.suite import read_suite
from ui.commands_evals import DEMO_SUITE
from ui.records import Records


def main() -> None:
    """Answer, keep every answer in records of its own, and print what keeping took."""
    data, most = Path(sys.argv[1]), int(sys.argv[2])
    board = Board.open(load_settings().model_copy(update={"data": data}))
    answers = [ask(case.asked(), board) for case in read_suite(DEMO_SUITE) if case.answerable][:most]
    with tempfile.TemporaryDirectory(prefix="bench-", dir=data) as folder:
        records = Records.open(Path(folder))
        for number in range(2):
            taken = []
            for answer in answers:
                again = replace(answer, id=new_answer_id()) if number else answer
                started = time.perf_counter()
                records.keep(again)
                taken.append((time.perf_counter() - started) * 1000)
        records.close()
    sys.stdout.write(json.dumps({"milliseconds": taken}) + "\n")
    board.close()


if __name__ == "__main__":
    main()
