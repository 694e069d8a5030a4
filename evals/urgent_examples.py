"""What the urgent check is learnt from and measured on: phrasings of danger, and questions that are not urgent."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.outcome import Outcome
from evals.halves import Half, half_of

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
SUITES = ROOT / "evals" / "suites"
BANK = ROOT / "evals" / "bank"
APART = DATA / "urgent_apart.jsonl"
SHORT = DATA / "urgent_short.jsonl"
"""By one more such writer: messages of a few words, as people type them within a conversation."""
FURTHER = DATA / "urgent_further.jsonl"
"""By other writers who have not seen the patterns, to learn from alone."""
OWN = (DATA / "urgent.jsonl", DATA / "urgent_taught.jsonl")
CALM = DATA / "calm_questions.txt"
FOLDS = 5
UNSEEN_FOLD = 4
"""The fifth that no network is trained on: what it makes of phrasings is weighed by texts that it has not seen."""
MOST_OF_BANK = 2000
APART_WEIGHT, OWN_WEIGHT, CALM_WEIGHT, SUITE_WEIGHT = 1.5, 1.0, 0.5, 1.5
"""How much a phrasing of the writers, of our own, a calm question and a question of a suite count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, whether it is urgent, and how much it counts. `apart`: by a writer who had not seen the patterns."""

    id: str
    text: str
    urgent: bool
    weight: float = 1.0
    apart: bool = False

    @property
    def fold(self) -> int:
        """Which fifth it belongs to, by the hash of its id, so that adding examples moves none."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % FOLDS


def read_examples(path: Path, *, weight: float = 1.0, apart: bool = False) -> tuple[Example, ...]:
    """The phrasings of a JSON Lines file with `id`, `text` and `urgent`, in order."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)
    return tuple(
        Example(id=row["id"], text=row["text"], urgent=row["urgent"], weight=weight, apart=apart) for row in rows
    )


def apart(half: Half, paths: Sequence[Path] = (APART, SHORT)) -> tuple[Example, ...]:
    """One half of the phrasings by writers who have not seen the patterns."""
    examples = (it for path in paths for it in read_examples(path, weight=APART_WEIGHT, apart=True))
    return tuple(it for it in examples if half_of(it.id) is half)


def learning_phrasings() -> tuple[Example, ...]:
    """The phrasings to learn from: our own, and those of writers who have not seen the patterns but for the measuring half."""
    own = [it for path in OWN for it in read_examples(path, weight=OWN_WEIGHT)]
    return (*apart(Half.LEARNING), *read_examples(FURTHER, weight=APART_WEIGHT, apart=True), *own)


def learning_examples() -> tuple[Example, ...]:
    """Everything that is learnt from. The measuring half of the writers' phrasings and of the suites is not in it."""
    return (*learning_phrasings(), *_calm(_lines(CALM), CALM_WEIGHT), *_calm(_bank(), CALM_WEIGHT), *_suites())


def _suites() -> Iterator[Example]:
    for path in sorted(SUITES.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        chosen = [row for row in rows if "question" in row and row.get("outcome") != Outcome.URGENT]
        texts = [row["question"] for row in chosen if half_of(row["id"]) is Half.LEARNING]
        yield from _calm(texts, SUITE_WEIGHT)


def _bank() -> list[str]:
    """Questions of the bank that is made for the encoder, evenly thinned to MOST_OF_BANK; none where there is no bank."""
    paths = sorted(BANK.glob("*.jsonl")) if BANK.exists() else []
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line]
    asked = [asked["question"] for row in rows for asked in row.get("questions", ())]
    return asked[:: 1 + len(asked) // MOST_OF_BANK]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def _calm(texts: Sequence[str], weight: float) -> Iterator[Example]:
    for text in texts:
        id_ = "calm-" + hashlib.sha256(text.encode()).hexdigest()[:12]
        yield Example(id=id_, text=text, urgent=False, weight=weight)
