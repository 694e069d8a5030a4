"""How the third view of danger is learnt: a small network over the states of each token, by torch.

Loss: binary cross-entropy, each text counting as its example says and urgent ones together as much as the others; AdamW with the
rate rising and falling once (Smith and Topin 2018). The same texts and machine give the same weights.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.urgent_states import StatesView, StatesWeights
from corpus.embedder import TokenEmbedder
from evals.urgent_examples import Example

SIGNS, HIDDEN = 256, 512
EPOCHS, RATE, DECAY, BATCH = 8, 1e-3, 0.1, 64
DROPPED_STATES, DROPPED_HIDDEN = 0.1, 0.5
CLIPPED = 1.0
MIXED = 8.0
"""Texts of a batch differ by about so many tokens in length, so that little of it is padding."""
SEED = 1


def learn_states(encoder: TokenEmbedder, examples: Sequence[Example]) -> StatesView:
    """The third view, learnt from texts as the encoder sees them; about 40 kB of memory a text."""
    import torch

    torch.manual_seed(SEED)
    states = [encoder.token_states(it.text).astype(np.float16) for it in examples]
    urgent = np.asarray([it.urgent for it in examples])
    counts = _counts(examples, urgent)
    network = _network(encoder.dimensions)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    rounds = EPOCHS * -(-len(examples) // BATCH)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=rounds, pct_start=0.15)
    for batch in _batches([len(it) for it in states]):
        padded, there = _padded([states[at] for at in batch])
        optimizer.zero_grad()
        said = network(torch.from_numpy(padded), torch.from_numpy(there))
        wanted, weight = (torch.from_numpy(it[batch].astype(np.float32)) for it in (urgent, counts))
        torch.nn.functional.binary_cross_entropy_with_logits(said, wanted, weight=weight).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), CLIPPED)
        optimizer.step()
        rate.step()
    return StatesView(encoder=encoder, weights=_weights(network))


def _counts(examples: Sequence[Example], urgent: NDArray[np.bool_]) -> NDArray[np.float64]:
    counts = np.asarray([it.weight for it in examples])
    counts = np.where(urgent, counts * counts[~urgent].sum() / counts[urgent].sum(), counts)
    shares: NDArray[np.float64] = counts / counts.mean()
    return shares


def _batches(lengths: Sequence[int]) -> Iterator[NDArray[np.int64]]:
    chance = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        order = np.argsort(np.asarray(lengths) + chance.uniform(0, MIXED, len(lengths)))
        batches = [order[begin : begin + BATCH] for begin in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        yield from batches


def _padded(states: Sequence[NDArray[np.float16]]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Shape (b, t, d), and where there is a token, shape (b, t)."""
    longest = max(len(it) for it in states)
    padded = np.zeros((len(states), longest, states[0].shape[1]), np.float32)
    there = np.zeros(padded.shape[:2], np.bool_)
    for at, it in enumerate(states):
        padded[at, : len(it)], there[at, : len(it)] = it, True
    return padded, there


def _network(dimensions: int) -> Any:
    """As StatesWeights has it, with dropout while it is learnt."""
    import torch

    class Network(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.signs = torch.nn.Linear(dimensions, SIGNS)
            self.hidden = torch.nn.Linear(SIGNS, HIDDEN)
            self.last = torch.nn.Linear(HIDDEN, 1)
            self.some_states, self.some_hidden = torch.nn.Dropout(DROPPED_STATES), torch.nn.Dropout(DROPPED_HIDDEN)

        def forward(self, states: Any, there: Any) -> Any:
            found = torch.relu(self.signs(self.some_states(states))).masked_fill(~there[..., None], 0).amax(dim=1)
            return self.last(self.some_hidden(torch.relu(self.hidden(found))))[:, 0]

    return Network()


def _weights(network: Any) -> StatesWeights:
    """In half precision, as the file has them."""

    def half(given: Any) -> NDArray[np.float32]:
        told: NDArray[np.float32] = given.detach().numpy().astype(np.float16).astype(np.float32)
        return told

    return StatesWeights(
        signs=half(network.signs.weight.T),
        signs_bias=half(network.signs.bias),
        hidden=half(network.hidden.weight.T),
        hidden_bias=half(network.hidden.bias),
        last=half(network.last.weight[0]),
        last_bias=half(network.last.bias[0]),
    )
