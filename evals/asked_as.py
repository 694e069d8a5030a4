"""Measure asked-as lines: `python -m evals.asked_as` attaches half of the questions on a paragraph and asks the other half.

Evidence in the first 1, 3 and 5 paragraphs, without and with lines, and what lines gained, each with its 95% bootstrap interval:
    other words        questions of a paragraph that has lines: what those of other people, in other words, do for it
    no line            questions of paragraphs that have none, while others have: what lines must not harm
    again              the attached questions, letter for letter
    again, misspelt    the same with a quarter of their longer words misspelt
Two pools, either side of each attached in turn: `asked`, questions that practitioners might ask, which no encoder has learnt
from; and `bank`, whose questions on one paragraph were written to be unlike each other, and which the shipped encoder has
learnt from: for that encoder it is marked as in sample. Only questions of the measuring half of the paragraphs are asked; `--fit`
shows on the learning half what other weights do.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.settings import DEMO_DOCUMENTS, Settings, load_settings
from evals.asked_as_bench import PLACES, Bench, opened
from evals.asked_as_fit import fit_table
from evals.asked_as_pools import Pooled, asked_pool, bank_pool
from evals.halves import Half
from evals.interval import Interval, interval
from evals.misspelling import misspelt
from ingest.ingest import ingest

SEED = 20261101
MOST = 300
LEARNT, STOCK = "practitioner-int8", "minilm-int8"
"""The encoder that has learnt from the bank, and stock MiniLM, which has learnt from none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Evidence@k of the same questions without and with lines; gained: the mean of the differences."""

    pool: str
    name: str
    k: int
    without: Interval
    with_lines: Interval
    gained: Interval


def compare(settings: Settings, most: int = MOST) -> tuple[Compared, ...]:
    """Both pools, each way of asking, at each of PLACES; at most so many questions each way."""
    with opened(settings) as bench:
        bank = "bank, in sample" if settings.embedder == LEARNT else "bank"
        pools = {"asked": asked_pool(bench.paragraphs), bank: bank_pool(bench.paragraphs, bench.areas)}
        return tuple(
            one
            for name, pool in pools.items()
            for way, places in _places(pool, bench, most).items()
            for one in _compared(name, way, places)
        )


Places = list[tuple[int, int]]
"""Where each question's paragraph comes, without and with lines."""


def _places(pool: Sequence[Pooled], bench: Bench, most: int) -> dict[str, Places]:
    """By the way of asking; of each at most so many, drawn by chance, half of them of either side."""
    chance = random.Random(SEED)
    pool = chance.sample(pool, len(pool))
    found: dict[str, Places] = {"other words": [], "no line": [], "again": [], "again, misspelt": []}
    for most_by_now, side in zip((most // 2, most), Half, strict=True):
        lines = [it for it in pool if it.side is side]
        attached, answered = bench.attached(lines), {name for it in lines for name in it.right}
        for it in (it for it in pool if it.half is Half.MEASURING):
            typed = {"again": it.question.text, "again, misspelt": misspelt(it.question.text, chance)}
            if it.side is not side:
                typed = {"other words" if answered & set(it.right) else "no line": it.question.text}
            for way, text in typed.items():
                if len(found[way]) < most_by_now:
                    found[way] += bench.without_and_with(it.typed(text), attached)
    return found


def _compared(pool: str, name: str, places: Places) -> Iterator[Compared]:
    for k in PLACES:
        hits = [(float(without <= k), float(with_lines <= k)) for without, with_lines in places]
        shown = [
            interval(column) for column in ([it[0] for it in hits], [it[1] for it in hits], [b - a for a, b in hits])
        ]
        without, with_lines, gained = shown
        if without and with_lines and gained:
            yield Compared(pool=pool, name=name, k=k, without=without, with_lines=with_lines, gained=gained)


def table(found: Sequence[Compared]) -> str:
    """The figures as Markdown."""
    lines = [
        "| pool | asked | n | | without lines | with lines | gained |",
        "|---|---|---|---|---|---|---|",
    ]
    for it in found:
        shown = " | ".join(map(_shown, (it.without, it.with_lines, it.gained)))
        lines.append(f"| {it.pool} | {it.name} | {it.without.n} | @{it.k} | {shown} |")
    return "\n".join(lines)


def _shown(it: Interval) -> str:
    return f"{it.mean:.3f} ({it.low:.3f} to {it.high:.3f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure by the command line, on the demonstration area in a temporary library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoders", nargs="*", default=[LEARNT, STOCK], help="by the names that the setting takes")
    parser.add_argument("--most", type=int, default=MOST, help="ask at most so many questions each way")
    parser.add_argument("--fit", action="store_true", help="show what other weights do on the learning half")
    given = parser.parse_args(arguments)
    for encoder in given.encoders:
        with tempfile.TemporaryDirectory(prefix="asked-as-") as data:
            settings = load_settings().model_copy(update={"data": Path(data), "embedder": encoder})
            ingest([DEMO_DOCUMENTS], settings, lambda _: None)
            figures = fit_table(settings) if given.fit else table(compare(settings, given.most))
        print(f"Encoder {encoder}.\n\n{figures}\n")  # noqa: T201


if __name__ == "__main__":
    main()
