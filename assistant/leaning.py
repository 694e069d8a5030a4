"""Leaning: which sentences and list lines cannot stand alone, and what they must be quoted with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.claim import Span, load_claim_rules
from assistant.patterns import read_data
from corpus.terms import terms

MOST_BEFORE = 2
"""How many sentences are brought before one that leans on them."""
MOST_AFTER = 2
"""How many sentences that take something back, or answer, are brought after one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaningRules:
    """The patterns of `data/leaning.toml`, compiled."""

    opens: re.Pattern[str]
    condition: re.Pattern[str]
    inside: re.Pattern[str]
    itself: re.Pattern[str]
    people: re.Pattern[str]
    room: int
    few: int
    takes_back: re.Pattern[str]
    together: re.Pattern[str]
    joined: re.Pattern[str]
    opens_list: re.Pattern[str]


@cache
def load_leaning_rules() -> LeaningRules:
    """The shipped rules, read once."""
    data = read_data("leaning")
    return LeaningRules(
        opens=_opening(data["opens"]),
        condition=re.compile(data["condition"], re.IGNORECASE),
        inside=re.compile(data["inside"], re.IGNORECASE),
        itself=re.compile(data["itself"], re.IGNORECASE),
        people=re.compile(data["people"], re.IGNORECASE),
        room=data["room"],
        few=data["few"],
        takes_back=_opening(data["takes_back"]),
        together=re.compile(data["together"], re.IGNORECASE),
        joined=re.compile(data["joined"], re.IGNORECASE),
        opens_list=re.compile(data["opens_list"], re.IGNORECASE),
    )


def _opening(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"[\"'“‘(\[]?(?:{'|'.join(phrases)})\b", re.IGNORECASE)


def leans_back(sentence: str, before: str = "") -> bool:
    """Whether a sentence means little without the one before it.

    >>> leans_back("Any worker who learns of it must check that this has been done."), leans_back("If they do, ring.")
    (True, True)
    >>> leans_back("The lead records the offer and where it is kept."), leans_back("This protocol is for everyone.")
    (False, False)
    >>> leans_back("The organiser brings relatives together.", "An independent organiser is found.")
    True
    """
    rules = load_leaning_rules()
    freed = rules.itself.sub("nothing", sentence)
    if rules.opens.match(freed) or rules.condition.match(freed):
        return True
    points = rules.inside.search(freed)
    return bool(points and _things(freed[: points.start()]) <= rules.room) or _introduced(sentence, before)


def _things(text: str) -> int:
    """How many words that matter stand in a text, those of people apart."""
    for people in (load_leaning_rules().people, *(role for _, role in load_claim_rules().roles)):
        text = people.sub(" ", text)
    return len(terms(text))


def _introduced(sentence: str, before: str) -> bool:
    """Whether a sentence opens with "The …" of what the one before it brought in with "a …"."""
    opening = re.match(r"(?:The|That) ([a-z][\w-]+)(?= |,)", sentence)
    if opening is None or not before:
        return False
    return bool(re.search(rf"\b(?i:an?|any|some|one|two|three) (?:[\w-]+ ){{0,2}}{re.escape(opening[1])}\b", before))


def _of_few_words(sentence: str) -> bool:
    """Whether a whole sentence, not one that opens a list, is so short that it says little without what it follows."""
    return sentence.rstrip().endswith(".") and len(sentence.split()) <= load_leaning_rules().few


def before_it(text: str, spans: Sequence[Span], place: int, bullets: Sequence[int]) -> list[int]:
    """The sentences before one that it cannot stand without, in order, at most MOST_BEFORE."""
    first = place
    while first > 0 and first - 1 not in bullets and place - first < MOST_BEFORE:
        here, there = (text[spans[at][0] : spans[at][1]] for at in (first, first - 1))
        if not (leans_back(here, there) or _of_few_words(here)):
            break
        first -= 1
    return list(range(first, place))


def after_it(text: str, spans: Sequence[Span], place: int, bullets: Sequence[int]) -> list[int]:
    """The sentences after one that take something of it back, or answer it where it only asks, in order, at most MOST_AFTER."""
    last = place
    takes_back = load_leaning_rules().takes_back
    while last + 1 < len(spans) and last + 1 not in bullets and last - place < MOST_AFTER:
        asks = text[slice(*spans[last])].rstrip().endswith("?")
        if not (asks or takes_back.match(text[spans[last + 1][0] :])):
            break
        last += 1
    return list(range(place + 1, last + 1))


def stands_together(lead: str, lines: Sequence[str]) -> bool:
    """Whether the lines of a list stand or fall together, by what opens it or by how its lines end.

    >>> stands_together("Share it where all of the following hold:", ["a child is at risk"])
    True
    >>> stands_together("Share it where", ["a child is at risk; and", "no parent can be asked."])
    True
    """
    rules = load_leaning_rules()
    return bool(rules.together.search(lead)) or any(rules.joined.search(line) for line in lines)


def opens_list(sentence: str) -> bool:
    """Whether a sentence opens the list after it."""
    return bool(load_leaning_rules().opens_list.search(sentence.rstrip()))
