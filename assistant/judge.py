"""judge: is this evidence enough? Decided here, from measured features, by weights that stand in `data/judge.toml`."""

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.asked_value import missing_value
from assistant.everyday import load_everyday_words
from assistant.kind_search import kind_called
from assistant.outcome import Outcome
from assistant.parts import missing_parts
from assistant.retrieve import Evidence, Found
from assistant.understand import Understood
from corpus.paragraph import Paragraph
from corpus.terms import terms
from corpus.words import Words

DATA = Path(__file__).parent / "data" / "judge.toml"
SHOWN = 3
"""How many of the best paragraphs are looked at together."""
COMMON = 0.03
"""A word in more than this share of the paragraphs is common: that a quote lacks it says little."""
MASKED = re.compile(r"\[[^\]]*\]")
PUNCTUATION = ".,;:?!()'\"“”‘’"
CONCISE = 7
"""Stems up to which every word of a question is taken to matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeRule:
    """The weights and thresholds of `data/judge.toml`."""

    bias: float
    weights: dict[str, float]
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


@lru_cache(maxsize=1)
def load_judge_rule() -> JudgeRule:
    """The rule of `data/judge.toml`."""
    return JudgeRule(**tomllib.loads(DATA.read_text(encoding="utf-8")))


def judge(understood: Understood, found: Found, words: Words, rule: JudgeRule) -> Verdict:
    """Weigh what was found for a question. Paragraphs that were asked for by number are always enough."""
    text = understood.standalone
    features = features_of(text, found.evidence, words)
    probability = probability_of(features, rule)
    outcome = _outcome(understood, found, probability, rule)
    if outcome is Outcome.ANSWERED and not found.by_number and unanswered_parts(understood.text, found.evidence, words):
        outcome = Outcome.PARTLY_ANSWERED
    return Verdict(outcome=outcome, probability=probability, features=features)


def _outcome(understood: Understood, found: Found, probability: float, rule: JudgeRule) -> Outcome:
    if found.by_number:
        documents = {it.paragraph.document_id for it in found.evidence}
        return Outcome.ANSWERED if len(documents) == 1 else Outcome.PARTLY_ANSWERED
    if understood.numbers and found.number_missing:
        return Outcome.NOT_IN_GUIDANCE
    if len(terms(understood.standalone)) <= rule.vague_stems:
        return Outcome.CLARIFY
    if not found.evidence or probability < rule.answerable:
        return Outcome.NOT_IN_GUIDANCE
    return Outcome.ANSWERED if probability >= rule.complete else Outcome.PARTLY_ANSWERED


def probability_of(features: dict[str, float], rule: JudgeRule) -> float:
    """The logistic function of the weighted sum of features."""
    return 1 / (1 + math.exp(-(rule.bias + sum(weight * features[name] for name, weight in rule.weights.items()))))


def features_of(text: str, evidence: Sequence[Evidence], words: Words) -> dict[str, float]:
    """What the judge looks at; every feature lies between 0 and 1, cosines between -1 and 1.

    best_sentence: the highest cosine of a sentence of the shown paragraphs. uncovered: the share of the question's stems,
    weighted by inverse document frequency, that no single one of the shown paragraphs contains. unknown: the share that no
    paragraph of the library contains. Both count for less in a long question (7 stems / its stems): a story uses many words
    that no guidance needs to. An everyday word is there where what guidance calls it is. value_missing: 1
    where the question asks for a value (a dose, a date, a number to ring) that no sentence gives.
    """
    shown = evidence[:SHOWN]
    weights = {stem: _idf(stem, words) for stem in set(terms(text))}
    called = _also_called(text)
    whole = sum(weights.values()) or 1.0
    concise = min(1.0, CONCISE / max(1, len(set(terms(text)))))
    stems = [set(_stems(it.paragraph)) for it in shown]
    covered = max((_covered(weights, called, one) for one in stems), default=0.0)
    unknown = sum(weight for stem, weight in weights.items() if stem not in words.frequency and stem not in called)
    return {
        "best_sentence": max((it.features.get("sentence", 0.0) for it in shown), default=0.0),
        "uncovered": (1 - covered / whole) * concise,
        "unknown": unknown / whole * concise,
        "value_missing": float(missing_value(text, weights, [it.paragraph for it in shown]) is not None),
    }


def unanswered_parts(text: str, evidence: Sequence[Evidence], words: Words) -> tuple[str, ...]:
    """The parts of a question that asks several things for which nothing was found; none where nothing was found for any."""
    weights = {stem: _idf(stem, words) for stem in set(terms(text))}
    shown = [set(_stems(it.paragraph)) for it in evidence[:SHOWN]]
    return missing_parts(text, weights, _also_called(text), shown)


def missing_words(text: str, shown: Sequence[Paragraph], words: Words) -> tuple[str, ...]:
    """Words of a masked question that matter and stand in none of the shown paragraphs; at most 4, in order.

    Left out: small talk, everyday words for which guidance has its own, and words that are common in the library.
    """
    everyday = load_everyday_words()
    there = {stem for paragraph in shown for stem in _stems(paragraph)} | everyday.talk
    plain = everyday.said.sub(" ", MASKED.sub(" ", text))
    found = [word.strip(PUNCTUATION) for word in plain.split()]
    telling = [word for word in found if len(word) >= 4 and _telling(word, there, words)]
    return tuple(dict.fromkeys(telling))[:4]


def _telling(word: str, there: set[str] | frozenset[str], words: Words) -> bool:
    stems = terms(word)
    common = words.size * COMMON
    return bool(stems) and not there & set(stems) and all(words.frequency.get(stem, 0) <= common for stem in stems)


def _covered(weights: dict[str, float], called: dict[str, set[str]], there: set[str]) -> float:
    return sum(weight for stem, weight in weights.items() if stem in there or called.get(stem, set()) & there)


def _also_called(text: str) -> dict[str, set[str]]:
    """For each stem of an everyday phrase in a text, or of what speaks for its kind, the stems of what guidance calls it."""
    everyday = load_everyday_words()
    found = kind_called(text)
    for phrase in everyday.said.findall(text.replace("’", "'")):
        for stem in terms(phrase):
            found.setdefault(stem, set()).update(terms(everyday.field[phrase.lower()]))
    return found


def _idf(stem: str, words: Words) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
    count = words.frequency.get(stem, 0)
    return math.log(1 + (words.size - count + 0.5) / (count + 0.5))


def _stems(paragraph: Paragraph) -> list[str]:
    return terms(" ".join([*paragraph.headings, paragraph.text]))
