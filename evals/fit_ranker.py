"""Fit the ranker: `python -m evals.fit_ranker SHARED --write` learns `assistant/data/ranking.toml` and measures it out of sample.

It learns from one half of each set and measures on both: two retrieval sets in the BEIR layout, the demonstration area's
questions, questions for which readers graded what was found, and with `--folds OUT` the questions of the bank and of the
training pairs, each asked of the encoder that was trained without its document (OUT is what `python -m evals.encoder_folds`
keeps). SHARED holds `bench`, `guidance` and `training`.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.rank import DATA, Ranker, load_ranker, rank
from corpus.errors import WrongUse
from corpus.settings import DEMO_DOCUMENTS, load_settings
from evals.encoder_fold_examples import fold_examples
from evals.graded import read_graded
from evals.halves import Half
from evals.interval import interval
from evals.ranker_examples import Example, beir_examples, graded_examples, suite_examples
from evals.ranker_learn import BY_HAND, learn
from evals.ranking import average_precision, precision_at_one, recall
from evals.suite import read_suite

SUITES = Path(__file__).parent / "suites"


def any_in_three(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """1 if one of the first three is relevant, else 0: evidence@3."""
    return float(any(judged.get(name, 0) > 0 for name in ranked[:3]))


FOLDS = "folds"
COUNTS: Mapping[str, float] = {"obliqa-dev": 4.0, FOLDS: 6.0}
"""Sets that count for more than one: dense regulations, which lose most where meaning is trusted too far, and the folds, which
show meaning as good as it is on documents that the encoder has never seen.
"""
MEASURES: Mapping[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "R@10": recall,
    "MAP@10": average_precision,
    "P@1": precision_at_one,
    "any in 3": any_in_three,
}
HEADER = """\
# How what was measured of a paragraph is weighed: its score is the sum over these measures of weight times measure, where the
# weight is the sum over traits of the number here times the question's trait.
# Learnt by `python -m evals.fit_ranker SHARED --folds OUT --write`, which prints what it does out of sample:
# docs/decisions/0010-ranking.md.
#
# Traits. always: 1. story: 1 for a question of about 55 stems. covered: the share of the question's words, rare ones counting for
# more, that the best candidate has. peak: how far the best by words stands out. unknown: the share that no text has. grouped:
# the share of the library's paragraphs that share a heading with others.
# Measures. sentence, window: cosines of meaning. words, sentence_words: BM25 over paragraph and sentence. also and sentence_also:
# the same for what guidance calls the question's words. section, section_words: the best of those under the same heading.
# covered, pairs_covered: the share of the question's words, and of pairs of them side by side, that the paragraph has.
# length: how much longer than 60 words. oddness: its square. by_length, by_oddness: a measure times that.
"""


def examples_of(shared: Path, folds: Path | None = None) -> dict[str, list[Example]]:
    """Every set that the ranker is learnt from and measured on, by name. Raises WrongUse where a fold is missing in `folds`."""
    settings = load_settings()
    of_folds = {FOLDS: fold_examples(shared, folds, settings)} if folds else {}
    cases = [*read_suite(SUITES / "demo.jsonl"), *read_suite(SUITES / "demo-questions.jsonl")]
    return {
        "obliqa-dev": beir_examples(shared / "bench" / "obliqa-dev", settings),
        "conditionalqa-train": beir_examples(shared / "bench" / "conditionalqa-train", settings),
        "demo": suite_examples(cases, [DEMO_DOCUMENTS]),
        "graded": graded_examples(read_graded("demo"), [DEMO_DOCUMENTS]),
        "graded guidance": graded_examples(read_graded("guidance"), [shared / "guidance"]),
        **of_folds,
    }


def by_hand() -> Ranker:
    """The weights that were chosen by trying, the same for every question."""
    return Ranker(weights={name: {"always": weight} for name, weight in BY_HAND.items()})


def table(sets: Mapping[str, Sequence[Example]], rankers: Mapping[str, Ranker]) -> str:
    """Each measure of each ranker on both halves of each set, with 95% bootstrap intervals."""
    lines = [f"{'set':<21}{'half':<11}{'ranker':<9}" + "".join(f"{name:<20}" for name in MEASURES)]
    for name, examples in sets.items():
        for half in Half:
            chosen = [one for one in examples if one.half is half]
            for called, ranker in rankers.items():
                ranked = [(_ranked(one, ranker), dict.fromkeys(map(str, one.right), 1)) for one in chosen]
                shown = [interval([measure(*one) for one in ranked]) for measure in MEASURES.values()]
                values = "".join(f"{f'{it.mean:.3f} ({it.low:.3f}-{it.high:.3f})' if it else '-':<20}" for it in shown)
                lines.append(f"{name:<21}{half.value:<11}{called:<9}{values}")
    return "\n".join(lines)


def _ranked(example: Example, ranker: Ranker) -> list[str]:
    scores = rank(example.measured, ranker) + example.prior
    order = np.argsort(-scores, kind="stable")[:10]
    return [str(row) for row in example.measured.rows[order].tolist()]


def write(ranker: Ranker, path: Path = DATA) -> None:
    """Write the weights so that they can be read: one line a measure, one column a trait."""
    lines = [
        HEADER,
        "[weights]",
    ]
    for name, by_trait in ranker.weights.items():
        inner = ", ".join(f"{trait} = {weight:.3f}" for trait, weight in by_trait.items())
        lines.append(f"{name} = {{ {inner} }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print what the weights do on both halves, and write them with `--write`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--to", type=Path, default=DATA, help="the file that --write writes (default: the product's own)"
    )
    parser.add_argument("--folds", type=Path, help="what `evals.encoder_folds` keeps; without it that set is left out")
    parser.add_argument("--as-it-is", action="store_true", help="measure the weights that are there, and learn nothing")
    given = parser.parse_args(arguments)
    if given.write and not given.folds:
        raise WrongUse(
            "Expected --folds with --write, found none: weights without that set are not those of the file. "
            "`python -m evals.encoder_folds SHARED OUT` makes the folds; leave --write out to see what the other sets teach."
        )
    sets = examples_of(given.shared, given.folds)
    if given.as_it_is:
        ranker = load_ranker()
    else:
        halves = {name: [one for one in of if one.half is Half.LEARNING] for name, of in sets.items()}
        ranker = learn(halves, counts=COUNTS)
    print(table(sets, {"by hand": by_hand(), "learnt": ranker}))  # noqa: T201
    if given.write:
        write(ranker, given.to)


if __name__ == "__main__":
    main()
