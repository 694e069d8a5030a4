"""Fit what a map is laid out for: `python -m evals.fit_deciding [--write]` learns `assistant/data/deciding.toml`.

Two multinomial logistic regressions (L2; scikit-learn) from how a question is put, and from that with the vector of the shipped
encoder, to the decision that it asks for: to refer, who leads, what may be shared, or none. They learn from
`suites/decisions.jsonl` but for the questions whose id begins with "lo": those were written by somebody else and are held apart.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.deciding import CLASSES, DATA, decision_features
from corpus.criteria import CriteriaKind
from corpus.embedder import SHIPPED, open_embedder
from corpus.settings import load_settings

SUITE = Path(__file__).parent / "suites" / "decisions.jsonl"
APART = "lo-"
NONE = len(CriteriaKind)
"""The place of "no decision" in CLASSES."""
FOLDS = 10
STRENGTHS = {"how it is put": 0.3, "and what it means": 0.1}
"""scikit-learn's C of each."""
VECTOR = 12.0
"""What a vector of length 1 is multiplied by beside features of spread 1, when it is learnt from."""
LEAST = 0.5
"""How likely a decision must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """features: shape (n, features); vectors: shape (n, d); labels: shape (n,), places in CLASSES; apart: shape (n,)."""

    names: tuple[str, ...]
    features: NDArray[np.float64]
    vectors: NDArray[np.float64]
    labels: NDArray[np.int64]
    apart: NDArray[np.bool_]
    encoder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Against "no decision", in the features' own units.

    biases: shape (3,). weights: shape (3, features). vectors: shape (3, d), or (3, 0) where none was learnt from.
    """

    biases: NDArray[np.float64]
    weights: NDArray[np.float64]
    vectors: NDArray[np.float64]


def material() -> Material:
    """Every question of the suite, measured with the shipped encoder."""
    settings = load_settings()
    embedder = open_embedder(SHIPPED, settings.models, threads=1)
    cases = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
    rows = [decision_features(case["text"]) for case in cases]
    names = tuple(rows[0])
    called = {kind.value if kind else "none": place for place, kind in enumerate(CLASSES)}
    return Material(
        names=names,
        features=np.asarray([[row[name] for name in names] for row in rows]),
        vectors=np.stack([embedder.embed_query(case["text"]) for case in cases]).astype(np.float64),
        labels=np.asarray([called[case["asks"]] for case in cases]),
        apart=np.asarray([case["id"].startswith(APART) for case in cases]),
        encoder=embedder.name,
    )


def learn(found: Material, rows: NDArray[np.bool_], *, strength: float, meaning: bool) -> Learnt:
    """The weights that the rows teach, with or without the vectors."""
    from sklearn.linear_model import LogisticRegression

    own = found.features[rows]
    mean, spread = own.mean(axis=0), own.std(axis=0) + 1e-9
    inputs = (own - mean) / spread
    if meaning:
        inputs = np.hstack([inputs, found.vectors[rows] * VECTOR])
    model = LogisticRegression(C=strength, max_iter=5000).fit(inputs, found.labels[rows])
    against = model.coef_[:NONE] - model.coef_[NONE]
    count = len(found.names)
    weights = against[:, :count] / spread
    return Learnt(
        biases=model.intercept_[:NONE] - model.intercept_[NONE] - weights @ mean,
        weights=weights,
        vectors=against[:, count:] * VECTOR,
    )


def chosen(found: Material, learnt: Learnt, rows: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each row the place in CLASSES of what it is taken for."""
    logits = found.features[rows] @ learnt.weights.T + learnt.biases
    if learnt.vectors.shape[1]:
        logits = logits + found.vectors[rows] @ learnt.vectors.T
    powers = np.exp(logits)
    shares = powers / (1 + powers.sum(axis=1, keepdims=True))
    best: NDArray[np.int64] = np.where(shares.max(axis=1) >= LEAST, shares.argmax(axis=1), NONE)
    return best


def table(found: Material) -> str:
    """What each view makes of the questions, cross-validated, and of those held apart."""
    lines = [
        "| questions | read by | decisions found | of them as what they are | maps for nothing |",
        "|---|---|---|---|---|",
    ]
    places = np.arange(len(found.labels)) % FOLDS
    for name, strength in STRENGTHS.items():
        meaning = name != "how it is put"
        crossed = np.full(len(found.labels), NONE)
        for fold in range(FOLDS):
            out = (places == fold) & ~found.apart
            learnt = learn(found, ~out & ~found.apart, strength=strength, meaning=meaning)
            crossed[out] = chosen(found, learnt, out)
        whole = learn(found, ~found.apart, strength=strength, meaning=meaning)
        crossed[found.apart] = chosen(found, whole, found.apart)
        for half, rows in (("learnt from, cross-validated", ~found.apart), ("held apart", found.apart)):
            lines.append(f"| {half} | {name} | {_figures(found.labels[rows], crossed[rows])} |")
    return "\n".join(lines)


def _figures(labels: NDArray[np.int64], taken: NDArray[np.int64]) -> str:
    asked = labels != NONE
    laid = taken != NONE
    found, right = int((asked & laid).sum()), int((asked & (taken == labels)).sum())
    for_nothing = int((~asked & laid).sum())
    return (
        f"{found} of {int(asked.sum())} ({found / asked.sum():.2f}) | {right} of {found} ({right / max(found, 1):.2f}) | "
        f"{for_nothing} of {int((~asked).sum())} ({for_nothing / (~asked).sum():.2f})"
    )


def write(found: Material) -> None:
    """Learn from all that is not held apart, and write the data file."""
    lines = [
        "# Which decision a question asks for (assistant/deciding.py): to refer, who leads, what may be shared; log odds against",
        "# none. Learnt by `python -m evals.fit_deciding --write` from evals/suites/decisions.jsonl, which prints how often that",
        "# is right. plain: by how a question is put. with_meaning: and `vector`, in thousandths, times that of `encoder`.",
        "",
        f"least = {LEAST}",
        f'encoder = "{found.encoder}"',
    ]
    for (name, strength), called in zip(STRENGTHS.items(), ("plain", "with_meaning"), strict=True):
        learnt = learn(found, ~found.apart, strength=strength, meaning=name != "how it is put")
        for place, kind in enumerate(CriteriaKind):
            lines += ["", f"[{called}.{kind.value}]", f"bias = {learnt.biases[place]:.3f}"]
            lines += [f"{feature} = {learnt.weights[place, at]:.3f}" for at, feature in enumerate(found.names)]
            if learnt.vectors.shape[1]:
                numbers = ", ".join(str(round(it * 1000)) for it in learnt.vectors[place].tolist())
                lines.append(f"vector = [{numbers}]")
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how often it is right; with `--write`, write the rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    found = material()
    print(table(found))  # noqa: T201
    if parser.parse_args(arguments).write:
        write(found)


if __name__ == "__main__":
    main()
