"""Training a network to tell a text that says someone is in danger now from one that only sounds like it.

One number is learnt from a text's window (the mean of all its tokens' states, of length 1): a log odds. Loss: binary cross-
entropy with what is wanted of each text, 0 to 1. A larger network learns from texts that people have judged; a small one learns
from the same, and from texts that nobody has judged, as the larger one judges them (distillation, Hinton et al. 2015). The same
texts, recipe and machine give the same weights.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import Passage
from evals.encoder_network import Network, Tokenizer, Tokens
from evals.misspelling import misspelt

Numbers = NDArray[np.float64]
EVERY = 100
"""Steps between two reports."""
TOGETHER = 20
"""Batches whose texts are sorted by length, so that little of a batch is padding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A text, how likely it is to be urgent (0 to 1), and how much it counts."""

    text: str
    urgent: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train. batch: texts; longest: tokens of a text that are read; hurried: how often a text is shown misspelt; steep:
    what the window is multiplied by; head_rate: how fast the head is trained, which begins from nothing. brief: multiply in
    bfloat16.
    """

    epochs: int
    rate: float
    batch: int = 32
    longest: int = 128
    hurried: float = 0.15
    steep: float = 20.0
    head_rate: float = 1e-3
    seed: int = 1
    brief: bool = False


class DangerTraining:
    """A network with its head, on its way. Raises ValueError for no texts."""

    def __init__(self, folder: Path, texts: Sequence[Wanted], recipe: Recipe) -> None:
        if not texts:
            raise ValueError("Expected texts to learn from, found none.")
        self.network = Network(folder, brief=recipe.brief)
        self.recipe, self.texts = recipe, texts
        torch = self.network.torch
        torch.manual_seed(recipe.seed)
        self._read = Tokenizer(folder, recipe.longest)
        self.head: Any = torch.nn.Linear(int(self.network.model.config.hidden_size), 1)
        slow = [{"params": self.network.model.parameters()}]
        heads = [{"params": self.head.parameters(), "lr": recipe.head_rate}]
        self._optimizer = torch.optim.AdamW([*slow, *heads], lr=recipe.rate, weight_decay=0.01)
        self._steps = recipe.epochs * -(-len(texts) // recipe.batch)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._rate)

    def train(self, report: Callable[[str], None]) -> None:
        """Train in place, all epochs."""
        losses: list[float] = []
        for epoch in range(self.recipe.epochs):
            self.network.model.train()
            for step, batch in enumerate(self._batches(epoch), start=1):
                losses.append(self._step(batch, random.Random(f"{self.recipe.seed}:{epoch}:{step}")))
                if step % EVERY == 0:
                    report(f"epoch {epoch + 1} of {self.recipe.epochs}, step {step}: loss {fmean(losses):.4f}")
                    losses.clear()
        self.network.model.eval()

    def scores(self, texts: Sequence[str]) -> Numbers:
        """The log odds that each text is urgent, shape (n,)."""
        windows = self.network.windows([self._tokens(text) for text in texts])
        weights, bias = self.line()
        return np.asarray(windows @ weights + bias, np.float64)

    def line(self) -> tuple[Numbers, float]:
        """What a window's numbers are multiplied by, shape (d,), and what is added."""
        weights = self.head.weight.detach().numpy()[0].astype(np.float64)
        return weights * self.recipe.steep, float(self.head.bias.item())

    def _batches(self, epoch: int) -> Iterator[Sequence[int]]:
        chance, size = random.Random(f"{self.recipe.seed}:{epoch}"), self.recipe.batch
        order = list(range(len(self.texts)))
        chance.shuffle(order)
        found = []
        for begin in range(0, len(order), size * TOGETHER):
            some = sorted(order[begin : begin + size * TOGETHER], key=lambda at: len(self.texts[at].text))
            found += [some[at : at + size] for at in range(0, len(some), size)]
        chance.shuffle(found)
        yield from found

    def _step(self, batch: Sequence[int], chance: random.Random) -> float:
        torch = self.network.torch
        torch.manual_seed(chance.randrange(2**31))
        said = [self.texts[at] for at in batch]
        shown = [misspelt(it.text, chance) if chance.random() < self.recipe.hurried else it.text for it in said]
        _, windows = self.network.states([self._tokens(text) for text in shown])
        found = self.recipe.steep * (windows @ self.head.weight[0]) + self.head.bias
        entropy = torch.nn.functional.binary_cross_entropy_with_logits
        loss = entropy(found, torch.tensor([it.urgent for it in said]), weight=torch.tensor([it.weight for it in said]))
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.model.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        return float(loss.item())

    def _tokens(self, text: str) -> Tokens:
        return self._read.tokens(Passage(text=text, sentences=()))

    def _rate(self, step: int) -> float:
        """A linear rise over the first tenth of the steps, then a linear fall to a fiftieth."""
        rise = max(10, self._steps // 10)
        return float(min(1.0, (step + 1) / rise) * max(0.02, (self._steps - step) / self._steps))
