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
from assistant.showing import DATA, ShowingRule, helps, load_showing_rule, showing_features, shown_places
from evals.demo_library import demo_library
from evals.halves import Half, half_of
from evals.judgement import read_judgements
from evals.suite import read_suite

FOLDER = Path(__file__).parent
SUITE = FOLDER / "suites" / "demo-questions.jsonl"
JUDGEMENTS = FOLDER / "judgements" / "demo-questions.jsonl"
CHOICES = tuple(
    (sure, beside, instead)
    for sure in (0.0, 0.6, 0.7, 0.8, 0.9)
    for beside in (0.15, 0.3, 0.4, 0.5, 0.6)
    for instead in ((beside,) if sure == 0.0 else (0.1, 0.2, 0.3))
)
"""What is tried for `sure`, `beside` and `instead`; sure 0: one line for all."""
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
        "| half | sure | beside | instead | of those shown help | questions with one | shown of each |",
        "|---|---|---|---|---|---|---|",
    ]
    for half in Half:
        own = [it for it in judged if half_of(it.question) is half]
        for sure, beside, instead in CHOICES:
            lines.append(_line(half, own, replace(rule, sure=sure, beside=beside, instead=instead)))
    return "\n".join(lines)


def _line(half: Half, judged: Sequence[Judged], rule: ShowingRule) -> str:
    questions = _by_question(judged)
    asked = len(questions)
    shown = [it for of in questions for it in _shown(of, rule)]
    helped = len({it.question for it in shown if it.helps})
    share = sum(it.helps for it in shown) / max(1, len(shown))
    tried = f"{half.value} | {rule.sure} | {rule.beside} | {rule.instead}"
    return f"| {tried} | {share:.3f} | {helped} of {asked} | {len(shown) / max(1, asked):.2f} |"


def _by_question(judged: Sequence[Judged]) -> list[list[Judged]]:
    """The paragraphs of each question, best first, where there is a verdict on the best."""
    by_question: dict[str, list[Judged]] = {}
    for it in judged:
        by_question.setdefault(it.question, []).append(it)
    return [of for of in by_question.values() if of[0].place == 0]


def _shown(of: Sequence[Judged], rule: ShowingRule) -> list[Judged]:
    return [of[place] for place in shown_places([helps(it.features, rule) for it in of], rule)]


def _write(rule: ShowingRule) -> None:
    lines = [
        "# Which of the nearest paragraphs are shown: a logistic model of whether a reader would call it of help.",
        "# bias, weights: learnt by `python -m evals.fit_showing --write` from a reader's verdicts; what each feature is says",
        "# assistant/showing.py. sure: from this probability the best is taken to help; others are shown with it from `beside`,",
        "# and where it is not sure from `instead`. Chosen by hand from the table that the command prints. most: in all.",
        "",
        f"bias = {rule.bias}",
        f"sure = {rule.sure}",
        f"beside = {rule.beside}",
        f"instead = {rule.instead}",
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
