"""Measure asked-as lines: `python -m evals.asked_as` attaches half of the demo bank's questions and asks the rest.

Three ways of asking, each with and without the lines, evidence in the first 1 and 5 paragraphs with 95% intervals:
    otherwise   the other half of the questions, each written to be unlike those that are attached: what lines can hardly help
    apart       questions of paragraphs that have no line, while half of the others have: what lines must not harm
    again       the attached questions, typed again with a quarter of their longer words misspelt: what lines are for
The encoder that is shipped has seen the bank; SOUNDINGBOARD_EMBEDDER=minilm-int8 measures one that has not.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.board import Board
from assistant.retrieve import Search, retrieve
from corpus.asked_as_attached import NONE, Attached, line_vector
from corpus.embedder import Embedder
from corpus.settings import DEMO_DOCUMENTS, Settings, load_settings
from corpus.snapshot import Snapshot
from evals.halves import Half, half_of
from evals.interval import Interval, interval
from evals.misspelling import misspelt
from evals.question_bank import BANK, BankQuestion, read_bank, resolve
from ingest.ingest import ingest

DEPTH = 5
SEED = 20261101


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """A question of the bank, and the row of the index that answers it."""

    question: BankQuestion
    row: int

    @property
    def attached(self) -> bool:
        """Whether it is one of those that become lines: the learning half, by the question's hash."""
        return half_of(self.question.question) is Half.LEARNING

    @property
    def with_lines(self) -> bool:
        """Whether its paragraph has lines where only half of them have."""
        return half_of(f"row-{self.row}") is Half.LEARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Evidence@k of the same questions with and without lines; gained: the mean of the differences."""

    name: str
    k: int
    without: Interval
    with_lines: Interval
    gained: Interval


def compare(settings: Settings, most: int | None = None) -> tuple[Compared, ...]:
    """All three ways of asking, at 1 and 5; `most`: only the first so many questions of each."""
    board = Board.open(settings)
    try:
        with board.shelf.snapshot() as snapshot:
            return tuple(_compared(snapshot, board.embedder_for(snapshot), most))
    finally:
        board.close()


def bank_lines(snapshot: Snapshot) -> list[BankLine]:
    """Every question of the demo bank whose paragraph stands in a current edition as it was when the question was written."""
    rows = {entry.key: row for row, entry in enumerate(snapshot.generation.entries)}
    paragraphs = [it for document in snapshot.documents for it in snapshot.library.paragraphs(document)]
    found, _ = resolve(read_bank([BANK / "demo.jsonl"]), paragraphs)
    return [BankLine(question=one, row=rows[it.id, it.edition]) for it, entry in found for one in entry.questions]


def _compared(snapshot: Snapshot, embedder: Embedder, most: int | None) -> Iterator[Compared]:
    bank = bank_lines(snapshot)
    half = [it for it in bank if it.attached]
    every, some = _attached(half, embedder), _attached([it for it in half if it.with_lines], embedder)
    chance = random.Random(SEED)
    ways: tuple[tuple[str, list[BankLine], Attached, Callable[[str], str]], ...] = (
        ("otherwise", [it for it in bank if not it.attached], every, str),
        ("apart", [it for it in bank if not it.attached and not it.with_lines], some, str),
        ("again", half, every, lambda text: misspelt(text, chance)),
    )
    allowed = np.zeros(len(snapshot.generation.entries), bool)
    for document in snapshot.documents:
        allowed[snapshot.rows_of[document, snapshot.library.current_edition(document).edition]] = True
    for name, lines, attached, typed in ways:
        places = [
            _places(typed(it.question.standalone), it.row, attached, allowed, snapshot, embedder) for it in lines[:most]
        ]
        for k in (1, DEPTH):
            yield _at(name, k, places)


def _places(
    text: str, row: int, attached: Attached, allowed: np.ndarray, snapshot: Snapshot, embedder: Embedder
) -> tuple[int, int]:
    """Where a question's paragraph comes, from 1, without and with lines; 6 where it is not among the first 5."""
    remembering = embedder.remembering()
    ranked = (
        [it.row for it in retrieve(search, allowed, snapshot, remembering, DEPTH).evidence]
        for search in (Search(text=text), Search(text=text, attached=attached))
    )
    without, with_lines = (found.index(row) + 1 if row in found else DEPTH + 1 for found in ranked)
    return without, with_lines


def _attached(lines: Sequence[BankLine], embedder: Embedder) -> Attached:
    if not lines:
        return NONE
    ordered = sorted(lines, key=lambda it: it.row)
    vectors = np.stack([line_vector(it.question.standalone, embedder) for it in ordered])
    return Attached(rows=np.asarray([it.row for it in ordered], np.int64), vectors=vectors)


def _at(name: str, k: int, places: Sequence[tuple[int, int]]) -> Compared:
    hits = [(float(without <= k), float(with_lines <= k)) for without, with_lines in places]
    columns = [[it[0] for it in hits], [it[1] for it in hits], [it[1] - it[0] for it in hits]]
    without, with_lines, gained = (interval(column) for column in columns)
    if without is None or with_lines is None or gained is None:
        raise ValueError(
            f"Expected questions to ask {name}, found none: the bank and the library do not belong together."
        )
    return Compared(name=name, k=k, without=without, with_lines=with_lines, gained=gained)


def table(found: Sequence[Compared], encoder: str) -> str:
    """The figures as Markdown."""
    lines = [
        f"Encoder {encoder}.",
        "",
        "| asked | n | | without lines | with lines | gained |",
        "|---|---|---|---|---|---|",
    ]
    for it in found:
        shown = " | ".join(map(_shown, (it.without, it.with_lines, it.gained)))
        lines.append(f"| {it.name} | {it.without.n} | @{it.k} | {shown} |")
    return "\n".join(lines)


def _shown(it: Interval) -> str:
    return f"{it.mean:.3f} ({it.low:.3f} to {it.high:.3f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure by the command line, on the demonstration area in a temporary library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, help="ask only the first so many questions each way")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="asked-as-") as data:
        settings = load_settings().model_copy(update={"data": Path(data)})
        ingest([DEMO_DOCUMENTS], settings, lambda _: None)
        print(table(compare(settings, given.most), settings.embedder))  # noqa: T201


if __name__ == "__main__":
    main()
