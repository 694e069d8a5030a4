"""Not said: what a question asks about and no quote speaks of. What the guidance does not say is said."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.everyday import load_everyday_words, telling_stems
from assistant.in_play import asks
from assistant.parsed import parsed
from assistant.patterns import read_data
from assistant.spelling import corrected
from corpus.paragraph import Paragraph
from corpus.sentences import sentence_spans
from corpus.snapshot import Snapshot
from corpus.terms import terms
from corpus.words import Words

COMMON = 0.03
"""A word in more than this share of the paragraphs is common: that a quote lacks it says little."""
SHORTEST = 4
"""Letters of a word that is named."""
MOST = 4
"""How many words are named."""
FEW = 14
"""Words of a text that asks without saying so: "sgo allowance rates"."""
LITTLE = 3
"""Words that matter, below which a sentence that asks is read with the one before it: "Is there a protocol?"."""
MASKED = re.compile(r"\[[^\]]*\]")
MARKS = frozenset("'’")
"""In contractions, which are small talk however they are spelt."""
PUNCTUATION = ".,;:?!()'\"“”‘’"


def missing_words(text: str, apart: Sequence[str], shown: Sequence[Paragraph], snapshot: Snapshot) -> tuple[str, ...]:
    """Words with which a masked question asks, that matter and stand in none of the shown paragraphs; at most MOST, in order.

    Left out: what is told before it is asked, small talk, words that pass (`data/not_said.toml`), everyday words for which
    guidance has its own, words that are common in the library, and those of the parts that are named `apart`. Misspelt
    words are put right first.
    """
    everyday, words = load_everyday_words(), snapshot.generation.words
    there = everyday.talk.union(*(parsed(paragraph).stems for paragraph in shown))
    asked, *named = (_words(it, snapshot) for it in (_asked(MASKED.sub(" ", text)), *apart))
    passing = _passing().union(word.lower() for part in named for word in part)
    long = [it for it in asked if len(it) >= SHORTEST and not MARKS & set(it) and it.lower() not in passing]
    telling = [word for word in long if _telling(word, there, words)]
    return tuple(dict.fromkeys(telling))[:MOST]


def _words(text: str, snapshot: Snapshot) -> list[str]:
    """The words of a text, put right, without those for which guidance has its own."""
    right = corrected(text, snapshot.generation.vocabulary, snapshot.names).text
    return [word.strip(PUNCTUATION) for word in load_everyday_words().said.sub(" ", right).split()]


def _asked(text: str) -> str:
    """The sentences of a text that ask, each with the one before where it says little; where none asks, a text of FEW words."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asking = {at for at, it in enumerate(sentences) if asks(it)}
    asking |= {at - 1 for at in asking if at and len(telling_stems(sentences[at])) < LITTLE}
    return " ".join(sentences[at] for at in sorted(asking)) or (text if len(text.split()) <= FEW else "")


def _telling(word: str, there: frozenset[str], words: Words) -> bool:
    stems = terms(word)
    common = words.size * COMMON
    told = any(_of_one_family(stem, other) for stem in stems for other in there)
    return bool(stems) and not told and all(words.frequency.get(stem, 0) <= common for stem in stems)


def _of_one_family(stem: str, other: str) -> bool:
    """Whether two stems are forms of one word: they begin alike but for the last letter of the shorter.

    >>> _of_one_family("tenant", "tenanc"), _of_one_family("deal", "dealer"), _of_one_family("cat", "cab")
    (True, True, False)
    """
    shorter = min(len(stem), len(other))
    return stem == other or (
        shorter >= SHORTEST and stem[: max(SHORTEST, shorter - 1)] == other[: max(SHORTEST, shorter - 1)]
    )


@cache
def _passing() -> frozenset[str]:
    return frozenset(read_data("not_said")["passing"].split())
