"""What the judge looks at: numbers that say how well what was found answers what was asked.

Ratios and cosines, never counts of a library, so that a weight learnt on one library holds on another.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.asked_attribute import lacking
from assistant.asked_value import asked_values, missing_value
from assistant.everyday import load_everyday_words, phrases_said
from assistant.kind import Kind
from assistant.kind_search import kind_called
from assistant.parsed import Parsed, parsed
from assistant.places import place_words
from assistant.question_form import asked_things, load_question_forms
from assistant.retrieve import Evidence, Found
from assistant.understand import Understood
from corpus.embedder import Vectors
from corpus.snapshot import Snapshot
from corpus.terms import terms

SHOWN = 3
"""How many of the best paragraphs are looked at together."""
NEAR = 8
"""How many are looked at for one that has the question's words, or gives a value of the kind asked for."""
CONCISE = 7
"""Stems up to which every word of a question is taken to matter."""
RARE = 7.0
"""About the rarity of a word that one of a thousand paragraphs has, for which a missing word counts as 1."""
MANY_STEMS = 4.0
"""ln of the stems of a long story (about 55), for which `story` is 1."""
NO_VALUE = 0.4
"""What `value_gap` is where no sentence gives a value of the kind that is asked for."""
BEHIND = 5
"""The place, from 0, of the paragraph that `margin` compares the best with."""
LOWEST = 3
"""Tokens of a question that are worst met."""
NONE: frozenset[str] = frozenset()
WORKED_WITH = (Kind.REFER, Kind.LEAD, Kind.SHARE, Kind.THRESHOLD, Kind.DISAGREEMENT)
"""Kinds of question that every protocol is written for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A question and the paragraphs found for it. rarity: of each of the question's stems, and which of them are not small talk.

    read: the near paragraphs. stems: of each, with its headings and its document's title. called: what guidance calls a stem.
    sentences: vectors of the sentences of each near paragraph.
    """

    text: str
    rarity: dict[str, float]
    telling: dict[str, float]
    called: dict[str, set[str]]
    near: tuple[Evidence, ...]
    read: tuple[Parsed, ...]
    stems: tuple[frozenset[str], ...]
    sentences: tuple[Vectors, ...]
    vector: Vectors
    concise: float


def features_of(understood: Understood, found: Found, snapshot: Snapshot, attributes: Vectors) -> dict[str, float]:
    """Every feature by name; what each means is said where it is measured. `attributes` as `AttributeShelf` gives them."""
    seen = _seen(understood, found, snapshot)
    return {
        **_form(seen, understood.kind),
        **_cover(seen, snapshot),
        **_values(seen),
        **_nearness(seen, found),
        **_words_apart(seen, found),
        **_by_token(found, snapshot),
        **_lacks(seen, attributes),
    }


def _seen(understood: Understood, found: Found, snapshot: Snapshot) -> _Seen:
    """The names of places that a question is for are no words that a paragraph would have to have: they choose who speaks."""
    words, talk, text = snapshot.generation.words, load_everyday_words().talk, understood.standalone
    places = set(terms(" ".join(place_words(understood.named, snapshot.areas))))
    rarity = {stem: words.rarity(stem) for stem in dict.fromkeys(terms(text)) if stem not in places}
    near = found.evidence[:NEAR]
    read = tuple(parsed(it.paragraph) for it in near)
    return _Seen(
        text=text,
        rarity=rarity,
        telling={stem: weight for stem, weight in rarity.items() if stem not in talk},
        called=also_called(text),
        near=near,
        read=read,
        stems=tuple(_stems(it, snapshot) for it in read),
        sentences=tuple(snapshot.generation.sentences_of(it.row) for it in near),
        vector=found.vector,
        concise=min(1.0, CONCISE / max(1, len(rarity))),
    )


def _form(seen: _Seen, kind: Kind) -> dict[str, float]:
    """How the question is put. story: ln of its stems, 1 for a long story. concise: 1 up to 7 stems, less for longer ones."""
    forms = load_question_forms()
    return {
        "story": math.log1p(len(seen.rarity)) / MANY_STEMS,
        "concise": seen.concise,
        "first_person": float(bool(forms.first_person.search(seen.text))),
        "yes_or_no": float(bool(forms.yes_or_no.search(seen.text))),
        "worked_with": float(kind in WORKED_WITH),
    }


def _cover(seen: _Seen, snapshot: Snapshot) -> dict[str, float]:
    """Words of the question that the paragraphs do not have; rare ones count for more.

    uncovered: the share that no single near paragraph has; uncovered_telling: that no single shown one has, small talk
    left out. unknown: the share that no paragraph of the library has. missing: the share of words that none of the shown
    has; rarest_missing: the rarity of the rarest of them. All count for less in a long question (7 stems / its stems): a
    story uses many words that no guidance needs to. An everyday word is there where what guidance calls it is.
    thing_missing, thing_unknown: the rarity of the words for what is asked for by name ("which course") that no shown
    paragraph, or none of the library, has.
    """
    frequency = snapshot.generation.words.frequency
    whole, telling = sum(seen.rarity.values()) or 1.0, sum(seen.telling.values()) or 1.0
    best = max((_covered(seen.rarity, seen.called, it) for it in seen.stems), default=0.0)
    plainly = max((_covered(seen.telling, seen.called, it) for it in seen.stems[:SHOWN]), default=0.0)
    there = NONE.union(*seen.stems[:SHOWN])
    missing = [rare for stem, rare in seen.rarity.items() if not _is_there(stem, seen.called, there)]
    unknown = sum(rare for stem, rare in seen.rarity.items() if stem not in frequency and stem not in seen.called)
    things = {stem: snapshot.generation.words.rarity(stem) for stem in asked_things(seen.text)}
    return {
        "uncovered": (1 - best / whole) * seen.concise,
        "uncovered_telling": (1 - plainly / telling) * seen.concise,
        "unknown": unknown / whole * seen.concise,
        "missing": len(missing) / max(1, len(seen.rarity)) * seen.concise,
        "rarest_missing": min(1.0, max(missing, default=0.0) / RARE) * seen.concise,
        "thing_missing": min(1.0, sum(rare for stem, rare in things.items() if stem not in there) / 2 / RARE),
        "thing_unknown": min(1.0, sum(rare for stem, rare in things.items() if stem not in frequency) / 2 / RARE),
    }


def _values(seen: _Seen) -> dict[str, float]:
    """Where a value is asked for (a number to ring, a dose, a time limit). asks_value: whether one is. value_missing: 1
    where no sentence beside words of the question gives one. value_gap: how far the nearest sentence that gives one is
    behind the nearest of all (cosines). value_uncovered: the share of the question's words that no such sentence, the one
    before it and its headings have.
    """
    asked = asked_values(seen.text)
    shown = [it.paragraph for it in seen.near[:SHOWN]]
    cosines = [vectors @ seen.vector for vectors in seen.sentences] if asked else []
    best = max((float(it.max()) for it in cosines if len(it)), default=0.0)
    gaps, bare = [0.0], [0.0]
    for value in asked:
        giving = [(place, at) for place, read in enumerate(seen.read) for at in sorted(read.giving(value.gives))]
        gaps.append(best - max((float(cosines[place][at]) for place, at in giving), default=best - NO_VALUE))
        whole = sum(seen.telling.values()) or 1.0
        held = (_covered(seen.telling, seen.called, _said(seen.read[place], at)) for place, at in giving)
        bare.append(1 - max((it / whole for it in held), default=0.0))
    return {
        "asks_value": float(bool(asked)),
        "value_missing": float(missing_value(seen.text, seen.rarity, shown) is not None),
        "value_gap": min(1.0, max(gaps)),
        "value_uncovered": max(bare),
    }


def _said(read: Parsed, at: int) -> frozenset[str]:
    """The stems of a sentence and the one before it, with the paragraph's headings."""
    return read.heading | read.sentences[max(at - 1, 0)] | read.sentences[at]


def _nearness(seen: _Seen, found: Found) -> dict[str, float]:
    """best_sentence: the highest cosine of a sentence of the shown paragraphs. margin: how far the sixth paragraph is behind."""
    best = sorted((it.features.get("sentence", 0.0) for it in found.evidence), reverse=True)
    return {
        "best_sentence": max((it.features.get("sentence", 0.0) for it in seen.near[:SHOWN]), default=0.0),
        "margin": best[0] - best[min(BEHIND, len(best) - 1)] if best else 0.0,
    }


def _words_apart(seen: _Seen, found: Found) -> dict[str, float]:
    """The question's words in context, each against the nearest sentence shown: where one is far off, nothing speaks of it.

    word_near: the mean cosine, rare words counting for more. word_spread: their standard deviation. word_worst, word_mean:
    the lowest and the mean of each word's cosine divided by its own with the whole question, halved, -1 to 1.
    """
    sentences = _shown(seen)
    kept = [place for place, word in enumerate(found.words) if terms(word)]
    if not kept or not len(sentences):
        return {"word_near": 0.0, "word_spread": 0.0, "word_worst": 0.0, "word_mean": 0.0}
    vectors = found.word_vectors[kept]
    nearest = (vectors @ sentences.T).max(axis=1)
    rarity = np.asarray([seen.rarity.get(terms(found.words[place])[0], 1.0) for place in kept])
    own = nearest / np.maximum(vectors @ seen.vector, 0.1)
    return {
        "word_near": float((nearest * rarity).sum() / (rarity.sum() or 1.0)),
        "word_spread": float(nearest.std()),
        "word_worst": float(np.clip(own.min(), -2, 2)) / 2,
        "word_mean": float(np.clip(own.mean(), -2, 2)) / 2,
    }


def _by_token(found: Found, snapshot: Snapshot) -> dict[str, float]:
    """Late interaction with the shown paragraphs; all 0 where the encoder knows no tokens.

    late_best: the highest score of one of them. late_together: the same with each token's best among all of them.
    late_lowest: the mean cosine of the LOWEST tokens that are worst met by all, of those of at least half the mean weight.
    late_margin: how far the sixth paragraph is behind the first.
    """
    rows = np.asarray([it.row for it in found.evidence[: BEHIND + 1]], np.int64)
    weights = found.late.weights
    if not len(rows) or not len(weights) or not snapshot.generation.tokens:
        return dict.fromkeys(("late_best", "late_together", "late_lowest", "late_margin"), 0.0)
    nearest = snapshot.generation.tokens.nearest(found.late, rows)
    together = nearest[:SHOWN].max(axis=0)
    scores = nearest @ weights
    telling = np.sort(together[weights >= weights.mean() / 2])
    return {
        "late_best": float(scores[:SHOWN].max()),
        "late_together": float(together @ weights),
        "late_lowest": float(telling[:LOWEST].mean()),
        "late_margin": float(scores.max() - scores[-1]),
    }


def _lacks(seen: _Seen, attributes: Vectors) -> dict[str, float]:
    """What the question asks of its subject and the sentences do not speak of, as `lacking` measures it over the phrases of
    `data/attributes.toml`. lacks_most: the mean of the highest three over the shown paragraphs; lacks_best: that for the
    nearest sentence alone. alike: the correlation of the question's and that sentence's nearness to the phrases.
    """
    sentences = _shown(seen)
    each = lacking(seen.vector, sentences, attributes)
    nearest = sentences[[int((sentences @ seen.vector).argmax())]] if len(sentences) else sentences
    by_best = lacking(seen.vector, nearest, attributes)
    asked = attributes @ seen.vector
    alike = float(np.corrcoef(asked, asked - by_best)[0, 1]) if len(nearest) else 0.0
    return {
        "lacks_most": float(np.sort(each)[-3:].mean()),
        "lacks_best": float(np.sort(by_best)[-3:].mean()),
        "alike": alike if math.isfinite(alike) else 0.0,
    }


def _shown(seen: _Seen) -> Vectors:
    """The vectors of the sentences of the shown paragraphs, shape (s, d)."""
    shown = seen.sentences[:SHOWN]
    return np.concatenate(shown) if shown else np.zeros((0, len(seen.vector)), np.float32)


def also_called(text: str) -> dict[str, set[str]]:
    """For each stem of an everyday phrase in a text, or of what speaks for its kind, the stems of what guidance calls it: any of
    those stands for it too.
    """
    everyday = load_everyday_words()
    found = kind_called(text)
    for phrase in phrases_said(text, everyday):
        for stem in terms(phrase):
            found.setdefault(stem, set()).update(terms(everyday.field[phrase]))
    return found


def _covered(weights: Mapping[str, float], called: Mapping[str, set[str]], there: frozenset[str]) -> float:
    return sum(weight for stem, weight in weights.items() if _is_there(stem, called, there))


def _is_there(stem: str, called: Mapping[str, set[str]], there: frozenset[str]) -> bool:
    return stem in there or not called.get(stem, NONE).isdisjoint(there)


def _stems(read: Parsed, snapshot: Snapshot) -> frozenset[str]:
    return read.stems.union(terms(snapshot.documents[read.paragraph.document_id].title))
