"""Known words: what a document writes undamaged, and a general list of English words. Both together support every repair."""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from corpus.finding import Support

RULES_FILE = Path(__file__).with_name("known_words.toml")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRules:
    """What `known_words.toml` says; each field is explained there."""

    known: float
    ahead: float
    written: float
    divided: float
    own: int
    prefixes: frozenset[str]


@cache
def word_rules() -> WordRules:
    """The shipped rules, read once."""
    data = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
    return WordRules(**{**data, "prefixes": frozenset(data["prefixes"])})


@cache
def _general() -> Mapping[str, float]:
    """How often each word of the general list occurs, as a share of all words: 320,000 words, 50 MB, 0.2 seconds."""
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", wordlist="large")


@lru_cache(maxsize=1 << 15)
def commonness(word: str) -> float:
    """How common a word is in general English, on Zipf's scale (`known_words.toml`); 0 where the list does not have it.

    Source: van Heuven et al. 2014, SUBTLEX-UK: Zipf value = log10(occurrences in a thousand million words).
    """
    share = _general().get(word.lower().replace("’", "'"), 0.0)
    return 9 + math.log10(share) if share else 0.0


class KnownWords:
    """The words of one document, small, with how often it writes each; and, behind them, the general list."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    @cached_property
    def _own(self) -> Counter[str]:
        """Each word and each part of a hyphenated one, small, with how often it is written."""
        whole = Counter(word for text in self._texts for word in _WORD.findall(text.lower().replace("’", "'")))
        for word, times in tuple(whole.items()):
            parts = _PART.findall(word) if "-" in word or "'" in word else ()
            for part in parts:
                whole[part] += times
        return whole

    @cached_property
    def _compounds(self) -> tuple[frozenset[str], frozenset[str]]:
        """The first and the last parts of the hyphenated words."""
        parts = [word.split("-") for word in self._own if "-" in word]
        return frozenset(it[0] for it in parts), frozenset(it[-1] for it in parts)

    def times(self, word: str) -> int:
        """How often the document writes a word or a part of a hyphenated one, large or small."""
        return self._own[word.lower().replace("’", "'")]

    def is_compound(self, left: str, right: str) -> bool:
        """Whether the document writes other compounds that begin with `left` or end with `right`, hyphen and all."""
        first, last = self._compounds
        return left.lower() in first or right.lower() in last

    def support(self, word: str, instead_of: str = "") -> Support | None:
        """What speaks for a word where `instead_of` stands: the document's own words, the general list, or nothing (None).

        A word that people write is only given up for one that is far more common.
        """
        rules = word_rules()
        here, there = commonness(instead_of), commonness(word)
        if here >= rules.written and there < here + rules.ahead:
            return None
        if self.times(word) >= rules.own and self.times(word) > self.times(instead_of):
            return Support.OWN
        return Support.LIST if there >= max(rules.known, here + rules.ahead) else None

    def is_word(self, word: str) -> bool:
        """Whether the document writes a word more than once, or people do."""
        return self.times(word) > 1 or commonness(word) >= word_rules().known
