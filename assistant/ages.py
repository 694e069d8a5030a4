"""Ages: how old the children are that a practitioner writes of, in whole years."""

import re
from functools import cache

from assistant.patterns import read_data

STARTS_SCHOOL = 5
"""A child in school year n has turned n + 4 or n + 5 since September."""
ADULT = 18


def ages_in(text: str) -> tuple[int, ...]:
    """Ages under 18 in the order of the patterns, each once.

    >>> ages_in("Year 6 girl and her 5 month old brother")
    (0, 10)
    """
    plain = text.lower().replace("’", "'")
    found = [_age(int(it[1]), unit) for unit, pattern in _patterns() for it in pattern.finditer(plain)]
    found += [age for word, age in _words().items() if re.search(rf"\b{word}\b", plain)]
    return tuple(dict.fromkeys(age for age in found if age < ADULT))


def _age(number: int, unit: str) -> int:
    return 0 if unit == "months" else number + STARTS_SCHOOL - 1 if unit == "school" else number


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((it["unit"], re.compile(it["written"])) for it in read_data("ages")["pattern"])


@cache
def _words() -> dict[str, int]:
    return dict(read_data("ages")["words"])
