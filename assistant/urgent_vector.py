"""A third view of danger now: what the shipped encoder makes of a text, with a weight for each number of its vector.

It was trained for something else than the network of `danger_net`, so it errs elsewhere: where the two checks are not sure, it is
asked. The encoder is the one that comes with the project, whatever encoder the library is read with; it is shared with the search
where that uses it too. Where it is down the two decide.
"""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.once import remembering
from assistant.patterns import read_data
from corpus.embedder import SHIPPED, Embedder, Vectors, open_embedder

log = logging.getLogger(__name__)
PARTS = 1000
"""The weights stand in the file as whole numbers of such parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorView:
    """An encoder with a weight for each number of its vectors, shape (d,), and a bias."""

    encoder: Embedder
    weights: Vectors
    bias: float

    def says(self, text: str) -> float:
        """Log odds that a text tells of danger now."""
        return self.bias + float(self.weights @ remembering(self.encoder).embed_query(text))


@cache
def shipped_view() -> VectorView | None:
    """The shipped view, opened once; None where its encoder cannot be, or is not the one that the weights were learnt for, which
    the log says once.
    """
    try:
        data = read_data("urgent_vector")
        encoder = open_embedder(SHIPPED, Path(), threads=1)
        if encoder.name != data["encoder"]:
            log.error("The third urgent view was learnt for %s, not for %s.", data["encoder"], encoder.name)
            return None
        weights = (np.asarray(data["vector"], np.float32) / PARTS).astype(np.float32)
        return VectorView(encoder=encoder, weights=weights, bias=data["bias"])
    except Exception as error:  # noqa: BLE001  whatever is wrong with its files, the two checks' answer stands
        log.error("The third urgent view has no encoder: %s", error)
        return None
