"""The child process of the bench: one contender, driven by JSON lines. `python -m evals.bench_child NAME`.

A request is `{"do": …, "folder": …, "k": …}`; the reply is one JSON object. Whatever libraries print goes to standard error.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from evals.bench_contender import Contender, Found, contenders
from evals.bench_material import Material, material
from evals.bench_memory import resident_now
from evals.case import Case
from evals.fold import fold

DEEPEST = 5


def main() -> None:
    """Answer requests until standard input ends."""
    replies = _own_output()
    given = material()
    contender = contenders()[sys.argv[1]](given)
    for line in sys.stdin:
        request = json.loads(line)
        reply = do(contender, given, request["do"], Path(request.get("folder") or "."))
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


def do(contender: Contender, given: Material, what: str, folder: Path) -> dict[str, Any]:
    """Carry out one request. Seconds are wall time. Raises KeyError for a request that the bench does not know."""
    scored = [case for case in given.cases if case.must_cite]
    requests: Mapping[str, Callable[[], dict[str, Any]]] = {
        "load": lambda: {"seconds": _seconds(contender.load)},
        "ingest": lambda: {"seconds": _seconds(partial(contender.ingest, folder))},
        "open": lambda: {"seconds": _seconds(partial(contender.open, folder))},
        "time search": lambda: {"seconds": [_seconds(partial(contender.search, case)) for case in given.cases]},
        "time answer": lambda: {"seconds": [_seconds(partial(contender.answer, case)) for case in given.cases]},
        "score": lambda: {"ranks": {case.id: first_rank(case, contender.found(case, DEEPEST)) for case in scored}},
        "index recall": lambda: {"recall": contender.index_recall()},
        "memory": lambda: {"resident_mb": resident_now()},
    }
    return requests[what]()


def first_rank(case: Case, found: tuple[Found, ...]) -> int | None:
    """The rank, from 1, of the first result with the document and the quote of a `must_cite`; None where there is none.

    The quote is looked for on [a-z0-9] only, in the whole text of the result.
    """
    for rank, result in enumerate(found, start=1):
        text = fold(result.text)
        if any(result.document == cited.document and fold(cited.quote) in text for cited in case.must_cite):
            return rank
    return None


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _own_output() -> TextIO:
    """Standard output for replies alone: file descriptor 1 is pointed at standard error before anything else can print."""
    kept = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return kept


if __name__ == "__main__":
    main()
