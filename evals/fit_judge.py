"""Fit the judge: `python -m evals.fit_judge` learns the weights of `assistant/data/judge.toml` from the demonstration suites.

A logistic regression (L2, C = 3, classes balanced; scikit-learn) from the judge's features to "the documents answer this".
What it would do to each question it learns from is predicted by ten-fold cross-validation: the threshold is chosen there. Of the
larger suites only the learning half is learnt from (`evals/halves.py`); the other half is measured beside it.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.board import Board
from assistant.judge import DATA, features_of, load_judge_rule
from assistant.retrieve import find
from assistant.scope import resolve_scope
from assistant.understand import understand
from corpus.settings import DEMO_DOCUMENTS, load_settings
from corpus.snapshot import Snapshot
from evals.case import Case
from evals.halves import Half, half_of
from evals.suite import read_suite
from ingest.ingest import ingest

SUITES = Path(__file__).parent / "suites"
WHOLE = ("demo.jsonl", "limits.jsonl")
HALVED = ("demo-questions.jsonl", "unanswerable.jsonl")
USED = ("best_sentence", "uncovered", "unknown", "value_missing")
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def fit(threshold: float | None) -> str:
    """Fit on the demonstration area and write the rule where a threshold is given. Returns a table in text."""
    settings = load_settings()
    settings = settings.model_copy(update={"data": settings.demo_data})
    ingest([DEMO_DOCUMENTS], settings, lambda _: None)
    board = Board.open(settings)
    whole = [case for name in WHOLE for case in read_suite(SUITES / name)]
    halved = [case for name in HALVED for case in read_suite(SUITES / name)]
    learning = [*whole, *(case for case in halved if half_of(case.id) is Half.LEARNING)]
    measuring = [case for case in halved if half_of(case.id) is Half.MEASURING]
    with board.shelf.snapshot() as snapshot:
        features, answerable = _rows(learning, board, snapshot)
        apart, truly = _rows(measuring, board, snapshot)
    board.close()
    weights, bias, predicted = _learn(features, answerable)
    if threshold is not None:
        _write(weights, bias, threshold)
    there = 1 / (1 + np.exp(-(bias + apart @ np.asarray([weights[name] for name in USED]))))
    return "\n".join(
        [
            f"weights {weights}, bias {bias}",
            "learnt from, cross-validated:",
            *_table(predicted, answerable),
            "held apart:",
            *_table(there, truly),
        ]
    )


def _rows(cases: Sequence[Case], board: Board, snapshot: Snapshot) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Features, shape (n, features), and whether each is answerable, shape (n,), of the cases that come to the judge."""
    rows = [(row, case.answerable) for case in cases if (row := _row(case, board, snapshot)) is not None]
    return np.asarray([row for row, _ in rows]), np.asarray([answerable for _, answerable in rows])


def _row(case: Case, board: Board, snapshot: Snapshot) -> list[float] | None:
    """A case's features, None where it ends before the judge."""
    question = case.asked()
    understood = understand(question, snapshot, board.rules)
    scoped = resolve_scope(question, understood, snapshot, board.wording)
    if scoped.missing or understood.numbers:
        return None
    found = find(understood, scoped, snapshot, board.embedder_for(snapshot), 20)
    features = features_of(understood.standalone, found.evidence, snapshot.generation.words)
    return [features[name] for name in USED]


def _learn(
    features: NDArray[np.float64], answerable: NDArray[np.bool_]
) -> tuple[dict[str, float], float, NDArray[np.float64]]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=3, class_weight="balanced")
    predicted = cross_val_predict(model, features, answerable, cv=10, method="predict_proba")[:, 1]
    model.fit(features, answerable)
    weights = {name: round(float(weight), 2) for name, weight in zip(USED, model.coef_[0], strict=True)}
    return weights, round(float(model.intercept_[0]), 2), predicted


def _write(weights: dict[str, float], bias: float, threshold: float) -> None:
    rule = replace(load_judge_rule(), bias=bias, weights=weights, answerable=threshold)
    lines = [
        "# When evidence is enough: a logistic model over measured features of a question and what was found for it.",
        "# Fitted by `python -m evals.fit_judge --threshold T`, which prints what each threshold refuses, rightly and wrongly.",
        "# answerable: the probability under which a question ends as not_in_guidance. complete: the one from which an answer is",
        "# called whole. vague_stems: a question of at most so many stems is asked",
        "# back about.",
        "",
        f"bias = {rule.bias}",
        f"answerable = {rule.answerable}",
        f"complete = {rule.complete}",
        f"vague_stems = {rule.vague_stems}",
        "",
        "[weights]",
        *(f"{name} = {weight}" for name, weight in rule.weights.items()),
    ]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(predicted: NDArray[np.float64], answerable: NDArray[np.bool_]) -> list[str]:
    lines = ["threshold  refused of unanswerable  refused of answerable"]
    for threshold in THRESHOLDS:
        refused = predicted < threshold
        rightly, wrongly = int((refused & ~answerable).sum()), int((refused & answerable).sum())
        lines.append(
            f"{threshold:<10} {rightly:>3} of {int((~answerable).sum()):<14} {wrongly:>3} of {int(answerable.sum())}"
        )
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what each threshold would do; with `--threshold`, write the rule."""
    parser = argparse.ArgumentParser(description=fit.__doc__)
    parser.add_argument("--threshold", type=float)
    print(fit(parser.parse_args(arguments).threshold))  # noqa: T201


if __name__ == "__main__":
    main()
