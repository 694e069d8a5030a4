"""refusal: a request to break one of the product's own rules, by patterns in `data/refusal.toml`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from assistant.patterns import any_of, read_data
from assistant.plain import PlainForm, plain, plain_form

_CUT = re.compile(r"[.?!;:\n]+(?!\d)|(?<!\w)but(?!\w)")
_MARK = re.compile(r"[^\w,/'-]+")
_NAME = re.compile(r"(?<![.?!:] )(?<!^)\b[A-Z][a-z]+(?:[ -][A-Z]['’]?[A-Z]?[a-z]+)+\b", re.MULTILINE)
PLACES = {
    "order": "<ask>({})",
    "how": "<how> ({})",
    "either": "(?:<ask>|<how> )({})",
    "anywhere": "({})",
    "together": r"\A({})<any>\Z",
}
"""Where a pattern must stand, by the list that it is in; `<words>` are those of the data file's `[words]`."""


class RefusalReason(StrEnum):
    """What is asked for that is never done."""

    VERDICT = "verdict"
    INVENT = "invent"
    INSTRUCTIONS = "instructions"
    SETTINGS = "settings"
    IDENTIFY = "identify"
    CONCEAL = "conceal"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalRules:
    """The patterns of `data/refusal.toml` by reason, in the order in which reasons are tried.

    not_names: words in lower case that no person's name contains.
    """

    patterns: tuple[tuple[RefusalReason, re.Pattern[str]], ...]
    form: PlainForm
    not_names: frozenset[str]


@cache
def load_refusal_rules() -> RefusalRules:
    """The shipped rules, read once."""
    return refusal_rules(read_data("refusal"))


def refusal_rules(data: Mapping[str, Any]) -> RefusalRules:
    """Rules from the plain values of a data file. KeyError where something is missing, ValueError for an unknown reason."""
    words = data["words"]
    patterns = tuple(
        (RefusalReason(reason), re.compile(any_of(_placed(asks), words).pattern, re.MULTILINE))
        for reason, asks in data["asks"].items()
    )
    return RefusalRules(patterns=patterns, form=plain_form(data["plain"]), not_names=frozenset(data["not_names"]))


def _placed(asks: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """One pattern for each place: those that share one are tried together, which is several times faster."""
    for place, named in asks.items():
        yield PLACES[place].replace("({})", f"(?:{'|'.join(named)})")


def refusal(text: str) -> RefusalReason | None:
    """Why `text` is refused, None where it is an ordinary question.

    >>> refusal("Should I refer?") is None
    True
    """
    rules = load_refusal_rules()
    asked = "\n".join(_sentences(plain(_with_people(text, rules.not_names), rules.form)))
    return next((reason for reason, named in rules.patterns if named.search(asked)), None)


def _with_people(text: str, not_names: frozenset[str]) -> str:
    """`text` with each person's name, told by its capital letters, as one word."""

    def person(found: re.Match[str]) -> str:
        words = re.split("[ -]", found[0].lower())
        return found[0] if not_names.intersection(words) else "namedperson"

    return _NAME.sub(person, text)


def _sentences(asked: str) -> Iterator[str]:
    """The sentences of a plain text: an order begins where one does, also after a colon or "but"."""
    for part in _CUT.split(asked):
        words = " ".join(_MARK.sub(" ", part).split()).strip(" ,'-").replace(" ,", ",")
        if words:
            yield words
