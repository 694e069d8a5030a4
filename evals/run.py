"""Run: one suite asked of one library, through the assistant's own steps."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.ask import ask
from assistant.board import Board
from corpus.library import Library
from corpus.settings import Settings
from evals.case import Case
from evals.reply import Reply
from evals.score import (
    Score,
    evidence_at,
    number_equal,
    outcome_right,
    quotes_verbatim,
    refused_rightly,
    refused_wrongly,
    span_overlap,
    urgent_right,
)
from evals.scorers import FURTHER_SCORERS

Scorer = Callable[[Case, Reply], Score]
Told = Callable[[int, int], None]
"""Hears how many questions of how many were asked; what it raises ends the run."""
DEPTHS = (1, 3, 5)
SCORERS: Mapping[str, Scorer] = {
    **{f"evidence@{k}": partial(evidence_at, k=k) for k in DEPTHS},
    "span overlap": span_overlap,
    "number": number_equal,
    "outcome": outcome_right,
    "urgent": urgent_right,
    "refused rightly": refused_rightly,
    "refused wrongly": refused_wrongly,
    "verbatim": quotes_verbatim,
    **FURTHER_SCORERS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One case with its reply and every score, unscored ones included."""

    case: Case
    reply: Reply
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One suite on one library. `fingerprint` is the library's; `results` are in the suite's order."""

    suite: str
    fingerprint: str
    results: tuple[Result, ...]


def _nobody(asked: int, of: int) -> None:
    """Told how far a run is, says nothing."""


def run_suite(suite: str, cases: Sequence[Case], board: Board, library: Library, told: Told = _nobody) -> Run:
    """Ask every case once, in order, and score what comes back. `told` hears how many were asked before each, and at the end.

    The library must hold what the board answers from. Raises what asking raises: UnknownArea where a case names an area
    that the library does not have, LibraryUnusable where there is nothing to ask.
    """
    results = []
    for at, case in enumerate(cases):
        told(at, len(cases))
        results.append(_result(case, board, library))
    told(len(cases), len(cases))
    pointer = library.pointer()
    return Run(suite=suite, fingerprint=pointer.fingerprint if pointer else "", results=tuple(results))


def _over_all(told: Told, before: int, of: int, asked: int, _of_these: int) -> None:
    told(before + asked, of)


def run_on(settings: Settings, suites: Sequence[tuple[str, Sequence[Case]]], told: Told = _nobody) -> tuple[Run, ...]:
    """Ask suites, each with its name, of the library in a data folder, made ready first as a server makes it.

    `told` hears how many were asked, over all suites. Raises LibraryUnusable where there is none.
    """
    library = Library.open(settings.data)
    board = Board.open(settings)
    done, of = 0, sum(len(cases) for _, cases in suites)
    try:
        board.warm()
        runs: list[Run] = []
        for name, cases in suites:
            runs.append(run_suite(name, cases, board, library, partial(_over_all, told, done, of)))
            done += len(cases)
        return tuple(runs)
    finally:
        board.close()
        library.close()


def _result(case: Case, board: Board, library: Library) -> Result:
    started = time.perf_counter()
    answer = ask(replace(case.asked(), explain=True), board)
    seconds = time.perf_counter() - started
    paragraphs = tuple(library.paragraph(cited.paragraph_id, cited.edition) for cited in answer.citations)
    reply = Reply(answer=answer, paragraphs=paragraphs, seconds=seconds)
    return Result(case=case, reply=reply, scores={name: scorer(case, reply) for name, scorer in SCORERS.items()})
