"""Is someone in danger now? Decided on the raw text by reviewed patterns and learnt weights: no index, no encoder, no network.

It runs before length, area or library are checked, so it takes a text of any length and needs nothing that can be missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.answer import UrgentNotice
from assistant.danger_signs import SignRules, Stretch, sign_rules, stretches
from assistant.patterns import read_data
from corpus.area import Contact

UNNAMED = "danger_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRules:
    """The rules of `urgent.toml` with the weights of `urgent_weights.toml`.

    A stretch of two sentences is urgent where `bias` and the weights of what it shows sum to `threshold` or more.
    `reviewed_by` is empty until a safeguarding professional has read the rules.
    """

    reviewed_by: str
    signs: SignRules
    bias: float
    threshold: float
    weights: Mapping[str, float]


@cache
def load_urgent_rules() -> UrgentRules:
    """The shipped rules, read once."""
    patterns, learnt = read_data("urgent"), read_data("urgent_weights")
    return UrgentRules(
        reviewed_by=patterns["reviewed_by"],
        signs=sign_rules(patterns),
        bias=learnt["bias"],
        threshold=learnt["threshold"],
        weights=learnt["weights"],
    )


def urgent(text: str, rules: UrgentRules) -> str | None:
    """The key of the danger that makes `text` urgent, such as "weapon" or "child_alone"; None where it is not urgent."""
    worst = max(stretches(text, rules.signs), key=lambda stretch: weigh(stretch, rules), default=None)
    if worst is None or weigh(worst, rules) < rules.threshold:
        return None
    return max(worst.reasons, key=lambda reason: _standing(reason, worst.reasons[reason], rules), default=UNNAMED)


def weigh(stretch: Stretch, rules: UrgentRules) -> float:
    """How much speaks for danger now, in log odds."""
    return rules.bias + _weight(stretch.shown, rules)


def _standing(reason: str, said: frozenset[str], rules: UrgentRules) -> tuple[bool, float]:
    """A danger that is named outright goes before one that signs stand for; then the greater weight."""
    return (f"live {reason}" in said, _weight(said, rules))


def _weight(shown: frozenset[str], rules: UrgentRules) -> float:
    return sum(rules.weights.get(feature, 0.0) for feature in shown)


def urgent_notice(contacts: tuple[Contact, ...]) -> UrgentNotice:
    """What to show first: 999, the area's own `contacts` in their order, the other shipped UK contacts; no number twice."""
    shipped = read_data("contacts")
    first, *others = (Contact(**contact) for contact in shipped["contact"])
    by_phone: dict[str, Contact] = {}
    for contact in (first, *contacts, *others):
        by_phone.setdefault(contact.phone.replace(" ", ""), contact)
    return UrgentNotice(message=shipped["message"], contacts=tuple(by_phone.values()))
