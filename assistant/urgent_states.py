"""A third view of danger now: a small network over what the shipped encoder makes of each token of a text.

The encoder was trained for something else than the network of `danger_net`, so it errs elsewhere: where the two checks are not
sure, it is asked. Each of some learnt signs is looked for in every token, and counts as strongly as where it is strongest; one
hidden layer weighs them together. The encoder is the one that comes with the project, whatever encoder the library is read with;
it is shared with the search where that uses it too. Where it is down the two decide.
"""

import logging
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.once import remembering
from assistant.patterns import DATA
from corpus.embedder import TokenEmbedder, Vectors, open_shipped

log = logging.getLogger(__name__)
WEIGHTS: Path = DATA / "urgent_states.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatesWeights:
    """signs: shape (d, s), for s signs in states of d numbers; hidden: shape (s, h); last: shape (h,). Each with its bias."""

    signs: Vectors
    signs_bias: Vectors
    hidden: Vectors
    hidden_bias: Vectors
    last: Vectors
    last_bias: Vectors

    def log_odds(self, states: Vectors) -> float:
        """That a text with these states, shape (t, d), t at least 1, tells of danger now."""
        found = np.maximum((states @ self.signs).max(axis=0) + self.signs_bias, 0)
        weighed = np.maximum(found @ self.hidden + self.hidden_bias, 0)
        return float(weighed @ self.last + self.last_bias)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatesView:
    """An encoder with the weights that were learnt for its states."""

    encoder: TokenEmbedder
    weights: StatesWeights

    def says(self, text: str) -> float:
        """Log odds that a text tells of danger now."""
        return self.weights.log_odds(remembering(self.encoder).token_states(text))


@cache
def shipped_view() -> StatesView | None:
    """The shipped view, opened once; None where its encoder cannot be, or is not the one that the weights were learnt for, which
    the log says once.
    """
    try:
        encoder = open_shipped(threads=1)
        learnt_for, weights = load_weights()
        if encoder.name != learnt_for:
            log.error("The third urgent view was learnt for %s, not for %s.", learnt_for, encoder.name)
            return None
        return StatesView(encoder=encoder, weights=weights)
    except Exception as error:  # noqa: BLE001  whatever is wrong with its files, the two checks' answer stands
        log.error("The third urgent view has no encoder: %s", error)
        return None


def save_weights(encoder: str, weights: StatesWeights, path: Path = WEIGHTS) -> None:
    """Write them in half precision, with the name of the encoder that they were learnt for."""
    told: dict[str, Any] = {it.name: getattr(weights, it.name).astype(np.float16) for it in fields(weights)}
    np.savez_compressed(path, encoder=np.asarray(encoder), **told)


def load_weights(path: Path = WEIGHTS) -> tuple[str, StatesWeights]:
    """The name of the encoder, and the weights, as `save_weights` wrote them. Raises OSError, ValueError or KeyError where they
    are damaged.
    """
    with np.load(path, allow_pickle=False) as told:
        arrays = {it.name: told[it.name].astype(np.float32) for it in fields(StatesWeights)}
        return str(told["encoder"]), StatesWeights(**arrays)
