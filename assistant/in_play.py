"""In play: which kind of criteria map each turn of a conversation is about. A change of topic puts the map away."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.alarm import tells_of_danger
from assistant.kind import Kind, kind_points, load_kind_rules
from assistant.patterns import read_data
from assistant.plain import plain
from assistant.refusal import RefusalReason, refusal
from corpus.criteria import CriteriaKind

OF_KIND = {
    Kind.REFER: CriteriaKind.REFER,
    Kind.THRESHOLD: CriteriaKind.REFER,
    Kind.LEAD: CriteriaKind.LEAD,
    Kind.SHARE: CriteriaKind.SHARE,
}


def kinds_in_play(turns: Sequence[str], *, passed: bool = False) -> tuple[CriteriaKind | None, ...]:
    """For each turn the kind of map that it is about: by its own words, else that of the turn before where it goes on with that.

    A turn goes on where it tells rather than asks, or is about nothing that has a kind of its own. Who tells of a
    case, and asks nothing, is worried: the map is that of a referral. An urgent turn, or one that is refused, changes nothing.
    passed: the last turn is known to be neither.
    """
    found: list[CriteriaKind | None] = []
    for place, text in enumerate(turns):
        before = found[-1] if found else None
        points = kind_points(text, load_kind_rules())
        guarded = not (passed and place == len(turns) - 1) and _guarded(text)
        own = before if guarded else _kind(text, points, before)
        worried = own is None and not asks(text) and not _has_kind(points)
        found.append(CriteriaKind.REFER if worried else own)
    return tuple(found)


def map_kind(text: str) -> CriteriaKind | None:
    """The kind of map that a turn asks for by its own words; None for none. Pregnancy goes with whichever it stands beside."""
    return _map_kind(kind_points(text, load_kind_rules()))


def decides(text: str, kind: CriteriaKind) -> bool:
    """Whether a turn asks for the decision that a map is for, rather than for a detail of how it is carried out.

    >>> decides("should I refer this family?", CriteriaKind.REFER)
    True
    >>> decides("How long does the Front Door have to answer a referral?", CriteriaKind.REFER)
    False
    """
    rules = _laying_out()
    points = kind_points(text, load_kind_rules())
    outright = any(points.get(it, 0.0) >= rules.outright for it, of in OF_KIND.items() if of is kind)
    return outright and not rules.detail.search(plain(text, load_kind_rules().form))


def tells(text: str) -> bool:
    """Whether a turn speaks of someone.

    >>> tells("Her dad was drunk at the gate again"), tells("sharps bins for clients")
    (True, False)
    """
    rules = _laying_out()
    return len(text.split()) >= rules.tells_words and bool(rules.tells.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _LayingOut:
    """The rules of `data/laying_out.toml`."""

    outright: float
    detail: re.Pattern[str]
    tells: re.Pattern[str]
    tells_words: int


@cache
def _laying_out() -> _LayingOut:
    data = read_data("laying_out")
    return _LayingOut(
        outright=data["outright"],
        detail=re.compile(data["detail"], re.IGNORECASE),
        tells=re.compile(data["tells"], re.IGNORECASE),
        tells_words=data["tells_words"],
    )


def _map_kind(points: Mapping[Kind, float]) -> CriteriaKind | None:
    best = max(Kind, key=lambda kind: points.get(kind, 0.0))
    if best is Kind.PREGNANCY:
        best = max(OF_KIND, key=lambda kind: points.get(kind, 0.0))
    return OF_KIND.get(best) if points.get(best, 0.0) >= load_kind_rules().threshold else None


def asks(text: str) -> bool:
    """Whether a turn asks, rather than tells more of the case.

    >>> asks("She drove them this morning. Smelt of it."), asks("what training do I need")
    (False, True)
    """
    return "?" in text or bool(_asking().search(text))


def _kind(text: str, points: Mapping[Kind, float], before: CriteriaKind | None) -> CriteriaKind | None:
    own = _map_kind(points)
    if own is not None:
        return own
    return None if asks(text) and _has_kind(points) else before


def _has_kind(points: Mapping[Kind, float]) -> bool:
    """Whether a turn is about something that has a kind of its own."""
    return max(points.values(), default=0.0) >= load_kind_rules().threshold


def _guarded(text: str) -> bool:
    return tells_of_danger(text) or refusal(text) not in (None, RefusalReason.VERDICT)


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(read_data("follow_ups")["asking"], re.IGNORECASE)
