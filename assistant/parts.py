"""Parts: a question that asks two things, and which of them the paragraphs that were found say nothing about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.everyday import telling_stems
from assistant.patterns import read_data


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRules:
    """What data/parts.toml says, read once."""

    split: re.Pattern[str]
    asks: re.Pattern[str]
    pointing: re.Pattern[str]
    covered: float
    words: int
    alone: int


@cache
def load_part_rules() -> PartRules:
    """Rules of data/parts.toml."""
    data = read_data("parts")
    patterns = {name: re.compile(data[name], re.IGNORECASE) for name in ("split", "asks", "pointing")}
    return PartRules(**patterns, covered=float(data["covered"]), words=int(data["words"]), alone=int(data["alone"]))


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a question that each ask something, in order; none where there are not two.

    >>> parts_of("Who leads in pregnancy, and how much is the fuel grant?")
    ('Who leads in pregnancy', 'how much is the fuel grant')
    >>> parts_of("The mother is pregnant. Who leads?")
    ()
    >>> parts_of("dad is out on friday, how much notice should probation give and when is he most at risk of an overdose?")
    ('how much notice should probation give', 'when is he most at risk of an overdose')
    """
    rules = load_part_rules()
    pieces = [re.split(r"(?<=[.!])\s+", piece.strip(" ?,;"))[-1] for piece in rules.split.split(text)]
    asking = [(piece, rules.asks.search(piece)) for piece in pieces]
    telling = [
        _asked(piece, at.end(), rules.words) for piece, at in asking if at and len(telling_stems(piece)) >= rules.words
    ]
    return tuple(telling) if len(telling) > 1 else ()


def _asked(piece: str, start: int, words: int) -> str:
    """What is asked from `start` on, without what is told before; with it where too few words are left."""
    return piece[start:] if len(telling_stems(piece[start:])) >= words else piece


def alone(text: str, part: str) -> str:
    """One part of a question with what is told before the first of them.

    >>> alone("dad is out, how much notice should probation give and who tells the school nurse?", "who tells the school nurse")
    'dad is out, who tells the school nurse'
    """
    return text[: text.find(parts_of(text)[0])] + part


def held(
    text: str, weights: dict[str, float], called: dict[str, set[str]], shown: Sequence[frozenset[str]]
) -> tuple[bool, ...]:
    """For each part of a question whether a shown paragraph holds more than half of it.

    weights: of the question's stems. called: for a stem, those that stand for it too. shown: the stems of each paragraph.
    """
    covered = load_part_rules().covered
    return tuple(
        max((_share(it, weights, called, one) for one in shown), default=0.0) > covered for it in parts_of(text)
    )


def leans(part: str) -> bool:
    """Whether a part of a question says too little alone, or points to what stands before it.

    >>> leans("how long is the wait"), leans("how many children do they have"), leans("who chairs the child's review meeting")
    (True, True, False)
    """
    rules = load_part_rules()
    return len(telling_stems(part)) < rules.alone or bool(rules.pointing.search(part))


def _share(part: str, weights: dict[str, float], called: dict[str, set[str]], there: frozenset[str]) -> float:
    """The share of a part's weight that a paragraph holds; small talk does not count."""
    own = telling_stems(part)
    whole = sum(weights.get(stem, 0.0) for stem in own)
    held = sum(weights.get(stem, 0.0) for stem in own if stem in there or called.get(stem, set()) & there)
    return held / whole if whole else 1.0
