"""Is someone in danger now? Decided on the raw text by three views with learnt weights: no index, no encoder, no network.

It runs before length, area or library are checked, so it takes a text of any length and needs nothing that can be missing.
How it was fitted and how well it does: docs/decisions/0016-urgent-by-several-views.md, docs/guards.md.
"""

from dataclasses import dataclass
from functools import cache

from assistant.answer import UrgentNotice
from assistant.danger_signs import SignRules, Stretch, read, sign_rules
from assistant.once import once
from assistant.patterns import read_data
from assistant.urgent_views import Seen, View, look, spelt_weights
from corpus.area import Contact

TOLD = "disclosure_today"
UNNAMED = "danger_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRules:
    """The rules of `urgent.toml` with the learnt weights of `urgent_weights.toml`, `urgent_words.toml` and `urgent_letters.toml`.

    A stretch weighs `bias` and each view's score times its share. A text's score is `whole` times that of its weightiest
    stretch of up to 12 sentences and `pair` times that of its weightiest two. A sentence that weighs
    `alone` by itself makes the text urgent for this check, whatever stands around it. From `threshold` on a text is urgent,
    from `reminder` on an ordinary answer begins with whom to ring. `reviewed_by` is empty until a safeguarding professional has
    read the rules.
    """

    reviewed_by: str
    signs: SignRules
    views: tuple[View, ...]
    bias: float
    whole: float
    pair: float
    alone: float
    threshold: float
    reminder: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What speaks for danger now: `score` in log odds, minus infinity where there is nothing to read (`danger_signs.read`).

    `worst` is the pair of sentences that says so most; `told`: the stretch of up to 12 that does, in plain form.
    """

    score: float
    worst: Stretch | None = None
    told: str = ""


@cache
def load_urgent_rules() -> UrgentRules:
    """The shipped rules, read once."""
    patterns, learnt = read_data("urgent"), read_data("urgent_weights")
    weights = {
        "patterns": learnt["weights"],
        "words": spelt_weights(read_data("urgent_words")["weights"]),
        "letters": spelt_weights(read_data("urgent_letters")["weights"]),
    }
    return UrgentRules(
        reviewed_by=patterns["reviewed_by"],
        signs=sign_rules(patterns),
        views=tuple(View(name=name, weights=weights[name], **learnt["view"][name]) for name in weights),
        **learnt["sum"],
    )


def danger_in(text: str, rules: UrgentRules) -> Danger:
    """How much of danger now `text` tells."""
    looked = look(read(text, rules.signs), rules.signs)
    if not looked.wholes:
        return Danger(score=float("-inf"))
    whole = max(looked.wholes, key=lambda seen: weigh(seen, rules))
    pair = whole if looked.pairs is looked.wholes else max(looked.pairs, key=lambda seen: weigh(seen, rules))
    single = max(weigh(seen, rules) for seen in looked.singles)
    together = rules.whole * weigh(whole, rules) + rules.pair * weigh(pair, rules)
    return Danger(
        score=max(together, single - rules.alone + rules.threshold), worst=pair.stretch, told=whole.stretch.text
    )


@once
def weigh(seen: Seen, rules: UrgentRules) -> float:
    """How much of danger now a stretch tells, in log odds."""
    return rules.bias + sum(view.share * view.score(seen.views[view.name]) for view in rules.views)


def reason_of(danger: Danger, rules: UrgentRules) -> str:
    """The danger that is named in the worst pair of sentences: outright before by signs, then by weight."""
    reasons = danger.worst.reasons if danger.worst else {}
    return max(reasons, key=lambda reason: _standing(reason, reasons[reason], rules), default=UNNAMED)


def _standing(reason: str, said: frozenset[str], rules: UrgentRules) -> tuple[bool, bool, float]:
    """That somebody told of it says less than the danger that was told of."""
    weights = rules.views[0].weights
    return (f"live {reason}" in said, reason != TOLD, sum(weights.get(feature, 0.0) for feature in said))


def urgent_notice(contacts: tuple[Contact, ...]) -> UrgentNotice:
    """What to show first: 999, the area's own `contacts` in their order, the other shipped UK contacts; no number twice."""
    shipped = read_data("contacts")
    first, *others = (Contact(**contact) for contact in shipped["contact"])
    by_phone: dict[str, Contact] = {}
    for contact in (first, *contacts, *others):
        by_phone.setdefault(contact.phone.replace(" ", ""), contact)
    return UrgentNotice(message=shipped["message"], contacts=tuple(by_phone.values()))
