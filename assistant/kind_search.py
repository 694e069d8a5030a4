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
    from which a question is of the kind.
    """

    kind: Kind
    threshold: float
    said: tuple[str, ...]
    also: tuple[str, ...]
    about: re.Pattern[str]
    prior: float


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
        )
        for kind, it in read_data("kind_search").items()
    )


def kind_searches(text: str) -> tuple[KindSearch, ...]:
    """Those that a question is searched with, though another kind may have more points.

    >>> [str(it.kind) for it in kind_searches("They closed the case and I think that's wrong.")]
    ['disagreement']
    """
    points = kind_points(text, load_kind_rules())
    return tuple(it for it in load_kind_searches() if points.get(it.kind, 0.0) >= it.threshold)


def kind_called(text: str) -> dict[str, set[str]]:
    """For each stem that people say of a question's kinds, the stems of what guidance calls it: any of those stands for it."""
    found: dict[str, set[str]] = {}
    for search in kind_searches(text):
        for stem in search.said:
            found.setdefault(stem, set()).update(search.also)
    return found
