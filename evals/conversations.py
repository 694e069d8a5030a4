"""Conversations: `python -m evals.conversations` plays the conversations of `suites/` on the demonstration library and
judges every line by meaning.

A line is right where everything it expects and that can be checked holds: how it ended, that one of the paragraphs or services
named is cited, that none is cited that must not be, which area it is for, which lines of a criteria map are said, that
something is asked back (`asks_any`: about one of these lines of a map), and that a reply has marked the line that was asked
about (`takes_reply`). An urgent answer names whom to ring and nothing else: where it is right, nothing else is asked of it.
What is remembered in free words is not checked. Shares are printed for both halves; lines are listed of the tuning half only
(sha256 of the id begins with an even digit).
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.ask import ask
from assistant.board import Board
from assistant.criteria_reply import REVERSE, LineStatus
from assistant.outcome import Outcome
from assistant.question import Question, Turn
from corpus.criteria import CriteriaLine
from corpus.library import Library
from evals.demo_library import demo_library
from evals.fit_criteria import is_tuning
from evals.fold import find_folded
from evals.score import SAME_ENDING

SUITES = Path(__file__).parent / "suites"
WRITTEN = ("conversations.jsonl", "conversations-further.jsonl")
"""The second was written before anything was run on it, and for the tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One turn of a conversation as it was judged. wrong: what did not hold, empty where the line is right."""

    conversation: str
    place: int
    say: str
    wrong: tuple[str, ...]

    @property
    def name(self) -> str:
        """The conversation's id and the turn's place in it, from 1."""
        return f"{self.conversation}.{self.place}"


def conversations(written: str = WRITTEN[0]) -> list[dict[str, Any]]:
    """The conversations of a suite as plain values."""
    return [json.loads(line) for line in (SUITES / written).read_text(encoding="utf-8").splitlines()]


def play(conversation: Mapping[str, Any], board: Board, library: Library) -> Iterator[Line]:
    """Every line of a conversation that expects something; each turn knows the ones before it as their answers showed them."""
    history: tuple[Turn, ...] = ()
    before: Answer | None = None
    for place, turn in enumerate(conversation["turns"], 1):
        answer = ask(Question(text=turn["say"], history=history, area=conversation["area"]), board)
        history = (*history, Turn(question=answer.question, answer_id=answer.id))
        if turn["expect"]:
            wrong = (*_wrong(turn["expect"], answer, library), *_not_taken(turn["expect"], answer, before, library))
            yield Line(conversation=conversation["id"], place=place, say=turn["say"], wrong=wrong)
        before = answer


def _wrong(expect: Mapping[str, Any], answer: Answer, library: Library) -> Iterator[str]:
    endings = {SAME_ENDING.get(it, it) for it in expect.get("outcome", ())}
    if endings and SAME_ENDING.get(answer.outcome, answer.outcome) not in endings:
        yield f"ended as {answer.outcome}"
    if answer.outcome is Outcome.URGENT and Outcome.URGENT in endings:
        return
    wanted = expect.get("cite_any", ())
    if wanted and not any(_cites(answer, it, library) for it in wanted):
        yield "cites " + ", ".join(it.paragraph_id for it in answer.citations)
    unwanted = {it.document_id for it in answer.citations} & set(expect.get("not_cite", ()))
    if unwanted:
        yield f"cites {', '.join(sorted(unwanted))}"
    if "scope_area" in expect and answer.scope.area != expect["scope_area"]:
        yield f"is for {answer.scope.area}"
    if expect.get("cite_none") and answer.citations:
        yield "searches"
    yield from _unasked(expect, answer, library)
    yield from _forgotten(expect.get("remembers", ()), answer)


def _cites(answer: Answer, wanted: Mapping[str, Any], library: Library) -> bool:
    if wanted["document"] == "services":
        return wanted["number"] in {it.id for it in answer.services}
    return any(
        it.document_id == wanted["document"]
        and find_folded(library.paragraph(it.paragraph_id, it.edition).text, wanted["quote"]) is not None
        for it in answer.citations
    )


def _unasked(expect: Mapping[str, Any], answer: Answer, library: Library) -> Iterator[str]:
    if (expect.get("asks_about") or expect.get("asks_any")) and not answer.questions:
        yield "asks nothing back"
    elif expect.get("asks_any"):
        asked = {f"{name}/{line.id}" for name, line in _asked(answer, library)}
        if not asked & set(expect["asks_any"]):
            yield "asks about " + ", ".join(sorted(asked))


def _asked(answer: Answer, library: Library) -> list[tuple[str, CriteriaLine]]:
    """The lines of the area's maps that the questions back are about, in the order of the questions."""
    maps = library.criteria(answer.scope.area) if answer.scope.area else ()
    lines = {line.ask: (it.id, line) for it in maps for line in it.lines if line.ask}
    return [lines[it] for it in answer.questions if it in lines]


def _not_taken(expect: Mapping[str, Any], answer: Answer, before: Answer | None, library: Library) -> Iterator[str]:
    """Whether the line that was asked about first is now as a reply of this kind (yes, no or not_said) makes it."""
    if "takes_reply" not in expect:
        return
    asked = _asked(before, library) if before else []
    if not asked:
        yield "nothing had been asked"
        return
    name, line = asked[0]
    meant = LineStatus(line.yes) if line.yes else LineStatus.NOT_SAID
    wanted = {"yes": meant, "no": REVERSE[meant]}.get(expect["takes_reply"], LineStatus.NOT_SAID)
    yield from _forgotten([f"{name}/{line.id}: {wanted}"], answer)


def _forgotten(remembers: Sequence[str], answer: Answer) -> Iterator[str]:
    shown = answer.criteria
    statuses = {f"{shown.map}/{it.id}": str(it.status) for it in shown.lines} if shown else {}
    for it in remembers:
        line, _, status = it.partition(": ")
        if "/" in line and status in list(LineStatus) and statuses.get(line) != status:
            yield f"{line} is {statuses.get(line, 'not laid out')}, not {status}"


def share(lines: Sequence[Line]) -> float:
    """Lines right over lines judged."""
    return sum(not it.wrong for it in lines) / max(len(lines), 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share of lines right in both halves, and what was wrong in the tuning half."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--misses", action="store_true")
    shows = parser.parse_args(arguments).misses
    settings = demo_library()
    board, library = Board.open(settings), Library.open(settings.data)
    for written in WRITTEN:
        found = {it["id"]: tuple(play(it, board, library)) for it in conversations(written)}
        for half, tuning in (("tuning", True), ("held", False)):
            own = {name: lines for name, lines in found.items() if is_tuning(name) is tuning}
            _report(f"{written} {half}", own, shows=shows and tuning)


def _report(name: str, found: Mapping[str, Sequence[Line]], *, shows: bool) -> None:
    lines = [line for own in found.values() for line in own]
    whole = sum(share(own) == 1 for own in found.values())
    print(f"{name}: {share(lines):.3f} of {len(lines)} lines, {whole} of {len(found)} conversations")  # noqa: T201
    for line in lines if shows else ():
        if line.wrong:
            print(f"  {line.name} {line.say[:70]!r}: {'; '.join(line.wrong)}")  # noqa: T201


if __name__ == "__main__":
    main()
