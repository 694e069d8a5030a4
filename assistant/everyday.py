"""What people say, and what guidance calls it: a question is searched with both."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.once import once
from corpus.terms import terms

DATA = Path(__file__).parent / "data" / "everyday_words.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class EverydayWords:
    """said: finds every phrase of the list. field: what guidance calls each, by the phrase in lower case.

    talk: stems of small talk, which no guidance needs to contain. vague: those with which alone nothing is asked.
    """

    said: re.Pattern[str]
    field: dict[str, str]
    talk: frozenset[str]
    vague: frozenset[str]


@lru_cache(maxsize=1)
def load_everyday_words() -> EverydayWords:
    """The list of `data/everyday_words.toml`."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    longest_first = sorted(data["words"], key=len, reverse=True)
    said = re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})\b", re.IGNORECASE)
    talk, vague = (frozenset(terms(data[name])) for name in ("talk", "vague"))
    return EverydayWords(said=said, field=data["words"], talk=talk, vague=vague)


def telling_stems(text: str) -> frozenset[str]:
    """The stems of a text that are not small talk.

    >>> sorted(telling_stems("Could you tell me about the lockable box please?"))
    ['box', 'lockabl']
    """
    return frozenset(terms(text)) - load_everyday_words().talk


@once
def phrases_said(text: str, words: EverydayWords) -> tuple[str, ...]:
    """The everyday phrases of a text in lower case, in order.

    >>> phrases_said("Can I tell the kids' nan?", load_everyday_words())
    ('kids', 'nan')
    """
    return tuple(phrase.lower() for phrase in words.said.findall(text.replace("’", "'")))


def field_stems(text: str, words: EverydayWords) -> list[str]:
    """Stems of what guidance calls the everyday words of a text, each once, in order.

    >>> field_stems("Can I tell the kids' nan?", load_everyday_words())
    ['children', 'grandpar', 'relat', 'carer']
    """
    found = phrases_said(text, words)
    return list(dict.fromkeys(stem for phrase in found for stem in terms(words.field[phrase])))
