"""Times of a sentence, and other times of the same form."""

import random
import re
from collections.abc import Iterable, Sequence

from assistant.claim import Span, claim_of, load_claim_rules
from evals.quiz_ground import NO_NAMES
from evals.quiz_rules import TimeRules

OTHERS = 6
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(rf"\b(\d+|{'|'.join(WORDS)}|an?)\b(?=[ -])", re.I)
_UNIT = re.compile(r"\b(minute|hour|day|week|fortnight|month|quarter|term|year)(s?)\b(['’]?)")


def other_times(text: str, rules: TimeRules, seed: random.Random) -> Iterable[tuple[Span, Sequence[str]]]:
    """The times of a sentence that it allows or asks for, and others in the same form, nearest sizes first.

    How many of the others are smaller is drawn by `seed`, so that the printed time is the middle one no oftener than another.
    """
    values = [it for it in claim_of(text, NO_NAMES).values if it.kind in rules.kinds]
    for value in values:
        start, end = value.span
        if rules.not_after.search(text[:start]) or rules.not_before.match(text[end:]):
            continue
        said = text[start:end]
        others = _swapped(said, rules) or _stepped(said, value.kind, rules, seed)
        if len(others) >= OTHERS // 2:
            yield value.span, others


def _swapped(said: str, rules: TimeRules) -> list[str]:
    return next((list(group[1:]) for group in _turned(rules) if group[0] == said.lower()), [])


def _turned(rules: TimeRules) -> Iterable[tuple[str, ...]]:
    """The sets as they are written; then "each" and "every" sets turned, so that any of their phrases may be the printed one."""
    yield from rules.swaps
    for group in rules.swaps:
        if group[0].split()[0] in ("each", "every", "yearly"):
            for at in range(1, len(group)):
                yield (group[at], *group[:at], *group[at + 1 :])


def _stepped(said: str, kind: str, rules: TimeRules, seed: random.Random) -> list[str]:
    """The phrase with other numbers of its ladder, written as the printed one is: in figures or in words."""
    number, unit = _NUMBER.search(said), _UNIT.search(said)
    if number is None or unit is None or len(_NUMBER.findall(said)) > 1 or number[1].lower() in ("a", "an"):
        return []
    figure = number[1].isdigit()
    amount = int(number[1]) if figure else WORDS.index(number[1].lower())
    ladder = rules.ladder.get(kind, rules.ladder.get(unit[1], ()))
    if not ladder or not ladder[0] <= amount <= ladder[-1] * 2:
        return []
    smaller = [it for it in reversed(ladder) if it < amount]
    larger = [it for it in ladder if it > amount]
    below = min(seed.randint(0, 3), len(smaller))
    near = [*smaller[:below], *larger[: 3 - below]]
    rest = [it for it in (*larger, *smaller) if it not in near]
    least = 2 if re.search(r"\b(?:every|first|next)\b", said) else 1
    wanted = [it for it in (*near, *rest) if it >= least][:OTHERS]
    return [_rewritten(said, it, figure) for it in wanted if figure or it < len(WORDS)]


def _rewritten(said: str, amount: int, figure: bool) -> str:
    """A phrase with another amount, its unit in the singular or plural to match.

    >>> _rewritten("within 5 working days", 1, True), _rewritten("within one week", 6, False)
    ('within 1 working day', 'within six weeks')
    """
    other = _NUMBER.sub(str(amount) if figure else WORDS[amount], said, count=1)
    if re.search(r"-(?:minute|hour|day|week|month|year)\b", other):
        return other
    return _UNIT.sub(lambda it: f"{it[1]}{'' if amount == 1 else 's'}{it[3]}", other, count=1)


def spellings(said: str) -> tuple[str, ...]:
    """Every wording of a time that is right where the printed one is: the printed one, then with figures or words exchanged.

    >>> spellings("within 5 working days")
    ('within 5 working days', 'within five working days')
    """
    number = _NUMBER.search(said)
    if number is None or number[1].lower() in ("a", "an"):
        return (said,)
    other = number[1].lower()
    if other.isdigit():
        if int(other) >= len(WORDS):
            return (said,)
        turned = WORDS[int(other)]
    else:
        turned = str(WORDS.index(other))
    return (said, said[: number.start()] + turned + said[number.end() :])


def days_of(said: str) -> float | None:
    """How long a time is, in days; None where it is none or a range."""
    values = claim_of(said, NO_NAMES).values
    return values[0].amount[0] if len(values) == 1 and len(values[0].amount) == 1 else None


def counted(said: str) -> bool:
    """Whether a time has a number and a unit of its own."""
    return bool(_NUMBER.search(said) and _UNIT.search(said)) and bool(load_claim_rules().counted.search(said))
