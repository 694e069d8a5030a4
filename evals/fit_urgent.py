"""Learn the urgent check: `python -m evals.fit_urgent`. It writes the first check's weights, and what the second counts.

Each view is learnt from the learning examples; what the views count for together, and both thresholds, are chosen on scores that
are out of fold: each fifth is judged by weights learnt from the other four. The second check's network is trained by
`python -m evals.fit_danger`; `--patterns-only` leaves what it counts as it is. Printed: recall at 1, 2 and 5 % false alarms
and false alarms at recall .95 and .99, on the phrasings by writers who have not seen the patterns, by half.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.alarm import Alarm, first_alarm, second_alarm
from assistant.danger_signs import SignRules, read, sign_rules
from assistant.patterns import read_data
from assistant.urgent import UrgentRules, danger_in, load_urgent_rules, weigh
from assistant.urgent_meaning import DangerNet, load_meaning_rules, open_net, read_by_meaning, score_by_meaning
from assistant.urgent_states import StatesView, save_weights, shipped_view
from assistant.urgent_views import Looked, View, look
from corpus.embedder import TokenEmbedder, open_shipped
from evals.halves import Half
from evals.urgent_curve import curve, threshold_at_alarms, threshold_at_recall
from evals.urgent_examples import (
    FOLDS,
    UNSEEN_FOLD,
    Example,
    apart,
    asked_behind,
    learning_examples,
    learning_phrasings,
)
from evals.urgent_files import write_meaning, write_views
from evals.urgent_learn import FITS, Numbers, learn_sum, learn_view
from evals.urgent_states_learn import learn_states

MOST_FALSE_ALARMS = 0.017
"""Under the limit of .02: what is chosen on a thousand phrasings misses a little on others."""
FIRST_FALSE_ALARMS = 0.015
"""The same for the first check where it is alone."""
LEAST_REMINDED = 0.995
ALONE_FALSE_ALARMS = 0.003
"""What sentences that are urgent by themselves may add."""
SURE_FALSE_ALARMS = 0.0
"""What the first check may add by itself where the second is there: it decides alone only above all that is calm."""
FIRM_FALSE_ALARMS = 0.006
"""The same where the network takes one of the sentences for urgent; what that adds is not counted in MOST_FALSE_ALARMS."""
FLOOR_LEFT = 0.005
"""The share of what the second check finds urgent that may lie under its floor, but for the margin."""
FLOOR_MARGIN = 0.5
"""In log odds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Examples and what there is to see of them, row by row."""

    examples: tuple[Example, ...]
    looked: tuple[Looked, ...]

    def rows(self, chosen: Sequence[bool]) -> "Material":
        """The chosen rows."""
        places = np.flatnonzero(chosen)
        return Material(
            examples=tuple(self.examples[at] for at in places), looked=tuple(self.looked[at] for at in places)
        )


def material(examples: Sequence[Example], signs: SignRules) -> Material:
    """The examples that have words, looked at."""
    looked = [look(read(it.text, signs), signs) for it in examples]
    kept = [(example, it) for example, it in zip(examples, looked, strict=True) if it.wholes]
    return Material(examples=tuple(it for it, _ in kept), looked=tuple(it for _, it in kept))


def fit_first(all_: Material, signs: SignRules) -> tuple[UrgentRules, Numbers]:
    """The first check, and the score of each example by rules learnt without its fifth, shape (n,)."""
    folds = np.array([it.fold for it in all_.examples])
    learnt = [_views(all_.rows(folds != fold)) for fold in range(FOLDS)]
    scores = np.array(
        [[_most(view, looked) for view in learnt[fold]] for fold, looked in zip(folds, all_.looked, strict=True)]
    )
    weighed = all_.examples
    bias, shares = learn_sum(scores, weighed)
    apart_rules = [_rules(_shared(views, shares), signs, bias) for views in learnt]
    both = np.array([_both(looked, apart_rules[fold]) for fold, looked in zip(folds, all_.looked, strict=True)])
    _, (whole, pair) = learn_sum(both, weighed)
    first = both @ np.array([whole, pair])
    rules = replace(_rules(_shared(_views(all_), shares), signs, bias), whole=whole, pair=pair)
    ours = np.array([it.apart for it in all_.examples])
    urgent = np.array([it.urgent for it in all_.examples])
    threshold = threshold_at_alarms(first[ours], urgent[ours], FIRST_FALSE_ALARMS)
    reminder = threshold_at_recall(first[ours], urgent[ours], LEAST_REMINDED)
    single = np.array(
        [
            max(weigh(it, apart_rules[fold]) for it in looked.singles)
            for fold, looked in zip(folds, all_.looked, strict=True)
        ]
    )
    alone = threshold_at_alarms(single[ours], urgent[ours], ALONE_FALSE_ALARMS)
    first = np.maximum(first, single - alone + threshold)
    return replace(rules, alone=alone, threshold=threshold, reminder=min(reminder, threshold)), first


def _views(part: Material) -> tuple[View, ...]:
    return tuple(learn_view(name, part.looked, part.examples) for name in FITS)


def _shared(views: Sequence[View], shares: Sequence[float]) -> tuple[View, ...]:
    return tuple(replace(view, share=share) for view, share in zip(views, shares, strict=True))


def _rules(views: tuple[View, ...], signs: SignRules, bias: float) -> UrgentRules:
    return UrgentRules(
        reviewed_by="", signs=signs, views=views, bias=bias, whole=1.0, pair=0.0, alone=0.0, threshold=0.0, reminder=0.0
    )


def _most(view: View, looked: Looked) -> float:
    return max(view.score(seen.views[view.name]) for seen in looked.wholes)


def _both(looked: Looked, rules: UrgentRules) -> tuple[float, float]:
    return max(weigh(it, rules) for it in looked.wholes), max(weigh(it, rules) for it in looked.pairs)


def fit_view(encoder: TokenEmbedder) -> StatesView:
    """Learn and write the third view from what the network learns from: not from the fifth that both are weighed by."""
    examples = (*learning_examples(), *asked_behind(learning_phrasings()))
    view = learn_states(encoder, [it for it in examples if it.fold != UNSEEN_FOLD])
    save_weights(encoder.name, view.weights)
    return view


def fit_meaning(all_: Material, first: Numbers, rules: UrgentRules, net: DangerNet, view: StatesView) -> Numbers:
    """Weigh the second check and the third view, and write what they count for. The scores of all, shape (n,): nan but for the
    fifth that neither has seen.

    Only there do they show what they are worth on texts that they were not trained on.
    """
    examples = all_.examples
    unseen = np.array([it.fold == UNSEEN_FOLD for it in examples])
    said, seen = (
        np.array([_said(it, rules, one) if it.fold == UNSEEN_FOLD else np.nan for it in examples])
        for one in (net, view)
    )
    scores = np.stack([first, said, seen], axis=1)
    learnt_from = all_.rows(unseen.tolist()).examples
    bias, (share_first, share) = learn_sum(scores[unseen, :2], learnt_from)
    both = bias + share_first * first + share * said
    urgent = np.array([it.urgent for it in examples])
    ours = np.array([it.apart for it in examples]) & unseen
    sure = threshold_at_alarms(first[ours], urgent[ours], SURE_FALSE_ALARMS)
    left = np.where(first[ours] >= sure, np.inf, both[ours])
    threshold = threshold_at_alarms(left, urgent[ours], MOST_FALSE_ALARMS)
    found = unseen & urgent
    found[unseen] &= both[unseen] >= threshold
    sums = {
        "bias": bias,
        "first": share_first,
        "share": share,
        "threshold": threshold,
        "reminder": min(threshold_at_recall(both[ours], urgent[ours], LEAST_REMINDED), threshold),
        "floor": min(round(float(np.quantile(first[found], FLOOR_LEFT)) - FLOOR_MARGIN, 2), rules.reminder),
        "sure": sure,
        "firm": threshold_at_alarms(first[ours], urgent[ours], FIRM_FALSE_ALARMS),
    }
    three_bias, shares = learn_sum(scores[unseen], learnt_from)
    three = three_bias + scores @ np.array(shares)
    left = np.where(first[ours] >= sure, np.inf, three[ours])
    limits = (
        threshold_at_alarms(left, urgent[ours], MOST_FALSE_ALARMS),
        threshold_at_recall(three[ours], urgent[ours], LEAST_REMINDED),
    )
    summed = _on_scale_of(sums, limits, three_bias, shares)
    write_meaning(sums, summed)
    told: Numbers = summed["bias"] + scores @ np.array([summed[name] for name in ("first", "share", "states")])
    return told


def _on_scale_of(
    sums: Mapping[str, float], limits: tuple[float, float], bias: float, shares: Sequence[float]
) -> dict[str, float]:
    """What three views count for, so that their own threshold and reminder become those of the two."""
    threshold, reminder = limits
    by = (sums["threshold"] - sums["reminder"]) / (threshold - reminder)
    counted = {name: round(by * it, 3) for name, it in zip(("first", "share", "states"), shares, strict=True)}
    return {"bias": round(sums["threshold"] + by * (bias - threshold), 3), **counted}


def _said(example: Example, rules: UrgentRules, net: DangerNet | StatesView) -> float:
    return net.says(read_by_meaning(example.text, danger_in(example.text, rules)))


def measured(examples: Sequence[Example], net: DangerNet | None) -> Iterator[str]:
    """How the shipped weights judge examples: the curve of the score, then what comes at the shipped thresholds."""
    rules, meaning = load_urgent_rules(), load_meaning_rules()
    urgent = np.array([it.urgent for it in examples])
    found = [danger_in(it.text, rules) for it in examples]
    alarms = [first_alarm(danger, rules) for danger in found]
    scores = [danger.score for danger in found]
    if net:
        pairs = [*zip(examples, found, strict=True)]
        alarms = [second_alarm(it.text, danger, rules, meaning, lambda: net) for it, danger in pairs]
        scores = [score_by_meaning(it.text, danger, meaning, lambda: net) or 0.0 for it, danger in pairs]
    yield curve(np.array(scores), urgent)
    for name, wanted in (("urgent", {Alarm.URGENT}), ("urgent or reminder", {Alarm.URGENT, Alarm.REMINDER})):
        shown = np.array([alarm in wanted for alarm in alarms])
        yield f"{name}: recall {shown[urgent].mean():.3f}, false alarms {shown[~urgent].mean():.3f}"


def main(arguments: Sequence[str]) -> None:
    """Learn, write and measure."""
    signs = sign_rules(read_data("urgent"))
    all_ = material(learning_examples(), signs)
    rules, first = fit_first(all_, signs)
    write_views(rules)
    _read_again()
    ours = np.array([it.apart for it in all_.examples])
    urgent = np.array([it.urgent for it in all_.examples])
    _say(f"{len(all_.examples):,} examples, {int(urgent.sum()):,} of them urgent")
    _say(f"learning half, out of fold, without the network: {curve(first[ours], urgent[ours])}")
    net = None
    if "--patterns-only" not in arguments:
        net = open_net()
        view = fit_view(open_shipped(threads=2))
        both = fit_meaning(all_, first, rules, net, view)
        _read_again()
        unseen = ours & ~np.isnan(both)
        _say(f"learning half, not seen by {net.network.name}: {curve(both[unseen], urgent[unseen])}")
    for half in Half:
        for second in (None, net) if net else (None,):
            for line in measured(apart(half), second):
                _say(f"{half} half, shipped weights, {'with' if second else 'without'} the network: {line}")


def _read_again() -> None:
    """Let go of the files as they were before they were written."""
    for kept in (read_data, load_urgent_rules, load_meaning_rules, shipped_view):
        kept.cache_clear()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
