"""Follow-up: what a turn of a conversation asks, with the earlier turns that it leans on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.patterns import read_data
from corpus.terms import terms

_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|those|these|they|them|their|he|him|his|she|her|one|same|then|there|else|either|instead)\b",
    re.IGNORECASE,
)
_CARRIES_ON = re.compile(
    r"^\W*(?:and|but|or|so|also|what about|how about|what if|even if|no,|yes,|ok|who then|why|which one)\b",
    re.IGNORECASE,
)
SHORT = 5
"""A question of at most so many stems that points back is a follow-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """before: the earlier turns that this one leans on, '' if none. text: what it adds to them, '' where it only points back.

    whole: the whole paragraph is asked for. number: the paragraph's number that is all there is to the turn, '' if it is not so.
    """

    before: str
    text: str
    whole: bool = False
    number: str = ""


def follow_up(text: str, earlier: Sequence[str], *, names_place: Callable[[str], bool]) -> FollowUp:
    """Read a turn against the turns before it."""
    if not earlier:
        return FollowUp(before="", text=text)
    rules = _rules()
    number = rules["number"].search(text)
    if number:
        return FollowUp(before="", text=text, number=number[1])
    again = bool(rules["whole"].search(text) or rules["about"].search(text)) or _only_place(text, names_place)
    if again:
        last = follow_up(earlier[-1], earlier[:-1], names_place=names_place)
        before = f"{last.before} {last.text}".strip()
        return FollowUp(before=before, text="", whole=bool(rules["whole"].search(text)), number=last.number)
    return FollowUp(before=_leans_on(text, earlier), text=text)


def _only_place(text: str, names_place: Callable[[str], bool]) -> bool:
    short = len(text.split()) <= int(read_data("follow_ups")["place_words"])
    return short and "?" not in text and bool(_rules()["place"].search(text)) and names_place(text)


def _leans_on(text: str, earlier: Sequence[str]) -> str:
    """The last earlier question where `text` cannot stand alone, else ''. A turn that itself leans back carries its own."""
    if not earlier or not _is_follow_up(text):
        return ""
    further = _leans_on(earlier[-1], earlier[:-1])
    return f"{further} {earlier[-1]}".strip()


def _is_follow_up(text: str) -> bool:
    stems = len(terms(text))
    return bool(_CARRIES_ON.search(text)) or stems <= 2 or (stems <= SHORT and bool(_POINTS_BACK.search(text)))


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    names = ("place", "about", "whole", "number")
    return {name: re.compile(read_data("follow_ups")[name], re.IGNORECASE) for name in names}
