"""Learn the weights of the urgent check: `python -m assistant.fit_urgent EXAMPLES QUESTIONS DOCUMENT…`.

It writes urgent_weights.toml. EXAMPLES: one object a line with `id`, `text`, `urgent`. QUESTIONS, DOCUMENT: texts that are not
urgent, one a line (of JSON Lines, the line's `text`); documents, so that quoting one is not urgent either. Logistic regression
over stretches of two sentences: of an urgent text, the stretch that says so most; of any other, every stretch. Printed: how each
fifth of the examples is judged by weights learnt from the other four, which is also how the threshold is set.
"""

import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.danger_signs import SignRules, Stretch, sign_rules, stretches
from assistant.patterns import DATA, read_data
from assistant.urgent import UrgentRules, weigh

ROUNDS = 3
RIDGE = 3.3
URGENT_SHARE = 0.5
EXAMPLE_WEIGHT, QUESTION_WEIGHT, DOCUMENT_WEIGHT = 3.0, 2.0, 0.3
MOST_CALM = 2000
FEWEST = 4
SMALLEST = 0.05
MOST_FALSE_ALARMS = 0.02
BARE_WEIGHT, ASKED_WEIGHT = 0.5, 0.1
ASKED = (
    " What do I do?",
    " Who do I call?",
    " Should I make a referral?",
    " Do I need to refer?",
    " Is that a referral?",
    " What does the guidance say?",
    " Can you help?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, whether it is urgent, and how much it counts."""

    id: str
    text: str
    urgent: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calm:
    """A stretch that is not urgent, and how much it counts."""

    stretch: Stretch
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Of `urgent` urgent texts `found` were found; of `calm` others `alarms` were taken for urgent."""

    urgent: int
    found: int
    calm: int
    alarms: int

    def __str__(self) -> str:
        recall, alarms = self.found / self.urgent, self.alarms / self.calm
        return (
            f"recall {recall:.3f} ({self.found}/{self.urgent}), false alarms {alarms:.3f} ({self.alarms}/{self.calm})"
        )


def read_examples(path: Path) -> tuple[Example, ...]:
    """The examples of a JSON Lines file, in order."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)
    return tuple(Example(id=row["id"], text=row["text"], urgent=row["urgent"]) for row in rows)


def read_calm(path: Path, weight: float, signs: SignRules) -> list[Calm]:
    """The stretches of every line of a file, evenly thinned to MOST_CALM."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    texts = [json.loads(line)["text"] if path.suffix == ".jsonl" else line.lstrip("#>- ") for line in lines]
    found = [Calm(stretch=stretch, weight=weight) for text in texts for stretch in stretches(text, signs)]
    return found[:: 1 + len(found) // MOST_CALM]


def fifth(example_id: str) -> int:
    """Which fifth (0 to 4) an example belongs to, by the hash of its id, so that adding examples moves none."""
    return int(hashlib.sha256(example_id.encode()).hexdigest(), 16) % 5


def learn(examples: Sequence[Example], calm: Sequence[Calm], signs: SignRules) -> UrgentRules:
    """Rules with weights learnt from `examples` and `calm` stretches; the threshold is 0."""
    read = [(example, found) for example in _varied(examples) if (found := stretches(example.text, signs))]
    features = _features([found for _, found in read])
    read += [(Example(id="", text="", urgent=False, weight=it.weight), (it.stretch,)) for it in calm]
    rules = UrgentRules(reviewed_by="", signs=signs, bias=0.0, threshold=0.0, weights={})
    for _ in range(ROUNDS):
        chosen = [(example, part) for example, found in read for part in _chosen(example, found, rules)]
        rows = _rows([part for _, part in chosen], features)
        answers = np.array([example.urgent for example, _ in chosen], dtype=np.float64)
        weights = _balanced(np.array([example.weight for example, _ in chosen]), answers)
        bias, fitted = _logistic(rows, answers, weights)
        learnt = {name: round(float(weight), 2) for name, weight in zip(features, fitted, strict=True)}
        kept = {name: weight for name, weight in learnt.items() if abs(weight) >= SMALLEST}
        rules = UrgentRules(reviewed_by="", signs=signs, bias=round(bias, 2), threshold=0.0, weights=kept)
    return rules


def measure(rules: UrgentRules, examples: Sequence[Example], threshold: float) -> Measured:
    """How `examples` are judged by `rules` at `threshold`."""
    return _measured([(rules, example) for example in examples], threshold)


def _measured(judged: Sequence[tuple[UrgentRules, Example]], threshold: float) -> Measured:
    said = [(example.urgent, _score(rules, example.text) >= threshold) for rules, example in judged]
    return Measured(
        urgent=sum(urgent for urgent, _ in said),
        found=sum(urgent and yes for urgent, yes in said),
        calm=sum(not urgent for urgent, _ in said),
        alarms=sum(yes and not urgent for urgent, yes in said),
    )


def _score(rules: UrgentRules, text: str) -> float:
    return max((weigh(stretch, rules) for stretch in stretches(text, rules.signs)), default=float("-inf"))


def _varied(examples: Sequence[Example]) -> list[Example]:
    """Each example as it is, without its marks, and with one of ASKED after it: a calm question hides no danger and is none."""
    found = []
    for at, example in enumerate(examples):
        weight = 1.0 if example.urgent else EXAMPLE_WEIGHT
        bare = "".join(mark for mark in example.text.lower() if mark not in ".?!;,'’")
        found.append(Example(id=example.id, text=example.text, urgent=example.urgent, weight=weight))
        found.append(Example(id=example.id, text=bare, urgent=example.urgent, weight=weight * BARE_WEIGHT))
        asked = example.text.rstrip(".?! ") + "." + ASKED[at % len(ASKED)]
        found.append(Example(id=example.id, text=asked, urgent=example.urgent, weight=weight * ASKED_WEIGHT))
    return found


def _chosen(example: Example, found: tuple[Stretch, ...], rules: UrgentRules) -> tuple[Stretch, ...]:
    if not example.urgent:
        return found
    if not rules.weights:
        return (max(found, key=lambda stretch: len(stretch.shown)),)
    return (max(found, key=lambda stretch: weigh(stretch, rules)),)


def _features(texts: Sequence[tuple[Stretch, ...]]) -> list[str]:
    """Every feature that at least FEWEST texts show, sorted."""
    counts = Counter(name for found in texts for name in frozenset().union(*(stretch.shown for stretch in found)))
    return sorted(name for name, count in counts.items() if count >= FEWEST)


def _rows(found: Sequence[Stretch], features: Sequence[str]) -> NDArray[np.float32]:
    places = {name: at for at, name in enumerate(features)}
    rows = np.zeros((len(found), len(features)), dtype=np.float32)
    for at, stretch in enumerate(found):
        rows[at, [places[name] for name in stretch.shown if name in places]] = 1.0
    return rows


def _balanced(weights: NDArray[np.float64], answers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights, those of urgent texts scaled to URGENT_SHARE of the others' sum."""
    calm, urgent = weights[answers == 0].sum(), weights[answers == 1].sum()
    scaled: NDArray[np.float64] = np.where(answers == 1, weights * URGENT_SHARE * calm / urgent, weights)
    return scaled


def _logistic(
    rows: NDArray[np.float32], answers: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Bias and weights that minimise the weighted log loss plus RIDGE/2 times the weights' square, by Newton steps."""
    known = np.hstack([np.ones((len(rows), 1), dtype=np.float32), rows])
    penalty = np.full(known.shape[1], RIDGE)
    penalty[0] = 1e-6
    fitted = np.zeros(known.shape[1])
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(known @ fitted, -30, 30)))
        slope = known.T @ (weights * (chance - answers)) + penalty * fitted
        bend = (known * (weights * chance * (1 - chance))[:, None].astype(np.float32)).T @ known + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        fitted -= step
        if np.abs(step).max() < 1e-4:
            break
    return float(fitted[0]), fitted[1:]


def held_apart(
    examples: Sequence[Example], calm: Sequence[Calm], signs: SignRules, parts: Sequence[int] = range(5)
) -> Iterator[tuple[UrgentRules, list[Example]]]:
    """For each fifth in `parts`: rules learnt from the other four, and its own examples."""
    for part in parts:
        held = [example for example in examples if fifth(example.id) == part]
        yield learn([example for example in examples if fifth(example.id) != part], calm, signs), held


def _threshold(apart: Sequence[tuple[UrgentRules, list[Example]]]) -> float:
    """The lowest threshold, in tenths, at which no more than MOST_FALSE_ALARMS of the examples held apart are false alarms."""
    scores = sorted(_score(rules, example.text) for rules, held in apart for example in held if not example.urgent)
    highest_calm = scores[-1 - int(MOST_FALSE_ALARMS * len(scores))]
    return math.floor(highest_calm * 10 + 1) / 10


def main(arguments: Sequence[str]) -> None:
    """Learn, measure and write the weights."""
    signs = sign_rules(read_data("urgent"))
    examples = read_examples(Path(arguments[0]))
    calm = read_calm(Path(arguments[1]), QUESTION_WEIGHT, signs)
    calm += [it for path in arguments[2:] for it in read_calm(Path(path), DOCUMENT_WEIGHT, signs)]
    apart = [*held_apart(examples, calm, signs)]
    threshold = _threshold(apart)
    judged = [(rules, example) for rules, held in apart for example in held]
    rules = learn(examples, calm, signs)
    said = (
        f"each fifth, judged by weights learnt from the others: {_measured(judged, threshold)}",
        f"learnt from {len(examples)} examples and {len(calm)} other stretches that are not urgent",
        f"shipped weights, on the examples they were learnt from: {measure(rules, examples, threshold)}",
    )
    print("\n".join(said))  # noqa: T201
    (DATA / "urgent_weights.toml").write_text(_written(rules, threshold, said), "utf-8")


def _written(rules: UrgentRules, threshold: float, said: Sequence[str]) -> str:
    ordered = sorted(rules.weights.items(), key=lambda weight: (-weight[1], weight[0]))
    head = [
        "# Learnt by `python -m assistant.fit_urgent`; do not edit.",
        "# What each feature of a stretch of two sentences adds, in log odds. Measured at this threshold:",
        *(f"# - {line}" for line in said),
    ]
    body = [f'"{name}" = {weight}' for name, weight in ordered]
    return "\n".join([*head, "", f"threshold = {threshold}", f"bias = {rules.bias}", "", "[weights]", *body, ""])


if __name__ == "__main__":
    main(sys.argv[1:])
