"""Kind search: what a question of a kind is searched with besides its own words."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.kind import Kind, kind_points, load_kind_rules
from assistant.patterns import read_data
from corpus.terms import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSearch:
    """said: stems of what people say of it. also: stems of what guidance calls it.

    about: finds the headings and titles under which it is laid down. prior: what such a paragraph gains. threshold: points
    from which a question is of the kind, but for one in which `unless` is found.
    """

    kind: Kind
    threshold: float
    said: tuple[str, ...]
    also: tuple[str, ...]
    about: re.Pattern[str]
    prior: float
    unless: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindApart:
    """What holds for some and not for others. about: finds the headings and titles of rules for these alone. said: finds what a
    conversation says that may be about one of them; where it does not, such a paragraph loses `loss`.
    """

    about: re.Pattern[str]
    said: re.Pattern[str]
    loss: float


@cache
def load_kinds_apart() -> tuple[KindApart, ...]:
    """Those of `data/kind_apart.toml`."""
    return tuple(
        KindApart(
            about=re.compile(it["about"], re.IGNORECASE), said=re.compile(it["said"], re.IGNORECASE), loss=it["loss"]
        )
        for it in read_data("kind_apart").values()
    )


def kinds_apart(text: str) -> tuple[KindApart, ...]:
    """Those that a conversation says nothing of."""
    return tuple(it for it in load_kinds_apart() if not it.said.search(text))


@cache
def load_kind_searches() -> tuple[KindSearch, ...]:
    """Those of `data/kind_search.toml`."""
    return tuple(
        KindSearch(
            kind=Kind(kind),
            threshold=it["threshold"],
            said=tuple(dict.fromkeys(terms(it["said"]))),
            also=tuple(dict.fromkeys(terms(it["also"]))),
            about=re.compile(it["about"], re.IGNORECASE),
            prior=it["prior"],
            unless=re.compile(it["unless"], re.IGNORECASE),
        )
        for kind, it in read_data("kind_search").items()
    )


def kind_searches(text: str) -> tuple[KindSearch, ...]:
    """Those that a question is searched with, though another kind may have more points.

    >>> [str(it.kind) for it in kind_searches("They closed the case and I think that's wrong.")]
    ['disagreement']
    """
    points = kind_points(text, load_kind_rules())
    likely = (it for it in load_kind_searches() if points.get(it.kind, 0.0) >= it.threshold)
    return tuple(it for it in likely if not it.unless.search(text))


def kind_called(text: str) -> dict[str, set[str]]:
    """For each stem that people say of a question's kinds, the stems of what guidance calls it: any of those stands for it."""
    found: dict[str, set[str]] = {}
    for search in kind_searches(text):
        for stem in search.said:
            found.setdefault(stem, set()).update(search.also)
    return found
