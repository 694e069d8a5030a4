"""A second net for danger now, by meaning: what an encoder makes of the question, added to the first check where one is up.

A linear head on the vectors of the question and of its first and last sentence, and on the greatest of each number over them.
Its weights belong to one encoder, which `data/urgent_meaning.toml` names; with another the net is not used.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.patterns import read_data
from assistant.urgent import Danger
from corpus.embedder import Embedder, Passage, Vectors
from corpus.sentences import sentence_spans

log = logging.getLogger(__name__)
LONGEST = 1500
"""Characters of a question that are read by meaning. Of a longer one, the stretch that the first check found weightiest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningRules:
    """`weights`: one for each number of `meaning_of`. The sum of `bias`, `first` times the first check's score and `share` times
    the head's is urgent from `threshold` on, worth a reminder from `reminder` on. Below `floor` of the first check no
    question is read by meaning: there the head has found nothing urgent in what it was fitted on.
    """

    encoder: str
    head: tuple[float, ...]
    head_bias: float
    bias: float
    first: float
    share: float
    threshold: float
    reminder: float
    floor: float


@cache
def load_meaning_rules() -> MeaningRules:
    """The shipped head, read once."""
    data = read_data("urgent_meaning")
    weights = tuple(float(it) for part in ("whole", "first", "last", "most") for it in data["weights"][part].split())
    return MeaningRules(encoder=data["encoder"], head=weights, **data["sum"])


def meaning_of(text: str, embedder: Embedder) -> Vectors:
    """What the head weighs, shape (4 d,): the text's vector, its first and last sentence's, the greatest of each number."""
    import numpy as np

    read = embedder.embed_passages([Passage(text=text, sentences=sentence_spans(text) or ((0, len(text)),))])[0]
    parts = (read.windows.mean(axis=0), read.sentences[0], read.sentences[-1], read.sentences.max(axis=0))
    return np.concatenate(parts).astype(np.float32)


def read_by_meaning(text: str, danger: Danger) -> str:
    """What of a question is read by meaning."""
    return text if len(text) <= LONGEST else danger.told[:LONGEST]


def score_by_meaning(text: str, danger: Danger, rules: MeaningRules, embedder: Callable[[], Embedder]) -> float | None:
    """Both checks' score; None where the encoder is down or another. Never raises."""
    try:
        encoder = embedder()
        if encoder.name != rules.encoder:
            return None
        head = float(meaning_of(read_by_meaning(text, danger), encoder) @ rules.head)
    except Exception as error:  # noqa: BLE001  whatever is wrong with the encoder, the first check's answer stands
        log.warning("The second urgent check did without its encoder (%s).", type(error).__name__)
        return None
    return rules.bias + rules.first * danger.score + rules.share * (rules.head_bias + head)
