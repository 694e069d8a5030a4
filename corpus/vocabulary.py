"""Vocabulary: every word that the paragraphs of an index write, as written, and how often."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from corpus.terms import terms

FILE = "vocabulary.json"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Vocabulary(dict[str, int]):
    """How often each word stands in the paragraphs. Never changed once it is made."""

    @cached_property
    def by_length(self) -> Mapping[int, Sequence[str]]:
        """The words by how many letters they have."""
        found: dict[int, list[str]] = {}
        for word in self:
            found.setdefault(len(word), []).append(word)
        return found

    @cached_property
    def stems(self) -> frozenset[str]:
        """What the words are stemmed to."""
        return frozenset(stem for word in self for stem in terms(word))


def save_vocabulary(folder: Path, texts: Iterable[str]) -> None:
    """Write how often each word of the texts stands in them, in lower case, into a generation's folder."""
    counts = Counter(word.lower().replace("’", "'") for text in texts for word in WORD.findall(text))
    (folder / FILE).write_text(json.dumps(counts), encoding="utf-8")


def vocabulary_in(folder: Path) -> Vocabulary:
    """The vocabulary saved in a generation's folder; empty in one that was built before it was kept."""
    path = folder / FILE
    if not path.exists():
        return Vocabulary()
    return Vocabulary(json.loads(path.read_text(encoding="utf-8")))
