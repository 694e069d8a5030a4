"""directory: whether a question asks for what the area's directory of services lists, where no paragraph may say it.

Learnt from questions for which readers named the service that answers (`python -m evals.fit_directory`): how near the nearest
service is, how the question is put, and what it means to the shipped encoder. With another encoder the directory is not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

import numpy as np

from assistant.kind import Kind, kind_points, load_kind_rules
from assistant.patterns import DATA as FOLDER
from assistant.patterns import read_data
from assistant.services import Nearness
from corpus.embedder import Embedder, Vectors

DATA: Path = FOLDER / "directory.toml"
PARTS = 1000
"""The vector stands in the file as whole numbers of such parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryRule:
    """A logistic rule: bias, what each feature adds and what the question's vector does, shape (d,), in log odds.

    shown: how likely the directory must be asked for its services to stand beside an answer; answers: for them to be what is
    asked for, where no paragraph answers. encoder: whose vectors are read.
    """

    bias: float
    features: Mapping[str, float]
    vector: Vectors
    shown: float
    answers: float
    encoder: str


def asked_for(text: str, near: Nearness, embedder: Embedder) -> float:
    """How likely a turn asks for what the services that are near it are there for, from 0 to 1."""
    rule = load_directory_rule()
    if embedder.name != rule.encoder or not near.services:
        return 0.0
    features = directory_features(text, near)
    said = rule.bias + sum(weight * features[name] for name, weight in rule.features.items())
    return 1 / (1 + exp(-(said + float(rule.vector @ embedder.embed_query(text)))))


def directory_features(text: str, near: Nearness) -> dict[str, float]:
    """nearest: the highest score of a service. cosine: how near that one is by meaning alone. service: the points that speak for
    a question about services (assistant/kind.py).
    """
    return {
        "nearest": near.scores[0],
        "cosine": near.cosine,
        "service": kind_points(text, load_kind_rules()).get(Kind.SERVICE, 0.0),
    }


@cache
def load_directory_rule() -> DirectoryRule:
    """The rule of `data/directory.toml`."""
    data = dict(read_data("directory"))
    vector = (np.asarray(data.pop("vector"), np.float32) / PARTS).astype(np.float32)
    return DirectoryRule(vector=vector, **data)
