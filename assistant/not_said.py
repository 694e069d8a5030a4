"""Not said: what a question asks about and no quote speaks of. What the guidance does not say is said."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.everyday import load_everyday_words
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
MOST = 4
FEW = 14
MASKED = re.compile(r"\[[^\]]*\]")
MARKS = frozenset("'’")
"""In contractions, which are small talk however they are spelt."""
PUNCTUATION = ".,;:?!()'\"“”‘’"


def missing_words(text: str, shown: Sequence[Paragraph], snapshot: Snapshot) -> tuple[str, ...]:
    """Words with which a masked question asks, that matter and stand in none of the shown paragraphs; at most MOST, in order.

    Left out: what is told before it is asked, small talk, words that pass (`data/not_said.toml`), everyday words for which
    guidance has its own, and words that are common in the library. Misspelt words are put right first.
    """
    everyday, words = load_everyday_words(), snapshot.generation.words
    there = everyday.talk.union(_passing(), *(parsed(paragraph).stems for paragraph in shown))
    asked = corrected(_asked(MASKED.sub(" ", text)), snapshot.generation.vocabulary, snapshot.names).text
    found = [word.strip(PUNCTUATION) for word in everyday.said.sub(" ", asked).split()]
    telling = [
        word for word in found if len(word) >= SHORTEST and not MARKS & set(word) and _telling(word, there, words)
    ]
    return tuple(dict.fromkeys(telling))[:MOST]


def _asked(text: str) -> str:
    """The sentences of a text that ask; where none does, all of it if it is no longer than a few words for a search."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    return " ".join(filter(asks, sentences)) or (text if len(text.split()) <= FEW else "")


def _telling(word: str, there: frozenset[str], words: Words) -> bool:
    stems = terms(word)
    common = words.size * COMMON
    return bool(stems) and not there & set(stems) and all(words.frequency.get(stem, 0) <= common for stem in stems)


@cache
def _passing() -> frozenset[str]:
    return frozenset(terms(read_data("not_said")["passing"]))
