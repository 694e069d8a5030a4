"""Deciding: whether a turn asks for a decision that an area's criteria are for: to refer, who leads, what may be shared.

Learnt from labelled questions (`python -m evals.fit_deciding`): how a turn is put, and, with the shipped encoder, what it means.
With another encoder how it is put has to do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.in_play import asks, map_kind
from assistant.kind import Kind, kind_points, load_kind_rules
from assistant.patterns import DATA as FOLDER
from assistant.patterns import any_of, read_data
from assistant.plain import plain
from assistant.refusal import RefusalReason, refusal
from corpus.criteria import CriteriaKind
from corpus.embedder import Embedder, Vectors

DATA: Path = FOLDER / "deciding.toml"
_RUN = re.compile(r"\W{3,}")
"""What stands between words is cut short before the patterns read it: they would look at each of many blank lines anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Of each decision: what it starts from, what each feature adds, and what the question's vector does, in log odds.

    biases: shape (3,). features: shape (3, features), in the order of `names`. meaning: shape (3, d), or (3, 0) for none. Rows
    in the order of CriteriaKind.
    """

    names: tuple[str, ...]
    biases: Vectors
    features: Vectors
    meaning: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingRule:
    """least: how likely a decision must be. encoder: whose vectors `with_meaning` reads; `plain` does without."""

    least: float
    encoder: str
    plain: View
    with_meaning: View


def decided(text: str, embedder: Embedder) -> CriteriaKind | None:
    """The decision that a turn asks for; None for none. A verdict that was asked for is one, of whichever kind it is about."""
    if refusal(text) is RefusalReason.VERDICT:
        return map_kind(text) or CriteriaKind.REFER
    rule = load_deciding_rule()
    known = embedder.name == rule.encoder
    view = rule.with_meaning if known else rule.plain
    found = likelihoods(text, embedder.embed_query(text) if known else None, view)
    best = max(found, key=lambda kind: found[kind])
    return best if found[best] >= rule.least else None


def likelihoods(text: str, vector: Vectors | None, view: View) -> dict[CriteriaKind, float]:
    """How likely a turn asks for each decision. vector: shape (d,), None where the view reads none."""
    features = decision_features(text)
    logits = view.biases + view.features @ np.asarray([features[name] for name in view.names], np.float32)
    if vector is not None:
        logits = logits + view.meaning @ vector
    powers = np.exp(np.clip(logits, -30, 30))
    return dict(zip(CriteriaKind, (powers / (1 + powers.sum())).tolist(), strict=True))


def decision_features(text: str) -> dict[str, float]:
    """How a turn is put. asked_…: in words that ask for that decision outright. detail: for how long, when, which form.
    particular: a question of its own. open: what to do now. tells: someone is spoken of. asks: it asks at all. The
    points of each kind (assistant/kind.py), by its name.
    """
    rules = _rules()
    text = _RUN.sub(lambda run: f"{run[0].strip()[:1]} ", text)
    asked = _RUN.sub(" ", plain(text, load_kind_rules().form))
    points = kind_points(text, load_kind_rules())
    return {
        **{f"asked_{kind.value}": float(bool(rules.decision[kind].search(asked))) for kind in CriteriaKind},
        "detail": float(bool(rules.detail.search(asked))),
        "particular": float(bool(rules.particular.search(rules.open.sub(" ", text)))),
        "open": float(bool(rules.open.search(text))),
        "tells": float(tells(text)),
        "asks": float(asks(text)),
        **{kind.value: points.get(kind, 0.0) for kind in Kind if kind is not Kind.FACT},
    }


def tells(text: str) -> bool:
    """Whether a turn speaks of someone.

    >>> tells("Her dad was drunk at the gate again"), tells("sharps bins for clients")
    (True, False)
    """
    rules = _rules()
    return len(text.split()) >= rules.tells_words and bool(rules.tells.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The patterns of `data/laying_out.toml`."""

    decision: Mapping[CriteriaKind, re.Pattern[str]]
    detail: re.Pattern[str]
    tells: re.Pattern[str]
    tells_words: int
    open: re.Pattern[str]
    particular: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = read_data("laying_out")
    case = data["case"]
    return _Rules(
        decision={kind: any_of(data["decision"][kind], data["words"]) for kind in CriteriaKind},
        detail=re.compile(case["detail"], re.IGNORECASE),
        tells=re.compile(case["tells"], re.IGNORECASE),
        tells_words=case["tells_words"],
        open=re.compile(case["open"], re.IGNORECASE),
        particular=re.compile(case["particular"], re.IGNORECASE),
    )


@cache
def load_deciding_rule() -> DecidingRule:
    """The rule of `data/deciding.toml`."""
    data = read_data("deciding")
    return DecidingRule(
        least=data["least"],
        encoder=data["encoder"],
        plain=_view(data["plain"]),
        with_meaning=_view(data["with_meaning"]),
    )


def _view(data: Mapping[str, Mapping[str, object]]) -> View:
    """A view from the plain values of the data file: by kind `bias`, `vector` in thousandths, and a number a feature."""
    by_kind = [dict(data[kind.value]) for kind in CriteriaKind]
    vectors = [np.asarray(one.pop("vector", []), np.float32) / 1000 for one in by_kind]
    biases = [one.pop("bias") for one in by_kind]
    names = tuple(by_kind[0])
    return View(
        names=names,
        biases=np.asarray(biases, np.float32),
        features=np.asarray([[one[name] for name in names] for one in by_kind], np.float32),
        meaning=np.stack(vectors),
    )
