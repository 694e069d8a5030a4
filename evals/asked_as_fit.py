"""How much a line should count: evidence on the learning half of the paragraphs, for each weight that is tried."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.measured import Scores
from assistant.retrieve import Embedded, embedded, fuse, load_weights
from corpus.asked_as_attached import Attached
from corpus.settings import Settings
from evals.asked_as_bench import Asking, Bench, opened
from evals.asked_as_pools import Pooled, asked_pool, bank_pool
from evals.halves import Half

NEARS, GAINS = (0.4, 0.5, 0.6, 0.7), (0.0, 1.0, 2.0, 3.0, 4.0, 8.0)
MOST = 150
"""Questions of each kind."""
One = tuple[Asking, Embedded, Attached]
Ranked = tuple[Scores, Scores, NDArray[np.bool_]]
"""Of each candidate: its score without lines, how near a line of it is, and whether it is right."""


def fit_table(settings: Settings) -> str:
    """Evidence@1 and @3 for each cosine from which a line counts and each gain, as Markdown; gain 0 is without lines."""
    with opened(settings) as bench:
        kinds = {
            f"{pool}, {kind}": found
            for pool, of in (
                ("asked", asked_pool(bench.paragraphs)),
                ("bank", bank_pool(bench.paragraphs, bench.areas)),
            )
            for kind, found in _kinds(of, bench).items()
        }
        lines = [
            f"| near | gain | {' | '.join(f'{name} ({len(found)})' for name, found in kinds.items())} |",
            f"|---|---|{'---|' * len(kinds)}",
        ]
        for near in NEARS:
            ranked = {name: [_ranked(*one, bench=bench, near=near) for one in found] for name, found in kinds.items()}
            for gain in GAINS:
                shown = " | ".join(_shown(found, gain) for found in ranked.values())
                lines.append(f"| {near} | {gain} | {shown} |")
    return "\n".join(lines)


def _kinds(pool: Sequence[Pooled], bench: Bench) -> dict[str, list[One]]:
    """The questions of the learning half whose paragraph has lines, and those whose paragraph has none."""
    found: dict[str, list[One]] = {"other words": [], "no line": []}
    for side in Half:
        lines = [it for it in pool if it.side is side]
        attached, answered = bench.attached(lines), {name for it in lines for name in it.right}
        for it in pool:
            kind = found["other words" if answered & set(it.right) else "no line"]
            if it.half is Half.LEARNING and it.side is not side and len(kind) < MOST:
                kind += [(asking, embedded(asking.search.text, bench.embedder), attached) for asking in _one(it, bench)]
    return found


def _one(it: Pooled, bench: Bench) -> Iterator[Asking]:
    asking = bench.asking(it)
    if asking is not None:
        yield asking


def _ranked(asking: Asking, asked: Embedded, attached: Attached, *, bench: Bench, near: float) -> Ranked:
    weights = load_weights()
    weights = replace(weights, asked_as={**weights.asked_as, "near": near}, priors={**weights.priors, "asked_as": 0.0})
    search = replace(asking.search, attached=attached)
    rows, scores, features = fuse(search, asked, asking.allowed, bench.snapshot.generation, weights)
    return scores, features["asked_as"], np.isin(rows, list(asking.right))


def _shown(found: Sequence[Ranked], gain: float) -> str:
    places = [_place(scores + np.float32(gain) * likeness, right) for scores, likeness, right in found]
    return " / ".join(f"{np.mean([place <= k for place in places]):.3f}" for k in (1, 3))


def _place(scores: Scores, right: NDArray[np.bool_]) -> int:
    return 1 + int((scores > scores[right].max()).sum()) if right.any() else len(scores)
