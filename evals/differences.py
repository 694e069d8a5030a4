"""Measure how differences are found: `python -m evals.differences`.

Of the pairs of `evals/pairs/differences.jsonl` (two sentences of the demonstration area, judged: one act or not, and in what
they differ), how many each threshold of likeness shows as a difference, rightly and wrongly, in both halves of `evals/halves.py`.
The threshold is set by the learning half. Who wrote the pairs has also written the patterns: the other half is no blind test.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.compare import Pair, compared, sentences_of
from assistant.likeness import LikenessRule, Sentences, load_likeness_rule
from corpus.snapshot import Shelf, Snapshot
from evals.demo_library import demo_library
from evals.halves import Half, half_of

PAIRS = Path(__file__).parent / "pairs" / "differences.jsonl"
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPair:
    """A pair as it was judged. same: both sentences are about one act. differ: in what they differ, by name; empty for not."""

    id: str
    same: bool
    differ: frozenset[str]
    one: tuple[str, str, str]
    other: tuple[str, str, str]


def read_pairs() -> tuple[WrittenPair, ...]:
    """The pairs of `evals/pairs/differences.jsonl`. A side is paragraph id, edition and sentence."""
    lines = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return tuple(
        WrittenPair(
            id=it["id"], same=it["same"], differ=frozenset(it["differ"]), one=_side(it["one"]), other=_side(it["other"])
        )
        for it in lines
    )


def _side(side: dict[str, Any]) -> tuple[str, str, str]:
    return side["paragraph"], side["edition"], side["sentence"]


def sentences_at(side: tuple[str, str, str], snapshot: Snapshot) -> tuple[Sentences, int]:
    """Every sentence of a side's paragraph, and the place of the one that is meant. StopIteration, ValueError: not there."""
    keys = {(entry.paragraph_id, entry.edition): row for row, entry in enumerate(snapshot.generation.entries)}
    row = keys[side[0], side[1]]
    told = sentences_of([(row, snapshot.paragraphs(np.asarray([row]))[0])], snapshot)
    return told, [told.place(at).text for at in range(len(told))].index(side[2])


def found_in(pair: WrittenPair, snapshot: Snapshot, rule: LikenessRule) -> Pair | None:
    """The difference that a rule shows between the two sentences of a pair; None for none."""
    (mine, at), (theirs, to) = sentences_at(pair.one, snapshot), sentences_at(pair.other, snapshot)
    pairs = compared(mine, theirs, snapshot, rule)
    return next((it for it in pairs if it.one == mine.place(at) and it.other == theirs.place(to)), None)


def is_right(pair: WrittenPair, found: Pair) -> bool:
    """Whether what is shown was judged to differ, and in nothing else."""
    return {str(it.what) for it in found.points} <= pair.differ


def table() -> str:
    """What each threshold shows of the pairs, on the demonstration area."""
    shelf = Shelf(demo_library().data)
    pairs = read_pairs()
    with shelf.snapshot() as snapshot:
        lines = [
            f"alike {alike}, {half}: {judged([it for it in pairs if half_of(it.id) is half], snapshot, alike)}"
            for alike in dict.fromkeys(sorted((*THRESHOLDS, load_likeness_rule().alike)))
            for half in Half
        ]
    shelf.close()
    return "\n".join(lines)


def judged(pairs: Sequence[WrittenPair], snapshot: Snapshot, alike: float) -> str:
    """How many of the pairs a threshold shows, how many of those rightly, and how many of those that differ."""
    rule = replace(load_likeness_rule(), alike=alike)
    found = [(pair, it) for pair in pairs if (it := found_in(pair, snapshot, rule))]
    right = sum(is_right(pair, it) for pair, it in found)
    there = sum(bool(pair.differ) for pair in pairs)
    return f"{len(pairs)} pairs, {len(found)} shown, {right} rightly; {right} of {there} that differ are shown"


def main() -> None:
    """Print the table."""
    print(table())  # noqa: T201


if __name__ == "__main__":
    main()
