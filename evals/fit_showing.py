"""Fit what is shown: `python -m evals.fit_showing [--write]` learns `assistant/data/showing.toml` from a reader's verdicts.

A logistic regression (L2; scikit-learn) from a paragraph's score, how far it is behind the best, and its cosines, to "this
helps to answer", over the paragraphs judged in `evals/judgements/demo-questions.jsonl`. It learns from one half of the
questions and measures on both (`evals/halves.py`): how many of the paragraphs shown help, and how many questions keep one.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.ask import ask
from assistant.board import Board
from assistant.showing import DATA, ShowingRule, helps, load_showing_rule, showing_features
from evals.demo_library import demo_library
from evals.halves import Half, half_of
from evals.judgement import read_judgements
from evals.suite import read_suite

FOLDER = Path(__file__).parent
SUITE = FOLDER / "suites" / "demo-questions.jsonl"
JUDGEMENTS = FOLDER / "judgements" / "demo-questions.jsonl"
THRESHOLDS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0)
USED = ("score", "behind", "sentence", "window", "late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A paragraph that was found for a question and judged. place: from 0, in the order of its score."""

    question: str
    place: int
    features: dict[str, float]
    helps: bool


def judged_paragraphs(most: int) -> list[Judged]:
    """The paragraphs among the first `most` for each question of the suite on which there is a verdict."""
    verdicts = read_judgements(JUDGEMENTS)
    found = []
    board = Board.open(demo_library())
    for case in read_suite(SUITE):
        weighed = ask(replace(case.asked(), explain=True), board).considered or ()
        best = max((it.features["score"] for it in weighed), default=0.0)
        for place, it in enumerate(weighed[:most]):
            verdict = verdicts.get((case.id, it.paragraph_id))
            if verdict is not None and "sentence" in it.features:
                features = showing_features(it.features["score"], it.features, best)
                found.append(Judged(question=case.id, place=place, features=features, helps=verdict.helps))
    board.close()
    return found


def fit(*, write: bool) -> str:
    """Learn the weights, and write them with `write`. Returns what each threshold would show, on both halves."""
    from sklearn.linear_model import LogisticRegression

    before = load_showing_rule()
    judged = judged_paragraphs(before.most)
    learning = [it for it in judged if half_of(it.question) is Half.LEARNING]
    rows = np.asarray([[it.features[name] for name in USED] for it in learning])
    spread = rows.std(axis=0)
    model = LogisticRegression(C=1.0).fit(rows / spread, [it.helps for it in learning])
    weights = dict(zip(USED, (round(float(it), 3) for it in model.coef_[0] / spread), strict=True))
    rule = replace(before, bias=round(float(model.intercept_[0]), 3), weights=weights)
    if write:
        _write(rule)
    lines = [
        f"weights {weights}, bias {rule.bias}",
        "| half | shown from | of those shown help | questions with one | shown of each |",
    ]
    for half in Half:
        own = [it for it in judged if half_of(it.question) is half]
        lines += [_line(half, own, replace(rule, helps=threshold)) for threshold in THRESHOLDS]
    return "\n".join(lines)


def _line(half: Half, judged: Sequence[Judged], rule: ShowingRule) -> str:
    shown = [it for it in judged if it.place < rule.always or helps(it.features, rule) >= rule.helps]
    asked = len({it.question for it in judged})
    helped = len({it.question for it in shown if it.helps})
    share = sum(it.helps for it in shown) / max(1, len(shown))
    return f"| {half.value} | {rule.helps} | {share:.3f} | {helped} of {asked} | {len(shown) / max(1, asked):.2f} |"


def _write(rule: ShowingRule) -> None:
    lines = [
        "# Which of the nearest paragraphs are shown: a logistic model of whether a reader would call it of help.",
        "# bias, weights: learnt by `python -m evals.fit_showing --write` from a reader's verdicts; what each feature is says",
        "# assistant/showing.py. helps: the best `always` are shown, others from this probability. Both chosen by hand from the",
        "# table that the command prints: a higher one leaves out more of what does not help, and then what does. most: in all.",
        "",
        f"bias = {rule.bias}",
        f"helps = {rule.helps}",
        f"always = {rule.always}",
        f"most = {rule.most}",
        "",
        "[weights]",
        *(f"{name} = {weight}" for name, weight in rule.weights.items()),
    ]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what each threshold would show; with `--write`, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    print(fit(write=parser.parse_args(arguments).write))  # noqa: T201


if __name__ == "__main__":
    main()
