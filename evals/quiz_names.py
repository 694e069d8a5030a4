"""Names: the roles and services that an area's documents speak of, and which of them can stand in another's place."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.claim import Span
from evals.quiz_ground import Ground
from evals.quiz_rules import RoleRules

OTHERS = 8
LEAST_ROLE = 2
"""How often a role must stand in the documents in scope before it can be a wrong answer."""
LEAST_LABELS = 3
_TOKEN = re.compile(r"[\w'’-]+")
_WORD = re.compile(r"[\w’']+")
_CAPITALS = re.compile(r"(?<![.?!] )(?<!^)(?<!\n)\b(the |a |an |each )?([A-Z][\w’']+(?: [A-Z][\w’']+)*)(?! [A-Z])")


class Names:
    """Roles, services and levels found once for a ground."""

    def __init__(self, ground: Ground) -> None:
        rules = ground.rules.role
        self._rules = rules
        text = ground.text
        spaced = f" {' '.join(_TOKEN.findall(text.lower()))} "
        self._roles = tuple(it for it in rules.names if _times((it, f"{it}s"), spaced) >= LEAST_ROLE)
        self._plurals = tuple(it for it in rules.plurals if _times((it,), spaced) >= LEAST_ROLE)
        self._contacts = ground.contacts
        self._services = dict(_services(ground, rules))
        either = "|".join(re.escape(it) for it in sorted(self._services, key=len, reverse=True))
        self._service = re.compile(rf"\b(?:[Tt]he )?({either})(?![\w’'-])" if either else r"(?!)")
        self._labels = {kind: _labels(kind, text) for kind in ground.rules.labels}

    def other_roles(self, text: str, whole: str, seed: random.Random) -> Iterable[tuple[Span, Sequence[str]]]:
        """Who acts or is told in a sentence, with its article, and other roles of that form that its paragraph does not name."""
        if self._rules.gives_away.search(text):
            return
        for match in self._rules.pattern.finditer(text):
            name = next(it for it in self._rules.names if it.lower() == match[2].lower())
            if self._in_place(text, match.span()) and text.lower().count(name.lower()) == 1:
                fit = [
                    it
                    for it in self._fit(name, self._roles, whole, seed)
                    if match[1].lower() in ("the", "your") or it.islower()
                ]
                yield match.span(), [_with_article(match[1], it, match[1][0].isupper()) for it in fit]
        for match in self._rules.plural.finditer(text):
            name = next(it for it in self._rules.plurals if it.lower() == match[1].lower())
            if self._in_place(text, match.span()):
                fit = self._fit(name, self._plurals, whole, seed)
                yield match.span(1), [_opened(it, match[1][0].isupper()) for it in fit]

    def _fit(self, name: str, others: Sequence[str], whole: str, seed: random.Random) -> list[str]:
        fit = [it for it in others if self._apart(name, it) and it.lower() not in whole.lower()]
        seed.shuffle(fit)
        return _unlike(fit, self._rules)[:OTHERS]

    def other_services(self, text: str, whole: str, seed: random.Random) -> Iterable[tuple[Span, Sequence[str]]]:
        """Which service acts or is told in a sentence, and others of the area that its paragraph does not name."""
        for match in self._service.finditer(text):
            if self._in_place(text, match.span()) and text.count(match[1]) == 1:
                fit = [it for it in self._services if it not in whole and not self._peers(it, match[1])]
                roles = [it for it in self._roles if it.lower() not in whole.lower() and it not in self._services]
                seed.shuffle(fit)
                seed.shuffle(roles)
                others = [*(self._services[it] for it in fit), *(f"the {it}" for it in _unlike(roles, self._rules))]
                yield match.span(), [_opened(it, match.start() == 0) for it in others][:OTHERS]

    def other_labels(self, text: str, whole: str) -> Iterable[tuple[Span, Sequence[str]]]:
        """The one level, stage or step that a sentence names, and all others of its kind; none of what only may be so."""
        if re.search(r"\bmay (?:well |also )?(?:be|have|include|need)\b", text):
            return
        for kind, numbers in self._labels.items():
            found = list(re.finditer(rf"\b{kind} (\d)\b(?! (?:and|or|to|upwards)\b)", text))
            if len(found) == 1 and len(re.findall(rf"\b{kind} \d", whole)) == 1 and len(numbers) > LEAST_LABELS:
                yield found[0].span(), [f"{kind} {it}" for it in numbers if it != found[0][1]]

    def _peers(self, one: str, other: str) -> bool:
        """Whether two names share a word, or are both among an area's contacts: one of them may answer for the other by night."""
        both = [
            any(set(_WORD.findall(it)) <= set(_WORD.findall(contact)) for contact in self._contacts)
            for it in (one, other)
        ]
        return bool(set(one.split()) & set(other.split())) or all(both)

    def _in_place(self, text: str, span: Span) -> bool:
        before, after = text[: span[0]], text[span[1] :]
        if re.match(r" (?:or|and)\b", after):
            return False
        if self._rules.acts.match(after):
            return not self._rules.no_subject.search(before)
        return bool(self._rules.told.search(before) and self._rules.after.match(after))

    def _apart(self, one: str, other: str) -> bool:
        """Whether two roles are never one person: neither name holds the other, and no group of `near` holds both."""
        a, b = one.lower(), other.lower()
        return not (a in b or b in a) and not any({one, other} <= group for group in self._rules.near)


def _times(names: Sequence[str], spaced: str) -> int:
    """How often names stand in a text in lower case with one blank on either side of each word."""
    return sum(spaced.count(f" {name.lower()} ") for name in names)


def _labels(kind: str, text: str) -> tuple[str, ...]:
    """The numbers that a kind of step has in the documents, in order."""
    return tuple(sorted({it for it in re.findall(rf"\b{kind} (\d)\b", text)}))


def _unlike(names: Sequence[str], rules: RoleRules) -> list[str]:
    """Names in order, without a second of one near group."""
    kept: list[str] = []
    for name in names:
        if not any({name, it} <= group for group in rules.near for it in kept):
            kept.append(name)
    return kept


def _with_article(printed: str, name: str, capital: bool) -> str:
    article = printed.lower()
    if article in ("a", "an"):
        article = "an" if name[0].lower() in "aeiou" else "a"
    return _opened(f"{article} {name}", capital)


def _opened(words: str, capital: bool) -> str:
    return words[0].upper() + words[1:] if capital else words


def _services(ground: Ground, rules: RoleRules) -> Iterable[tuple[str, str]]:
    """Names as they are mostly written where no noun follows: capitalised runs, in the singular, within a listed name."""
    listed = [set(_WORD.findall(name.lower())) for name in ground.named]
    forms: dict[str, Counter[str]] = {}
    for match in _CAPITALS.finditer(ground.text):
        if rules.after.match(ground.text[match.end() :]) or rules.acts.match(ground.text[match.end() :]):
            forms.setdefault(match[2], Counter())[match[1] or ""] += 1
    for name, form in forms.items():
        words = set(_WORD.findall(name.lower()))
        own = words - rules.not_alone - ground.area_names
        if form.total() >= rules.service_least and own and any(words <= it for it in listed) and not name.endswith("s"):
            yield name, f"{form.most_common(1)[0][0]}{name}"
