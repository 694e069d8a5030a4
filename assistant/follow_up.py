"""Follow-up: what a turn of a conversation asks, with the earlier turns that it leans on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.patterns import read_data
from corpus.terms import terms

SHORT = 5
"""A question of at most so many stems that points back is a follow-up."""
TOLD = 8
"""A turn of at most so many stems that tells and does not ask goes on with what was asked before."""
STANDS = 4
"""Stems from which a question of a conversation is taken to stand alone when a later turn leans on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """before: the earlier turns that this one leans on, '' if none. text: what it adds to them.

    again: it only points back, so both are those of the turn before it. whole: the whole paragraph is asked for.
    nth: which of the paragraphs that were shown, 1 for the first and -1 for the last, 0
    where none is singled out. number: the paragraph's number that is all there is to the turn, '' if it is not so.
    thanks: nothing is asked and nothing told.
    """

    before: str
    text: str
    again: bool = False
    whole: bool = False
    nth: int = 0
    number: str = ""
    thanks: bool = False


def follow_up(text: str, earlier: Sequence[str], areas: Sequence[str], *, leans: bool = False) -> FollowUp:
    """Read a turn against the turns before it. areas: names of the library's areas. leans: also a turn that could stand
    alone, where it may lean.
    """
    if is_thanks(text):
        return FollowUp(before="", text=text, thanks=True)
    earlier = [it for it in earlier if not is_thanks(it)]
    if not earlier:
        return FollowUp(before="", text=text)
    rules = _rules()
    number = rules["number"].search(text)
    if number:
        return FollowUp(before="", text=text, number=number[1])
    if points_back(text, areas):
        last = follow_up(earlier[-1], earlier[:-1], areas)
        whole = bool(rules["whole"].search(text) or rules["nth"].search(text))
        return replace(last, again=True, whole=whole, nth=_nth(text))
    if _is_follow_up(text) or (leans and may_lean(text)):
        return FollowUp(before=_thread(earlier, areas), text=text)
    return FollowUp(before="", text=text)


def is_thanks(text: str) -> bool:
    """Whether a turn only thanks, takes note or says goodbye.

    >>> is_thanks("ok ta, ringing them now"), is_thanks("thanks. and who leads?"), is_thanks("ok")
    (True, False, True)
    """
    rules = _rules()
    if "?" in text or not rules["thanks"].match(text):
        return False
    rest = rules["thanks"].sub("", text)
    return not rules["asking"].search(rest) and (not terms(rest) or bool(rules["closing"].match(rest)))


def points_back(text: str, areas: Sequence[str]) -> bool:
    """Whether a turn asks the question before it again: about the answer, for all of it, or for another area."""
    rules = _rules()
    return any(rules[name].search(text) for name in ("whole", "about", "nth")) or only_place(text, areas)


def only_place(text: str, areas: Sequence[str]) -> bool:
    """Whether a turn only says whose rules apply.

    >>> only_place("no, in Aldwater", ["Aldwater"]), only_place("Who leads in Aldwater?", ["Aldwater"])
    (True, False)
    """
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in areas) or r"(?!)", re.IGNORECASE)
    if len(text.split()) > int(read_data("follow_ups")["place_words"]) or not named.search(text):
        return False
    rest = _rules()["place_talk"].sub(" ", named.sub(" ", text))
    return not terms(rest) or ("?" not in text and bool(_rules()["place"].search(text)))


def _nth(text: str) -> int:
    found = _rules()["nth"].search(text)
    if not found:
        return 0
    words: dict[str, int] = read_data("follow_ups")["nths"]
    return next((place for word, place in words.items() if re.search(rf"\b{word}\b", found[0], re.IGNORECASE)), 0)


def _thread(earlier: Sequence[str], areas: Sequence[str]) -> str:
    """What a turn leans on: the last question that stands alone, and the turn that went on from it last."""
    told = [it for it in earlier if not points_back(it, areas)]
    starts = [place for place, it in enumerate(told) if place == 0 or _stands(it)]
    return " ".join(dict.fromkeys([told[starts[-1]], told[-1]])) if told else ""


def _stands(text: str) -> bool:
    return not _is_follow_up(text) and len(terms(text)) >= STANDS


def may_lean(text: str) -> bool:
    """Whether a turn that could stand alone may go on from those before it: it is very short or points back."""
    return len(terms(text)) < STANDS or bool(_rules()["points"].search(text))


def _is_follow_up(text: str) -> bool:
    rules = _rules()
    stems = len(terms(text))
    if rules["carries_on"].search(text) or stems <= 2:
        return True
    tells = "?" not in text and not rules["asking"].search(text)
    return (stems <= TOLD and tells) or (stems <= SHORT and bool(rules["points"].search(text)))


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    names = (
        "place",
        "place_talk",
        "about",
        "whole",
        "nth",
        "number",
        "thanks",
        "closing",
        "asking",
        "carries_on",
        "points",
    )
    return {name: re.compile(read_data("follow_ups")[name], re.IGNORECASE) for name in names}
