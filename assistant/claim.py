"""Claim: what one sentence lays down: whether it must be done, by when or how often, and by whom."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from assistant.patterns import read_data
from corpus.terms import terms

Span = tuple[int, int]
BESIDE = 4
MARKS = ".,;:()\"'’‘“”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number of a kind at `span` of the sentence. amount: its ends where it is a range; in days where it is a time."""

    kind: str
    amount: tuple[float, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty word or a role at `span` of the sentence. name: its class. verb: the stem of what is to be done.

    free: of a role, that it may do it, or need not.
    """

    name: str
    verb: str
    span: Span
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one sentence says, each part in reading order. stems: what it is about, without names, numbers and duty words.

    labels: the stages, levels and steps that it names, as (kind, number). closed: it opens a list or speaks of its own document.
    """

    text: str
    stems: frozenset[str]
    values: tuple[Value, ...]
    duties: tuple[Duty, ...]
    actors: tuple[Duty, ...]
    labels: frozenset[tuple[str, str]] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRules:
    """The patterns of `data/differences.toml`, compiled."""

    numbers: tuple[tuple[str, re.Pattern[str]], ...]
    amounts: Mapping[str, float]
    units: Mapping[str, float]
    counted: re.Pattern[str]
    duty: re.Pattern[str]
    strengths: Mapping[str, str]
    passed_over: re.Pattern[str]
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    beside_role: re.Pattern[str]
    clause: re.Pattern[str]
    acts: frozenset[str]
    states: frozenset[str]
    itself: re.Pattern[str]
    labelled: re.Pattern[str]
    same: Mapping[str, str]


@cache
def load_claim_rules() -> ClaimRules:
    """The shipped rules, read once."""
    return claim_rules(read_data("differences"))


def claim_rules(data: Mapping[str, Any]) -> ClaimRules:
    """Rules from the plain values of a data file. KeyError where something is missing, re.error where a pattern is wrong."""
    words = data["words"]
    amounts = {word: float(at) for at, word in enumerate(data["amounts"]["words"])} | data["amounts"]["more"]
    number = rf"(?:\d+(?:\.\d+)?|{_either(amounts)})"
    unit = rf"(?:{_either(data['units'])})s?"
    time = rf"(?:(?:{_either(data['amounts']['beside_unit'])}) )*{unit}"
    fill = {"n": number, "u": time, "u1": unit}
    strengths = {word: name for name, words in data["duty"].items() for word in words}
    return ClaimRules(
        numbers=tuple((it["kind"], _any(it["patterns"], fill)) for it in data["number"]),
        amounts=amounts,
        units=data["units"],
        counted=re.compile(
            rf"\b({number})\b(?: ((?:(?:{_either(data['amounts']['beside_unit'])}) )*)({unit})\b)?", re.I
        ),
        duty=re.compile(rf"\b(?:{_either(strengths)})\b", re.I),
        strengths=strengths,
        passed_over=re.compile(rf"(?:\s*(?:{_either(words['passed_over'])})\b)*", re.I),
        roles=tuple((role, _any(patterns, {})) for role, patterns in data["role"].items()),
        beside_role=re.compile(words["beside_role"], re.I),
        clause=re.compile(words["clause"], re.I),
        acts=frozenset(_same_stem(stem, words["same"]) for verb in words["acts"] for stem in terms(verb)),
        states=frozenset(stem for word in words["states"] for stem in terms(word)),
        itself=re.compile(words["itself"], re.I),
        labelled=re.compile(rf"\b({_either(words['labels'])})s? (\d+|[A-Z])\b", re.I),
        same={stem: group[0] for group in words["same"] for stem in group},
    )


def claim_of(text: str, names: frozenset[str]) -> Claim:
    """What a sentence says. `names` are names of places, services and people, in lower case: they tell no two acts apart."""
    return (
        _claim(text, names)
        if len(text) < 2_000
        else Claim(text=text, stems=frozenset(), values=(), duties=(), actors=())
    )


@lru_cache(maxsize=4_096)
def _claim(text: str, names: frozenset[str]) -> Claim:
    rules = load_claim_rules()
    return Claim(
        text=text,
        stems=stems_of(text, names),
        values=_values(text, rules),
        duties=tuple(_duties(text, rules)),
        actors=tuple(_actors(text, rules)),
        labels=labels_in(text),
        closed=text.endswith(":") or bool(rules.itself.search(text)),
    )


@lru_cache(maxsize=4_096)
def labels_in(text: str) -> frozenset[tuple[str, str]]:
    """The stages, levels and steps that a sentence or heading of a document names.

    >>> sorted(labels_in("Stage 2 and level B"))
    [('level', 'B'), ('stage', '2')]
    """
    return frozenset((kind.lower(), number.upper()) for kind, number in load_claim_rules().labelled.findall(text))


def stems_of(text: str, names: frozenset[str]) -> frozenset[str]:
    """What words are about: stems that mean one thing as one, without names and numbers."""
    rules = load_claim_rules()
    bare = text
    for _, pattern in rules.numbers:
        bare = pattern.sub(" ", bare)
    kept = (word for word in bare.split() if word.islower() or word.lower().strip(MARKS) not in names)
    return frozenset(rules.same.get(stem, stem) for stem in terms(" ".join(kept)))


def before(text: str, at: int, names: frozenset[str]) -> frozenset[str]:
    """What the BESIDE last words of its clause that matter before a place are about: what a time limit is of stands there."""
    cuts = [it.end() for it in load_claim_rules().clause.finditer(text, 0, at)]
    own = _some(text[max(cuts, default=0) : at], names, slice(-BESIDE, None))
    return own or _some(text[:at], names, slice(-BESIDE, None))


def after(text: str, at: int, names: frozenset[str]) -> frozenset[str]:
    """What the BESIDE first words that matter after a place are about: what is to be done stands there."""
    return _some(text[at:], names, slice(None, BESIDE))


def _some(text: str, names: frozenset[str], which: slice) -> frozenset[str]:
    telling = [word for word in text.split() if stems_of(word, names)]
    return stems_of(" ".join(telling[which]), names)


def _values(text: str, rules: ClaimRules) -> tuple[Value, ...]:
    found: list[Value] = []
    for kind, pattern in rules.numbers:
        for match in pattern.finditer(text):
            if not any(it.span[0] < match.end() and match.start() < it.span[1] for it in found):
                found.append(Value(kind=kind, amount=_amount(match[0], rules), span=match.span()))
    return tuple(sorted(found, key=lambda it: it.span))


def _amount(words: str, rules: ClaimRules) -> tuple[float, ...]:
    """Days for a time, else the number; two for a range; 0 for "the same day" and "at once"; the unit alone for "annually".

    Five working days are a week.
    """
    said = words.lower()
    counted = rules.counted.findall(said)
    if not counted:
        return (next((days for word, days in rules.units.items() if re.search(rf"\b{word}", said)), 0.0),)
    unit = rules.units.get(counted[-1][2].removesuffix("s"), 1.0) * (7 / 5 if "working" in said else 1)
    return tuple(round((rules.amounts[it[0]] if it[0] in rules.amounts else float(it[0])) * unit, 2) for it in counted)


def _duties(text: str, rules: ClaimRules) -> Sequence[Duty]:
    return [
        Duty(name=rules.strengths[match[0].lower()], verb=verb, span=match.span())
        for match in rules.duty.finditer(text)
        if (verb := _verb(text, match.end(), rules)) and verb not in rules.states
    ]


def _actors(text: str, rules: ClaimRules) -> Sequence[Duty]:
    """Roles that do one of the acts of which it matters who does them."""
    named = sorted(
        ((match.span(), role) for role, pattern in rules.roles for match in pattern.finditer(text)), reverse=True
    )
    found: dict[int, Duty] = {}
    for span, role in named:
        modal = rules.duty.match(text, span[1] + 1)
        beside = rules.beside_role.match(text, span[1])
        partner = found.get(beside.end()) if beside else None
        verb = _verb(text, modal.end() if modal else span[1], rules)
        free = modal is not None and rules.strengths[modal[0].lower()] in ("may", "need not")
        own = Duty(name=role, verb=verb, span=span, free=free)
        found[span[0]] = replace(partner, name=role, span=span) if partner else own
    return [it for _, it in sorted(found.items()) if it.verb in rules.acts]


def _verb(text: str, at: int, rules: ClaimRules) -> str:
    """The stem of the word at a place, adverbs and auxiliaries passed over; '' where none stands there."""
    passed = rules.passed_over.match(text, at)
    word = re.compile(r"\s*([\w'’-]+)").match(text, passed.end() if passed else at)
    stems = terms(word[1]) if word else []
    return rules.same.get(stems[0], stems[0]) if stems else ""


def _either(words: Any) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _any(patterns: Sequence[str], fill: Mapping[str, str]) -> re.Pattern[str]:
    spelt = "|".join(re.sub(r"\{(\w+)\}", lambda name: fill.get(name[1], name[0]), it) for it in patterns)
    return re.compile(rf"(?<![\w/])(?:{spelt})(?!\w)", re.IGNORECASE)


def _same_stem(stem: str, groups: Sequence[Sequence[str]]) -> str:
    return next((group[0] for group in groups if stem in group), stem)
