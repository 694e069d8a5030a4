"""Fit the criteria rule: `python -m evals.fit_criteria` learns `criteria_weights.toml` from `suites/criteria.jsonl`.

A multinomial logistic regression (L2, C = 0.3; scikit-learn) from the features of a text and a line to said, contradicted or
neither. It learns from the half of the texts whose sha256 of the id begins with an even digit; the thresholds are the lowest
that read with a precision of .75 in a cross-validation over the texts of that half. Precision and recall are printed for both
halves. Nothing of the other half is learnt or chosen. With `--write` the rule is written.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.criteria_denial import may_deny
from assistant.criteria_match import DATA, NAMES, features_of
from assistant.criteria_phrases import map_phrases
from corpus.embedder import Embedder, open_embedder
from corpus.settings import DEMO_DOCUMENTS, load_settings
from ingest.manifest import read_manifest

SUITE = Path(__file__).parent / "suites" / "criteria.jsonl"
CLASSES = ("said", "contradicted", "not_said")
PRECISION = 0.75
"""Of ten lines that are marked, at most so many are marked wrongly: whoever reads them sees their own words beside them."""
STEPS = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))
"""The thresholds that are tried."""
FOLDS = 5
TOUCHED = 0.5
"""Said or contradicted together, from which a line counts as touched: its words may be shown as mentioned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """features: shape (n, features); labels: shape (n,), places in CLASSES; tuning: shape (n,); texts: shape (n,), which text.

    may_be: shape (n, 2), whether the clause may say, and contradict, the line at all: not where it asks or supposes,
    nor where it denies something else.
    """

    features: NDArray[np.float64]
    labels: NDArray[np.int64]
    tuning: NDArray[np.bool_]
    texts: NDArray[np.int64]
    may_be: NDArray[np.bool_]


def is_tuning(name: str) -> bool:
    """Whether an id is of the half that may be looked at."""
    return int(hashlib.sha256(name.encode()).hexdigest()[0], 16) % 2 == 0


def material(embedder: Embedder) -> Material:
    """One row for each text and line of its map."""
    maps = {it.criteria.id: it.criteria for it in read_manifest(DEMO_DOCUMENTS).criteria}
    phrases = {name: map_phrases(criteria, embedder) for name, criteria in maps.items()}
    rows, labels, tuning, texts, may_be = [], [], [], [], []
    for place, case in enumerate(map(json.loads, SUITE.read_text(encoding="utf-8").splitlines())):
        found = features_of(case["text"], phrases[case["map"]], embedder)
        known = phrases[case["map"]].lines
        for line, own, (features, clause) in zip(maps[case["map"]].lines, known, found, strict=True):
            piece = case["text"][clause.start : clause.end]
            denies = may_deny(piece, own, signs=features["signs"], denials=features["denials"])
            may_be.append((clause.tells, clause.tells and denies))
            rows.append([features[name] for name in NAMES])
            labels.append(CLASSES.index(case["lines"].get(line.id, "not_said")))
            tuning.append(is_tuning(case["id"]))
            texts.append(place)
    return Material(
        features=np.asarray(rows),
        labels=np.asarray(labels),
        tuning=np.asarray(tuning),
        texts=np.asarray(texts),
        may_be=np.asarray(may_be),
    )


def learn(found: Material, rows: NDArray[np.bool_] | None = None) -> dict[str, dict[str, float]]:
    """Weights of said and of contradicted against neither, in the features' own units.

    rows: shape (n,), which to learn from; None for all that are for tuning.
    """
    from sklearn.linear_model import LogisticRegression

    rows = found.tuning if rows is None else rows
    own = found.features[rows]
    mean, spread = own.mean(axis=0), own.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=3000).fit((own - mean) / spread, found.labels[rows])
    learnt: dict[str, dict[str, float]] = {}
    for place, name in enumerate(CLASSES[:2]):
        weights = (model.coef_[place] - model.coef_[2]) / spread
        bias = model.intercept_[place] - model.intercept_[2] - float(weights @ mean)
        learnt[name] = {"bias": round(float(bias), 3)} | {
            feature: round(float(weight), 3) for feature, weight in zip(NAMES, weights, strict=True)
        }
    return learnt


def likelihoods(found: Material, learnt: dict[str, dict[str, float]]) -> NDArray[np.float64]:
    """Shape (n, 2): how likely each row is said, and contradicted."""
    logits = [
        found.features @ [learnt[name][it] for it in NAMES] + learnt[name]["bias"] for name in ("said", "contradicted")
    ]
    powers = np.exp(np.stack(logits, axis=1))
    shares: NDArray[np.float64] = powers / (1 + powers.sum(axis=1, keepdims=True))
    return shares


def thresholds(found: Material) -> dict[str, float]:
    """For each class the lowest of STEPS that reads with PRECISION where the text was not learnt from; the highest if none."""
    likely = np.zeros((len(found.labels), 2))
    for fold in range(FOLDS):
        apart = found.texts % FOLDS == fold
        likely[apart] = likelihoods(found, learn(found, found.tuning & ~apart))[apart]
    chosen = {}
    for place, name in enumerate(CLASSES[:2]):
        given = [found.tuning & (likely[:, place] >= step) for step in STEPS]
        right = [(found.labels[rows] == place).mean() if rows.any() else 0.0 for rows in given]
        chosen[name] = next((step for step, share in zip(STEPS, right, strict=True) if share >= PRECISION), STEPS[-1])
    return chosen


def table(found: Material, likely: NDArray[np.float64], chosen: dict[str, float]) -> str:
    """Precision and recall of both classes at their thresholds, as lines are marked, for both halves."""
    lines = ["class         half    precision  recall  lines"]
    for place, name in enumerate(CLASSES[:2]):
        given = (likely[:, place] >= chosen[name]) & found.may_be[:, place]
        for half, rows in (("tuning", found.tuning), ("held", ~found.tuning)):
            right = int((given & rows & (found.labels == place)).sum())
            shown, there = int((given & rows).sum()), int((rows & (found.labels == place)).sum())
            lines.append(
                f"{name:<13} {half:<7} {right / max(shown, 1):<10.2f} {right / there:<7.2f} {shown} of {there}"
            )
    return "\n".join(lines)


def write(learnt: dict[str, dict[str, float]], chosen: dict[str, float]) -> None:
    """Write the rule as a data file."""
    lines = [
        "# When a practitioner's words say, or contradict, a line of a criteria map (assistant/criteria_match.py).",
        "# Fitted by `python -m evals.fit_criteria --write` on evals/suites/criteria.jsonl, which prints precision and recall.",
        "# said, contradicted: the likelihood from which a line is marked so, the lowest that reads with a precision of .75 in a",
        "# cross-validation over the half that is learnt from. touched: both together, from which the words",
        "# are shown beside a line that is not marked.",
        "",
        *(f"{name} = {value}" for name, value in chosen.items()),
        f"touched = {TOUCHED}",
    ]
    for name, weights in learnt.items():
        lines += ["", f"[{name}_weights]", *(f"{feature} = {weight}" for feature, weight in weights.items())]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the rule reads rightly; with `--write`, write it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--write", action="store_true")
    settings = load_settings()
    found = material(open_embedder(settings.embedder, settings.models, threads=1))
    learnt, chosen = learn(found), thresholds(found)
    print(table(found, likelihoods(found, learnt), chosen))  # noqa: T201
    if parser.parse_args(arguments).write:
        write(learnt, chosen)


if __name__ == "__main__":
    main()
