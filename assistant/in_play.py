"""In play: which kind of criteria map each turn of a conversation is about. A change of topic puts the map away."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.alarm import tells_of_danger
from assistant.kind import Kind, kind_points, load_kind_rules
from assistant.patterns import read_data
from assistant.refusal import RefusalReason, refusal
from corpus.criteria import CriteriaKind

OF_KIND = {
    Kind.REFER: CriteriaKind.REFER,
    Kind.THRESHOLD: CriteriaKind.REFER,
    Kind.LEAD: CriteriaKind.LEAD,
    Kind.SHARE: CriteriaKind.SHARE,
}


def kinds_in_play(turns: Sequence[str], decided: Sequence[CriteriaKind | None]) -> tuple[CriteriaKind | None, ...]:
    """For each turn the kind of map that it is about: by its own words, else that of the turn before where it goes on with that.

    decided: for each turn the decision that it asks for (assistant/deciding.py), which goes before its words; none for none.

    A turn goes on where it tells rather than asks, or is about nothing that has a kind of its own. Who tells of a
    case, and asks nothing, is worried: the map is that of a referral. An urgent turn, or one that is refused, changes nothing;
    the last turn must be neither.
    """
    found: list[CriteriaKind | None] = []
    for place, text in enumerate(turns):
        before = found[-1] if found else None
        points = kind_points(text, load_kind_rules())
        passed_over = place < len(turns) - 1 and guarded(text)
        own = before if passed_over else decided[place] or _kind(text, points, before)
        worried = own is None and not asks(text) and not _has_kind(points)
        found.append(CriteriaKind.REFER if worried else own)
    return tuple(found)


def map_kind(text: str) -> CriteriaKind | None:
    """The kind of map that a turn asks for by its own words; None for none. Pregnancy goes with whichever it stands beside."""
    return _map_kind(kind_points(text, load_kind_rules()))


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


def guarded(text: str) -> bool:
    """Whether a turn is urgent, or refused for anything but asking for a verdict."""
    return tells_of_danger(text) or refusal(text) not in (None, RefusalReason.VERDICT)


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(read_data("follow_ups")["asking"], re.IGNORECASE)
