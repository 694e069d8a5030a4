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

from assistant.ask import ask
from assistant.board import Board
from assistant.deciding import DATA, decision_features
from assistant.question import Question
from corpus.criteria import CriteriaKind
from corpus.embedder import SHIPPED, open_embedder
from corpus.settings import load_settings
from evals.demo_library import demo_library

SUITE = Path(__file__).parent / "suites" / "decisions.jsonl"
APART = "lo-"
CLASSES = (*(kind.value for kind in CriteriaKind), "none")
NONE = len(CriteriaKind)
AREA = "thornmere"
VECTOR = 12.0
"""What a vector of length 1 is multiplied by beside features of spread 1, when it is learnt from."""
LEAST = 0.5
"""How likely a decision must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to read questions. key: what it is called in the data file; strength: scikit-learn's C; meaning: with vectors too."""

    name: str
    key: str
    strength: float
    meaning: bool


WAYS = (
    Way(name="how it is put", key="plain", strength=0.3, meaning=False),
    Way(name="and what it means", key="with_meaning", strength=0.1, meaning=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """features: shape (n, features); vectors: shape (n, d). The rest of shape (n,): labels, places in CLASSES; writers, whose
    each question is; apart, whether it is held apart.
    """

    names: tuple[str, ...]
    features: NDArray[np.float64]
    vectors: NDArray[np.float64]
    labels: NDArray[np.int64]
    writers: NDArray[np.str_]
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


def read_decisions() -> list[dict[str, str]]:
    """The questions of the suite: `id`, `text`, and the decision that each `asks` for, one of CLASSES."""
    return [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]


def material() -> Material:
    """Every question of the suite, measured with the shipped encoder."""
    settings = load_settings()
    embedder = open_embedder(SHIPPED, settings.models, threads=1)
    cases = read_decisions()
    rows = [decision_features(case["text"]) for case in cases]
    names = tuple(rows[0])
    return Material(
        names=names,
        features=np.asarray([[row[name] for name in names] for row in rows]),
        vectors=np.stack([embedder.embed_query(case["text"]) for case in cases]).astype(np.float64),
        labels=np.asarray([CLASSES.index(case["asks"]) for case in cases]),
        writers=np.asarray([case["id"].split("-")[0] for case in cases]),
        apart=np.asarray([case["id"].startswith(APART) for case in cases]),
        encoder=embedder.name,
    )


def learn(found: Material, rows: NDArray[np.bool_], way: Way) -> Learnt:
    """The weights that the rows teach."""
    from sklearn.linear_model import LogisticRegression

    own = found.features[rows]
    mean, spread = own.mean(axis=0), own.std(axis=0) + 1e-9
    inputs = (own - mean) / spread
    if way.meaning:
        inputs = np.hstack([inputs, found.vectors[rows] * VECTOR])
    model = LogisticRegression(C=way.strength, max_iter=5000).fit(inputs, found.labels[rows])
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
    """What each way makes of the questions, each writer's by what the others teach, and which maps come in the end."""
    lines = [
        "| questions | read by | decisions seen | of them as what they are | seen where there is none |",
        "|---|---|---|---|---|",
    ]
    for way in WAYS:
        taken = np.full(len(found.labels), NONE)
        for writer in np.unique(found.writers):
            out = found.writers == writer
            taken[out] = chosen(found, learn(found, ~out & ~found.apart, way), out)
        for half, rows in (("learnt from, each writer's by the others'", ~found.apart), ("held apart", found.apart)):
            lines.append(f"| {half} | {way.name} | {_figures(found.labels[rows], taken[rows])} |")
    lines.append(f"| held apart, asked of the assistant | the map that came | {_figures(*laid_out())} |")
    return "\n".join(lines)


def laid_out() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What each question held apart asks for, and which map its answer has on the demonstration area, shapes (n,)."""
    board = Board.open(demo_library())
    cases = [case for case in read_decisions() if case["id"].startswith(APART)]
    answers = [ask(Question(text=case["text"], area=AREA), board) for case in cases]
    board.close()
    came = [answer.criteria.map.removeprefix(f"{AREA}-") if answer.criteria else "none" for answer in answers]
    return np.asarray([CLASSES.index(case["asks"]) for case in cases]), np.asarray([CLASSES.index(it) for it in came])


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
    for way in WAYS:
        learnt = learn(found, ~found.apart, way)
        for place, kind in enumerate(CriteriaKind):
            lines += ["", f"[{way.key}.{kind.value}]", f"bias = {learnt.biases[place]:.3f}"]
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
    if parser.parse_args(arguments).write:
        write(found)
    print(table(found))  # noqa: T201


if __name__ == "__main__":
    main()
