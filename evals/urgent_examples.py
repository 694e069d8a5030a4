"""What the urgent check is learnt from and measured on: phrasings of danger, and questions that are not urgent."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.outcome import Outcome
from evals.graded import FOLDER as GRADED
from evals.graded import UNREAD_APART
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
TWINS = DATA / "urgent_twins.jsonl"
"""By eight more: an urgent and a calm message that share most of their words, to learn from alone. No threshold is chosen by
them: in use what is calm seldom sounds so much like danger.
"""
TWINS_APART = DATA / "urgent_twins_apart.jsonl"
"""By a ninth: the same, which nothing is learnt from."""
CONFIRM = DATA / "urgent_confirm.jsonl"
"""By two more writers who have seen neither patterns nor examples: asked once, after everything was chosen."""
OWN = (DATA / "urgent.jsonl", DATA / "urgent_taught.jsonl")
QUESTIONS_BEHIND = ROOT / "evals" / "data" / "questions_behind.txt"
"""What people ask behind what they tell."""
CALM = DATA / "calm_questions.txt"
FOLDS = 5
UNSEEN_FOLD = 4
"""The fifth that no network is trained on: what it makes of phrasings is weighed by texts that it has not seen."""
MOST_OF_BANK = 2000
ASKED_BEHIND = 4
"""One in so many phrasings is shown with a question behind it as well."""
APART_WEIGHT, OWN_WEIGHT, CALM_WEIGHT, SUITE_WEIGHT = 1.5, 1.0, 0.5, 1.5
"""How much a phrasing of the writers, of our own, a calm question and a question of a suite count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, whether it is urgent, and how much it counts. `apart`: by a writer who had not seen the patterns. `made_of`: the
    id of the one that it is made of, '' for none.
    """

    id: str
    text: str
    urgent: bool
    weight: float = 1.0
    apart: bool = False
    made_of: str = ""

    @property
    def fold(self) -> int:
        """Which fifth it belongs to, by the hash of its id, so that adding examples moves none; what is made of it too."""
        return int(hashlib.sha256((self.made_of or self.id).encode()).hexdigest(), 16) % FOLDS


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
    further = read_examples(FURTHER, weight=APART_WEIGHT, apart=True)
    return (*apart(Half.LEARNING), *further, *read_examples(TWINS, weight=APART_WEIGHT), *own)


def learning_examples() -> tuple[Example, ...]:
    """Everything that is learnt from. The measuring half of the writers' phrasings and of the suites is not in it."""
    return (*learning_phrasings(), *_calm(_lines(CALM), CALM_WEIGHT), *_calm(_bank(), CALM_WEIGHT), *_suites())


def asked_behind(phrasings: Sequence[Example]) -> tuple[Example, ...]:
    """One in ASKED_BEHIND of the phrasings with a question put behind it: "dad has collapsed, is this normal?" is as urgent as
    without. Which one and how it is joined hangs on the id.
    """
    questions = _lines(QUESTIONS_BEHIND)
    found = []
    for it in phrasings:
        chance = random.Random(f"behind:{it.id}")
        if chance.randrange(ASKED_BEHIND) == 0:
            text = _joined(it.text.rstrip(), chance.choice(questions), chance)
            found.append(Example(id=f"{it.id}?", text=text, urgent=it.urgent, weight=it.weight, made_of=it.id))
    return tuple(found)


def _joined(text: str, question: str, chance: random.Random) -> str:
    """A question behind a text, as people type it: after a stop, a comma or nothing, with a question mark or without."""
    asked = question if chance.random() < 2 / 3 else question.rstrip("?.")
    if text.endswith((".", "!", "?")):
        return f"{text} {asked[0].upper() + asked[1:] if text[0].isupper() else asked}"
    return f"{text}{chance.choice((', ', '. ', ' '))}{asked}"


def _suites() -> Iterator[Example]:
    for path in (
        *sorted(SUITES.glob("*.jsonl")),
        *sorted(set(GRADED.glob("*.jsonl")) - {GRADED / f"{UNREAD_APART}.jsonl"}),
    ):
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
