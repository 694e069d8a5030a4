"""judge: is this evidence enough? Decided here, from measured features, by weights that stand in `data/judge.toml`, or with the
shipped encoder by those and what the question means (assistant/judge_kernel.py).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from assistant.asked_value import value_stands_there
from assistant.definition import asked_terms, defines
from assistant.everyday import load_everyday_words, telling_stems
from assistant.judge_features import SHOWN, also_called, features_of
from assistant.judge_kernel import load_kernel
from assistant.outcome import Outcome
from assistant.parsed import parsed
from assistant.parts import held, leans, parts_of
from assistant.patterns import DATA as FOLDER
from assistant.patterns import read_data
from assistant.retrieve import Found
from assistant.showing import load_showing_rule, worth_showing
from assistant.understand import Understood
from corpus.embedder import Vectors
from corpus.paragraph import Paragraph
from corpus.snapshot import Snapshot
from corpus.terms import terms
from corpus.words import Words

DATA: Path = FOLDER / "judge.toml"
KERNEL: Path = FOLDER / "judge_meaning.npz"
FIGURE = re.compile(
    r"(?<![\w.,/])(?<!per )(?!(?:19|20)\d\d\b|999\b|111\b|101\b)(?:\d{1,3}(?:,\d{3})+|\d{3,})(?![\d,]|\.\d)"
)
"""A figure of its own, such as 800,000 or 137: no year, age or number to ring, no rate "per 100,000", no paragraph."""


class JudgeView(Protocol):
    """What weighs the features of a question, and its vector where it knows the encoder."""

    def log_odds(self, features: Mapping[str, float], vector: Vectors) -> float:
        """That the library answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeWeights:
    """A weight for each feature; the vector is not looked at."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float], vector: Vectors) -> float:  # noqa: ARG002  of an encoder that is not known
        """That the library answers."""
        return self.bias + sum(weight * features[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeRule:
    """How a question is weighed, and the thresholds of `data/judge.toml`."""

    view: JudgeView
    answerable: float
    complete: float
    vague_stems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """outcome: answered, partly_answered (it is likely but not sure that they do, or several documents print the number),
    not_in_guidance or clarify.

    probability: that the library answers.
    """

    outcome: Outcome
    probability: float
    features: dict[str, float]


@cache
def load_judge_rule(encoder: str) -> JudgeRule:
    """The rule of `data/judge.toml` for the vectors of an encoder, by its name."""
    data = read_data("judge")
    meant = encoder == data["encoder"]
    own = data["with_meaning" if meant else "plain"]
    view = load_kernel(KERNEL) if meant else JudgeWeights(bias=own["bias"], weights=own["weights"])
    return JudgeRule(view=view, answerable=own["answerable"], complete=own["complete"], vague_stems=data["vague_stems"])


def judge(understood: Understood, found: Found, snapshot: Snapshot, attributes: Vectors, rule: JudgeRule) -> Verdict:
    """Weigh what was found for a question. Paragraphs that were asked for by number are always enough, and so is one of which a
    reviewer has accepted that it answers this question, letter for letter. `attributes` as `AttributeShelf` gives them.
    """
    if found.by_number or _accepted(found):
        return Verdict(outcome=_outcome(understood, found, 1.0, rule), probability=1.0, features={})
    features = features_of(understood, found, snapshot, attributes)
    probability = probability_of(features, found.vector, rule)
    if _figure_is_there(understood, found) or _value_is_there(understood, found):
        probability = max(probability, rule.answerable)
    if _is_defined(understood, found, snapshot):
        probability = max(probability, rule.complete)
    return Verdict(outcome=_outcome(understood, found, probability, rule), probability=probability, features=features)


def _accepted(found: Found) -> bool:
    """Whether the best paragraph has an accepted asked-as line that is the question itself."""
    return bool(found.evidence) and found.evidence[0].features.get("asked_again") == 1.0


def _value_is_there(understood: Understood, found: Found) -> bool:
    """Whether the time that is asked for stands in what will be shown, beside every word of the question that matters."""
    if understood.before:
        return False
    telling = telling_stems(understood.standalone)
    shown = worth_showing(found.evidence, load_showing_rule())
    return value_stands_there(understood.standalone, telling, [it.paragraph for it in shown])


def _figure_is_there(understood: Understood, found: Found) -> bool:
    """Whether the best paragraph prints a figure that the question quotes: then it speaks of the thing that is asked about."""
    figures = {it[0].replace(",", "") for it in FIGURE.finditer(understood.text)}
    best = found.evidence[0].paragraph.text if found.evidence and figures else ""
    return not figures.isdisjoint(it[0].replace(",", "") for it in FIGURE.finditer(best))


def _is_defined(understood: Understood, found: Found, snapshot: Snapshot) -> bool:
    """Whether a term is asked about, and the best paragraph says what it is."""
    asked = asked_terms(understood.standalone, snapshot.generation.abbreviations)
    return bool(asked and found.evidence) and defines(found.evidence[0].paragraph, asked)


def _outcome(understood: Understood, found: Found, probability: float, rule: JudgeRule) -> Outcome:
    if found.by_number:
        documents = {it.paragraph.document_id for it in found.evidence}
        return Outcome.ANSWERED if len(documents) == 1 else Outcome.PARTLY_ANSWERED
    if understood.numbers and found.number_missing:
        return Outcome.NOT_IN_GUIDANCE
    if len(set(terms(understood.standalone)) - load_everyday_words().vague) <= rule.vague_stems:
        return Outcome.CLARIFY
    if not found.evidence or probability < rule.answerable:
        return Outcome.NOT_IN_GUIDANCE
    return Outcome.ANSWERED if probability >= rule.complete else Outcome.PARTLY_ANSWERED


def probability_of(features: Mapping[str, float], vector: Vectors, rule: JudgeRule) -> float:
    """The logistic function of what the rule says of features and of the question's vector, shape (d,)."""
    return 1 / (1 + math.exp(-rule.view.log_odds(features, vector)))


def held_parts(text: str, paragraphs: Sequence[Paragraph], words: Words) -> tuple[bool, ...]:
    """For each part of a question that asks several things whether one of the paragraphs holds more than half of it."""
    if not parts_of(text):
        return ()
    weights = {stem: words.rarity(stem) for stem in set(terms(text))}
    return held(text, weights, also_called(text), [parsed(it).stems for it in paragraphs])


def unanswered_parts(text: str, found: Found, words: Words) -> tuple[str, ...]:
    """The parts of a question that asks several things for which nothing was found; none where nothing was found for any."""
    there = held_parts(text, [it.paragraph for it in found.evidence[:SHOWN]], words)
    parts = [it for place, it in enumerate(parts_of(text)) if not there[place] and place not in found.for_parts]
    return tuple(parts) if len(parts) < len(there) else ()


def answered_part(text: str, found: Found, words: Words) -> str:
    """Of a question that asks several things, the parts for which something was found, without those that lean on one for which
    nothing was ("and how long is the wait?"); '' where that is all of them, or none.
    """
    unanswered = unanswered_parts(text, found, words)
    if not unanswered:
        return ""
    parts = parts_of(text)
    lost = [leans(part) and before in unanswered for before, part in zip(("", *parts), parts, strict=False)]
    return " ".join(part for part, gone in zip(parts, lost, strict=True) if not gone and part not in unanswered)
