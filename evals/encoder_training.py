"""Training the encoder: questions drawn towards the passages that answer them, and away from those that stand beside them.

Loss: multiple-negatives ranking (softmax cross-entropy over the passages of a batch, Henderson et al. 2017) of each question
on the windows, on the best sentences, and on both together, so that the two vectors that the product compares are trained as
they are used; and of each passage on the questions of the batch. Each pair is also judged by itself against one line, so that a
cosine says whether a passage answers at all. The same examples, recipe and machine give the same weights.
"""

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from corpus.embedder import Passage
from evals.encoder_batches import plan_batches
from evals.encoder_examples import Group
from evals.encoder_late import LOOKED_AT, LateInteraction, places
from evals.encoder_losses import Compared, Weights, cosines, ranking_loss
from evals.encoder_network import Network, Tokenizer, Tokens
from evals.misspelling import misspelt

QUESTION_LONGEST = 128
EVERY = 40
"""Steps between two checkpoints."""
LATE_RATE = 10
"""How many times faster the projection is trained, which begins from nothing, than the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train.

    passages: of a batch; questions: of a passage in it; together: passages of one document side by side. longest: tokens of a
    passage that are read. scale, late_scale, backwards, apart, late: as `Weights` has them. hurried: how often a question is
    shown misspelt. brief: the network multiplies in bfloat16.
    """

    epochs: int = 2
    rate: float = 5e-5
    passages: int = 16
    questions: int = 4
    together: int = 4
    longest: int = 192
    scale: float = 20.0
    late: float = 1.0
    late_scale: float = 30.0
    backwards: float = 0.3
    apart: float = 0.5
    hurried: float = 0.2
    seed: int = 1
    brief: bool = False

    @property
    def weights(self) -> Weights:
        """What the parts of the loss count."""
        return Weights(
            scale=self.scale,
            late_scale=self.late_scale,
            backwards=self.backwards,
            apart=self.apart,
            late=self.late,
        )


AS_SHIPPED = Recipe(brief=True)
"""How the encoder in `corpus/encoder` was trained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The examples as tokens: a passage each, its questions, and those misspelt."""

    passages: Sequence[Tokens]
    questions: Sequence[Sequence[Tokens]]
    misspelt: Sequence[Sequence[Tokens]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a training stands: the epoch and the step in it, from 0, and the groups of that step."""

    epoch: int
    step: int
    batch: Sequence[int]

    def seed(self, recipe: Recipe) -> str:
        """What chance is drawn from at this step."""
        return f"{recipe.seed}:{self.epoch}:{self.step}"


class Training:
    """A network on its way, with all that a checkpoint has to keep."""

    def __init__(self, network: Network, folder: Path, groups: Sequence[Group], recipe: Recipe) -> None:
        self.network, self.groups, self.recipe = network, groups, recipe
        torch = network.torch
        torch.manual_seed(recipe.seed)
        size = int(network.model.config.hidden_size)
        self.late = LateInteraction(torch, size)
        self.reading = _read(folder, groups, recipe)
        self._begin_late()
        steps = recipe.epochs * -(-len(groups) // recipe.passages)
        rates = [
            {"params": [*network.model.parameters()]},
            {"params": self.late.parts.parameters(), "lr": LATE_RATE * recipe.rate},
        ]
        self.optimizer: Any = torch.optim.AdamW(rates, lr=recipe.rate, weight_decay=0.01)
        self.schedule: Any = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda step: _rate(step, steps))

    def _begin_late(self) -> None:
        looked_at = self.reading.passages[:: 1 + len(self.reading.passages) // LOOKED_AT]
        self.network.model.eval()
        with self.network.torch.no_grad():
            states, _ = self.network.states(looked_at)
            self.late.begin_with(states[self._there(looked_at)])

    def _there(self, items: Sequence[Tokens]) -> Any:
        lengths = [len(item.ids) for item in items]
        return places(self.network.torch, lengths, max(lengths))

    def plan(self, epoch: int) -> list[list[int]]:
        """The batches of an epoch, by what the network takes for near at its beginning."""
        recipe, seed = self.recipe, f"{self.recipe.seed}:{epoch}"
        chance = random.Random(seed)
        asked = self.network.windows([chance.choice(questions) for questions in self.reading.questions])
        windows = self.network.windows(self.reading.passages)
        size, together = recipe.passages, recipe.together
        return plan_batches(self.groups, asked, windows, size=size, together=together, seed=seed)

    def step(self, place: Place) -> float:
        """One step of the optimiser on one batch; its loss."""
        torch = self.network.torch
        torch.manual_seed(int(hashlib.sha256(place.seed(self.recipe).encode()).hexdigest()[:8], 16))
        loss = self._loss(place.batch, random.Random(place.seed(self.recipe)))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        return float(loss.item())

    def _loss(self, batch: Sequence[int], chance: random.Random) -> Any:
        torch, recipe, reading, groups = self.network.torch, self.recipe, self.reading, self.groups
        drawn = [self._drawn(at, chance) for at in batch]
        right = torch.tensor([row for row, some in enumerate(drawn) for _ in some])
        left_out = torch.tensor(
            [
                [one != other and self._is_no_wrong_answer(groups[one], place, groups[other]) for other in batch]
                for one, some in zip(batch, drawn, strict=True)
                for place, _ in some
            ]
        )
        questions = [one for some in drawn for _, one in some]
        passages = [reading.passages[at] for at in batch]
        asked, there = self.network.states(questions), self.network.states(passages)
        by_window, by_sentence = cosines(self.network, asked[1], passages, there)
        late = self.late.scores((asked[0], self._there(questions)), (there[0], self._there(passages)))
        found = Compared(by_window=by_window, by_sentence=by_sentence, late=late, right=right)
        return ranking_loss(torch, found, left_out, self.late.line, recipe.weights)

    def _is_no_wrong_answer(self, own: Group, place: int, other: Group) -> bool:
        """Whether another passage is never held against a question of a group: it says the same, or was found to help."""
        return own.alike(other) or (bool(own.also) and other.name in own.also[place])

    def _drawn(self, at: int, chance: random.Random) -> list[tuple[int, Tokens]]:
        """Some questions of a passage with their places in it, now and then as typed in a hurry."""
        asked, hurried = self.reading.questions[at], self.reading.misspelt[at]
        places = chance.sample(range(len(asked)), min(self.recipe.questions, len(asked)))
        return [(place, (hurried if chance.random() < self.recipe.hurried else asked)[place]) for place in places]

    def kept(self) -> dict[str, Any]:
        """What a checkpoint keeps of it."""
        kept = {name: getattr(self, name).state_dict() for name in ("optimizer", "schedule")}
        return {"network": self.network.model.state_dict(), "late": self.late.parts.state_dict(), **kept}

    def take(self, state: dict[str, Any]) -> None:
        """Stand where a checkpoint was made."""
        self.network.model.load_state_dict(state["network"])
        self.late.parts.load_state_dict(state["late"])
        for name in ("optimizer", "schedule"):
            getattr(self, name).load_state_dict(state[name])


def train(training: Training, report: Callable[[str], None], checkpoint: Path) -> None:
    """Train in place. A run that was stopped goes on from its `checkpoint`."""
    torch, recipe = training.network.torch, training.recipe
    mark = _mark(training.groups, recipe, training.network.digest())
    epoch, at, plan = 0, 0, None
    if state := _resumed(torch, checkpoint, mark):
        training.take(state)
        epoch, at, plan = state["epoch"], state["at"], state["plan"]
    losses: list[float] = []
    while epoch < recipe.epochs:
        plan = plan or training.plan(epoch)
        training.network.model.train()
        for step in range(at, len(plan)):
            losses.append(training.step(Place(epoch=epoch, step=step, batch=plan[step])))
            if (step + 1) % EVERY == 0:
                report(
                    f"epoch {epoch + 1} of {recipe.epochs}, step {step + 1} of {len(plan)}: loss {fmean(losses):.3f}"
                )
                losses.clear()
                _keep(torch, {"mark": mark, "epoch": epoch, "at": step + 1, "plan": plan} | training.kept(), checkpoint)
        epoch, at, plan = epoch + 1, 0, None
    training.network.model.eval()


def _read(folder: Path, groups: Sequence[Group], recipe: Recipe) -> Reading:
    of_passages, of_questions = Tokenizer(folder, recipe.longest), Tokenizer(folder, QUESTION_LONGEST)

    def read(texts: Sequence[str]) -> list[Tokens]:
        return [of_questions.tokens(Passage(text=text, sentences=())) for text in texts]

    return Reading(
        passages=[of_passages.tokens(group.passage) for group in groups],
        questions=[read(group.questions) for group in groups],
        misspelt=[read([misspelt(one, random.Random(one)) for one in group.questions]) for group in groups],
    )


def _rate(step: int, steps: int) -> float:
    """A linear rise over the first tenth of the steps, then a linear fall to a fiftieth."""
    rise = max(10, steps // 10)
    return float(min(1.0, (step + 1) / rise) * max(0.02, (steps - step) / steps))


def _mark(groups: Sequence[Group], recipe: Recipe, base: str) -> str:
    """What makes two runs the same: the groups in order, the recipe, and the weights that training begins from."""
    seen = hashlib.sha256(json.dumps([asdict(recipe), base], sort_keys=True).encode())
    for group in groups:
        seen.update(json.dumps([group.passage.text, group.questions]).encode())
    return seen.hexdigest()


def _resumed(torch: Any, checkpoint: Path, mark: str) -> dict[str, Any] | None:
    if not checkpoint.is_file():
        return None
    state: dict[str, Any] = torch.load(str(checkpoint), weights_only=True)
    return state if state["mark"] == mark else None


def _keep(torch: Any, state: dict[str, Any], checkpoint: Path) -> None:
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    draft = checkpoint.with_suffix(".draft")
    torch.save(state, str(draft))
    draft.replace(checkpoint)
