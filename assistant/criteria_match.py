"""Criteria match: how likely it is that what a practitioner wrote says, or contradicts, each line of a criteria map."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.clauses import Clause, clauses
from assistant.criteria_denial import may_deny
from assistant.criteria_phrases import LinePhrases, MapPhrases, with_constant
from corpus.embedder import Embedder, Passage, Vectors, unit
from corpus.terms import terms

DATA = Path(__file__).parent / "data" / "criteria_weights.toml"
NAMES = (
    "signs",
    "denials",
    "words",
    "nearness",
    "leaning",
    "margin",
    "asks",
    "supposes",
    "denies",
    "whole",
)
NOT_TOLD = 0.5
"""What a clause that tells nothing loses against one that tells, when the clause that touches a line best is chosen."""
TOP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRule:
    """The weights and thresholds of `data/criteria_weights.toml`; weights by feature, the constant as `bias`."""

    said: float
    contradicted: float
    touched: float
    said_weights: dict[str, float]
    contradicted_weights: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How likely a line is said and contradicted, 0 to 1, and the clause that touches it best, `[start, end)` of the text.

    denied: whether the clause, if it denies anything, denies this line.
    """

    said: float
    contradicted: float
    clause: Clause
    denied: bool


@lru_cache(maxsize=1)
def load_match_rule() -> MatchRule:
    """The rule of `data/criteria_weights.toml`."""
    return MatchRule(**tomllib.loads(DATA.read_text(encoding="utf-8")))


def match(text: str, phrases: MapPhrases, embedder: Embedder, rule: MatchRule) -> tuple[Match, ...]:
    """One match for each line of a map, in its order."""
    found = []
    for line, (features, clause) in zip(phrases.lines, features_of(text, phrases, embedder), strict=True):
        said, contradicted = _likelihood(features, rule)
        piece = text[clause.start : clause.end]
        denied = may_deny(piece, line, signs=features["signs"], denials=features["denials"])
        found.append(Match(said=said, contradicted=contradicted, clause=clause, denied=denied))
    return tuple(found)


def features_of(text: str, phrases: MapPhrases, embedder: Embedder) -> list[tuple[dict[str, float], Clause]]:
    """For each line what is known of the clause that touches it best, and that clause.

    signs, denials: mean cosine of the 3 nearest phrases. words: the rarity of the stems shared with the best phrase over the
    root of its own. A clause is looked at in its place and alone. nearness, leaning: the planes of
    `MapPhrases`. margin: nearness less that of the best other line.
    asks, supposes, denies: 1 where the clause does. whole: the best cosine of the whole text with a sign.
    """
    pieces = clauses(text)
    passage = Passage(text=text, sentences=tuple((it.start, it.end) for it in pieces))
    alone = [Passage(text=text[it.start : it.end], sentences=()) for it in pieces]
    vectors, *apart = embedder.embed_passages([passage, *alone])
    told_of = unit(vectors.sentences + np.stack([it.windows[0] for it in apart]))
    planes = with_constant(told_of) @ phrases.planes
    stems = [frozenset(terms(text[it.start : it.end])) for it in pieces]
    told = np.asarray([NOT_TOLD if it.tells else 0.0 for it in pieces])
    found = []
    for place, line in enumerate(phrases.lines):
        signs, denials = _nearest(told_of, line.signs), _nearest(told_of, line.denials)
        best = int(np.argmax(np.maximum(signs, denials) + planes[:, place] + told))
        clause = pieces[best]
        others = np.delete(planes[best, : len(phrases.lines)], place)
        values = {
            "signs": float(signs[best]),
            "denials": float(denials[best]),
            "words": _shared(stems[best], line, phrases.rarity),
            "nearness": float(planes[best, place]),
            "leaning": float(planes[best, len(phrases.lines) + place]),
            "margin": float(planes[best, place] - others.max(initial=0.0)),
            "asks": float(clause.asks),
            "supposes": float(clause.supposes),
            "denies": float(clause.denies),
            "whole": float((vectors.windows @ line.signs.T).max()),
        }
        found.append((values, clause))
    return found


def _likelihood(features: dict[str, float], rule: MatchRule) -> tuple[float, float]:
    """Softmax over said, contradicted and neither (which weighs 0)."""
    powers = np.exp([_weighed(features, rule.said_weights), _weighed(features, rule.contradicted_weights)])
    whole = 1 + powers.sum()
    return float(powers[0] / whole), float(powers[1] / whole)


def _weighed(features: dict[str, float], weights: dict[str, float]) -> float:
    return weights["bias"] + sum(weights[name] * features[name] for name in NAMES)


def _nearest(vectors: Vectors, phrases: Vectors) -> NDArray[np.float64]:
    """The mean cosine of each vector's 3 nearest phrases, shape (n,); 0 where there is no phrase."""
    if not len(phrases):
        return np.zeros(len(vectors))
    return np.asarray(np.sort(vectors @ phrases.T, axis=1)[:, -TOP:].mean(axis=1), np.float64)


def _shared(stems: frozenset[str], line: LinePhrases, rarity: dict[str, float]) -> float:
    sharing = [own for own in line.stems if not stems.isdisjoint(own)]
    return max((_weight(stems & own, rarity) / (1 + _weight(own, rarity) ** 0.5) for own in sharing), default=0.0)


def _weight(stems: Sequence[str] | frozenset[str], rarity: dict[str, float]) -> float:
    return sum(rarity[stem] for stem in stems)
