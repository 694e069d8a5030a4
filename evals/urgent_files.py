"""The files of learnt weights that the urgent check reads."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from assistant.patterns import DATA
from assistant.urgent import UrgentRules

HEAD = "# Learnt by `python -m evals.fit_urgent`; do not edit."
PATTERNS = f"""{HEAD}
# A stretch of sentences weighs `bias` and each view's score times its `share`, in log odds; assistant/urgent.py says how a text
# comes to its score. [weights] is the view of patterns: what each feature of a stretch adds. "live" stands in a plain sentence,
# "told" in one that asks or sets aside, "no" is negated; the names are those of urgent.toml."""
GRAMS = f"""{HEAD}
# The view of {{name}} in the urgent check. Each line: what all of these add where they stand in a text, before it is divided
# by the root of how many such pieces the text has. Above nought speaks for danger now, below nought against.
# {{how}}"""
HOW = {
    "words": 'CAPITALS are kinds of urgent.toml, such as CHILD; "." and "?" are the ends of sentences.',
    "letters": '"_" is the start or the end of a word.',
}
MEANING = f"""{HEAD}
# The second check by the network of `danger_net`: what its log odds and the first check's score count for together
# (assistant/urgent_meaning.py), and in `three` what they do with the third view, on the same scale. Learnt and chosen on the
# fifth of the phrasings that neither the network nor that view has seen."""


def write_views(rules: UrgentRules) -> None:
    """Write the first check's weights."""
    patterns, *grams = rules.views
    numbers = ("bias", "whole", "pair", "alone", "threshold", "reminder")
    sums = "\n".join(f"{name} = {getattr(rules, name)}" for name in numbers)
    views = "\n".join(f"{view.name} = {{ bias = {view.bias}, share = {view.share} }}" for view in rules.views)
    ordered = sorted(patterns.weights.items(), key=lambda it: (-it[1], it[0]))
    body = "\n".join(f'"{name}" = {weight}' for name, weight in ordered)
    _write("urgent_weights", f"{PATTERNS}\n\n[sum]\n{sums}\n\n[view]\n{views}\n\n[weights]\n{body}\n")
    for view in grams:
        head = GRAMS.format(name=view.name, how=HOW[view.name])
        _write(f"urgent_{view.name}", f"{head}\n\n[weights]\n{_grouped(view.weights)}\n")


def write_meaning(sums: Mapping[str, float], three: Mapping[str, float]) -> None:
    """Write what the second check counts for, and what it does with the third view."""
    tables = ("\n".join(f"{name} = {sum_}" for name, sum_ in table.items()) for table in (sums, three))
    _write("urgent_meaning", "{}\n\n[sum]\n{}\n\n[three]\n{}\n".format(MEANING, *tables))


def _grouped(weights: Mapping[str, float]) -> str:
    ordered = sorted(weights.items(), key=lambda it: (-it[1], it[0]))
    lines = []
    for weight, found in groupby(ordered, key=lambda it: it[1]):
        grams = ",\n  ".join(", ".join(f'"{gram}"' for gram, _ in some) for some in _tens([*found]))
        lines.append(f'"{weight}" = [\n  {grams},\n]')
    return "\n".join(lines)


def _tens(found: list[Any]) -> list[list[Any]]:
    return [found[at : at + 10] for at in range(0, len(found), 10)]


def _write(name: str, text: str) -> None:
    (DATA / f"{name}.toml").write_text(text, "utf-8")
