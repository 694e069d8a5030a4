"""Fit when the directory is asked for: `python -m evals.fit_directory [--write]` learns `assistant/data/directory.toml`.

A logistic regression (L2; scikit-learn, classes balanced) from how near the nearest service is, how the question is put and what
it means, to "a service answers this". It learns from the learning half of the questions for which readers named what answers in
the whole library and its directory (`graded/demo-unread.jsonl`), and of those of the suites that nothing answers. The
thresholds are chosen on what ten-fold cross-validation says of the questions that are learnt from: `shown` is the likelihood
that SHOWN_OTHERS of those without a service reach, `answers` the one that ANSWERED_OTHERS of those that nothing answers do.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.board import Board
from assistant.directory import DATA, PARTS, directory_features, load_directory_rule
from assistant.outcome import Outcome
from assistant.services import nearness_of
from evals.demo_library import demo_library
from evals.fit_judge import HALVED, SUITES, WHOLE
from evals.graded import ANSWERS, HELPS, UNREAD, UNREAD_APART, read_graded
from evals.halves import Half, half_of
from evals.suite import read_suite

AREA = "thornmere"
STRENGTH = 0.3
"""scikit-learn's C."""
VECTOR = 4.0
"""What a vector of length 1 is multiplied by beside features of spread 1, when it is learnt from; 2 to 8 differ little."""
FOLDS = 10
SHOWN_OTHERS = 0.1
ANSWERED_OTHERS = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, its half, the grade of the best service, and whether anything in the library answers it or helps."""

    text: str
    half: Half
    grade: int
    nothing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """features: shape (n, f), columns in the order of `names`; vectors: shape (n, d). asked: where each row is from."""

    names: tuple[str, ...]
    features: NDArray[np.float64]
    vectors: NDArray[np.float64]
    asked: tuple[Asked, ...]
    encoder: str

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Whether a service answers by itself, shape (n,)."""
        return np.asarray([it.grade >= ANSWERS for it in self.asked])


def questions() -> Iterator[Asked]:
    """What is learnt from and measured. What is learnt from or measured whole counts as a half."""
    for half, it in [
        *((half_of(it.id), it) for it in read_graded(UNREAD)),
        *((Half.MEASURING, it) for it in read_graded(UNREAD_APART)),
    ]:
        services = max(it.services.values(), default=0)
        yield Asked(text=it.question, half=half, grade=services, nothing=max(it.best, services) < HELPS)
    for name in (*WHOLE, *HALVED):
        for case in read_suite(SUITES / name):
            if case.outcome is Outcome.NOT_IN_GUIDANCE and case.area in (None, AREA) and not case.history:
                half = Half.LEARNING if name in WHOLE else half_of(case.id)
                yield Asked(text=case.question, half=half, grade=0, nothing=True)


def material(asked: Sequence[Asked]) -> Material:
    """Questions, measured against the demonstration area's directory."""
    board = Board.open(demo_library())
    with board.shelf.snapshot() as snapshot:
        embedder = board.embedder_for(snapshot)
        services = snapshot.services(AREA)
        near = [nearness_of([it.text], services, board.services, embedder) for it in asked]
        vectors = np.stack([embedder.embed_query(it.text) for it in asked]).astype(np.float64)
    board.close()
    rows = [directory_features(it.text, one) for it, one in zip(asked, near, strict=True)]
    names = tuple(rows[0])
    return Material(
        names=names,
        features=np.asarray([[row[name] for name in names] for row in rows]),
        vectors=vectors,
        asked=tuple(asked),
        encoder=embedder.name,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Log odds in the features' own units."""

    bias: float
    weights: NDArray[np.float64]
    vector: NDArray[np.float64]

    def likelihoods(self, found: Material, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Of each row that is chosen, shape (n,)."""
        said = self.bias + found.features[rows] @ self.weights + found.vectors[rows] @ self.vector
        likely: NDArray[np.float64] = 1 / (1 + np.exp(-said))
        return likely


def learn(found: Material, rows: NDArray[np.bool_]) -> Learnt:
    """The weights that the rows teach."""
    from sklearn.linear_model import LogisticRegression

    own = found.features[rows]
    mean, spread = own.mean(axis=0), own.std(axis=0) + 1e-9
    inputs = np.hstack([(own - mean) / spread, found.vectors[rows] * VECTOR])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=5000).fit(inputs, found.answered[rows])
    weights = model.coef_[0, : len(found.names)] / spread
    return Learnt(
        bias=float(model.intercept_[0] - weights @ mean),
        weights=weights,
        vector=model.coef_[0, len(found.names) :] * VECTOR,
    )


def cross_validated(found: Material, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What rules that were learnt without each question say of it, shape (n,): nan but for the rows."""
    from sklearn.model_selection import StratifiedKFold

    places = np.flatnonzero(rows)
    likely = np.full(len(found.asked), np.nan)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(places, found.answered[places])
    for known, unseen in folds:
        taught, left = np.zeros_like(rows), np.zeros_like(rows)
        taught[places[known]], left[places[unseen]] = True, True
        likely[left] = learn(found, taught).likelihoods(found, left)
    return likely


def table(found: Material, likely: NDArray[np.float64], shown: float, answers: float) -> str:
    """How often the directory is shown, and taken for the answer, by half and by what readers found."""
    grades = np.asarray([it.grade for it in found.asked])
    nothing = np.asarray([it.nothing for it in found.asked])
    kinds = {
        "a service answers": grades >= ANSWERS,
        "a service helps": grades == HELPS,
        "nothing answers or helps": nothing,
        "a paragraph alone": (grades < HELPS) & ~nothing,
    }
    lines = [
        "| half | what readers found | questions | services shown | taken for the answer |",
        "|---|---|---|---|---|",
    ]
    for half in Half:
        own = np.asarray([it.half is half for it in found.asked])
        for name, kind in kinds.items():
            said = likely[own & kind]
            shares = f"{(said >= shown).mean():.3f} | {(said >= answers).mean():.3f}"
            lines.append(f"| {half.value} | {name} | {len(said)} | {shares} |")
    return "\n".join(lines)


def write(learnt: Learnt, found: Material, shown: float, answers: float) -> None:
    """Write the data file."""
    lines = [
        "# When a question asks for what the directory lists (assistant/directory.py): log odds. Learnt by",
        "# `python -m evals.fit_directory --write`, which prints how often that is right. `vector`: in thousandths, times that",
        "# of `encoder`. shown, answers: how likely it must be for services to be shown, and to be the answer.",
        "",
        f"shown = {shown}",
        f"answers = {answers}",
        f'encoder = "{found.encoder}"',
        f"bias = {learnt.bias:.3f}",
        f"vector = [{', '.join(str(round(it * PARTS)) for it in learnt.vector.tolist())}]",
        "",
        "[features]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(found.names, learnt.weights, strict=True)),
    ]
    DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how often it is right; with `--write`, write the rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    found = material([*questions()])
    learning = np.asarray([it.half is Half.LEARNING for it in found.asked])
    likely = cross_validated(found, learning)
    others = learning & np.asarray([it.grade < HELPS for it in found.asked])
    nothing = learning & np.asarray([it.nothing for it in found.asked])
    shown = round(float(np.quantile(likely[others], 1 - SHOWN_OTHERS)), 3)
    answers = round(max(float(np.quantile(likely[nothing], 1 - ANSWERED_OTHERS)), shown), 3)
    learnt = learn(found, learning)
    likely[~learning] = learnt.likelihoods(found, ~learning)
    if given.write:
        write(learnt, found, shown, answers)
        load_directory_rule.cache_clear()
    print(f"shown from {shown}, the answer from {answers}")  # noqa: T201
    print(table(found, likely, shown, answers))  # noqa: T201


if __name__ == "__main__":
    main()
