"""Numbers and the like that identify someone: found by their public formats and check digits, from `data/mask.toml`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from assistant.patterns import read_data, spell_out

MONTHS, DAYS = 12, 31
_DIGIT = re.compile(r"\d")
WITHOUT_DIGITS = frozenset({"email", "username", "link", "address"})
ORDER = tuple("email username link born date address nhs chi card ten ni phone registration reference postcode".split())  # noqa: SIM905
"""The kinds in the order in which they are tried: an earlier kind has what it found. `link` and `date` are left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An identifier of a `kind` of `data/mask.toml` at `[start, end)`; kinds `link` and `date` are found to be left alone."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """One expression for each pattern, by kind, and the published numbers, digits only."""

    patterns: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    published: frozenset[str]


@cache
def load_formats() -> Formats:
    """The shipped formats, read once."""
    return formats(read_data("mask"))


def formats(data: Mapping[str, Any]) -> Formats:
    """Formats from the plain values of a data file. KeyError where something is missing."""
    words = {**data["words"], **{name: f"(?:{'|'.join(listed)})" for name, listed in data["lists"].items()}}
    spelt = {kind: tuple(_pattern(it, words) for it in data["identifiers"][kind]) for kind in ORDER}
    return Formats(patterns=tuple(spelt.items()), published=frozenset(data["published"]["phones"]))


def _pattern(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w£$€@])(?:{spell_out(pattern, words)})(?!\w)", re.IGNORECASE)


def find_identifiers(text: str, known: frozenset[str]) -> tuple[Identifier, ...]:
    """Every identifier in `text`, in reading order, none overlapping. What stands in `known` (lower case) is left alone."""
    taken = bytearray(len(text))
    found = []
    for it in _candidates(text, known):
        if not any(taken[it.start : it.end]):
            taken[it.start : it.end] = b"\1" * (it.end - it.start)
            found.append(it)
    return tuple(sorted(found, key=lambda it: it.start))


def _candidates(text: str, known: frozenset[str]) -> Iterator[Identifier]:
    shipped = load_formats()
    has_digits = _DIGIT.search(text) is not None
    for kind, patterns in shipped.patterns:
        if not has_digits and kind not in WITHOUT_DIGITS:
            continue
        for pattern in patterns:
            for match in pattern.finditer(text):
                start, end = match.span("IT" if "IT" in pattern.groupindex else 0)
                named = _checked(kind, text[start:end], shipped)
                if named and not _is_known(text[start:end], known):
                    yield Identifier(kind=named, start=start, end=end)


def _is_known(it: str, known: frozenset[str]) -> bool:
    lower = it.lower()
    digits = "".join(_DIGIT.findall(it))
    grouped = (
        " ".join((digits[:a], digits[a:b], digits[b:])).strip() for a, b in ((11, 11), (5, 11), (4, 7), (3, 7), (5, 8))
    )
    return lower in known or (len(digits) > 9 and any(form in known for form in grouped))


def _checked(kind: str, it: str, shipped: Formats) -> str:
    """The kind that `it` is, empty where its digits do not allow what its form suggests."""
    check = _CHECKS.get(kind)
    return check(it, shipped) if check else kind


def _ten(it: str, _: Formats) -> str:
    digits = "".join(_DIGIT.findall(it))
    if not has_check_digit(digits):
        return ""
    return "chi" if is_date(digits[:6]) else "nhs"


def _phone(it: str, shipped: Formats) -> str:
    digits = "".join(_DIGIT.findall(it))
    return "" if re.sub(r"^(?:00)?440?", "0", digits) in shipped.published else "phone"


def _date(it: str, _: Formats) -> str:
    """A date in numbers needs a day and a month; 12-34-56 is a bank's sort code."""
    numbers = [int(number) for number in re.findall(r"\d+", it) if len(number) < 3][:2]
    return "" if len(numbers) == 2 and (min(numbers) > MONTHS or max(numbers) > DAYS) else "date"


def _reference(it: str, _: Formats) -> str:
    return "reference" if len(_DIGIT.findall(it)) > 2 else ""


_CHECKS: Mapping[str, Callable[[str, Formats], str]] = {
    "date": _date,
    "ten": _ten,
    "phone": _phone,
    "reference": _reference,
}


def has_check_digit(digits: str) -> bool:
    """Whether ten digits end in the check digit of NHS and CHI numbers: 11 less the sum of the first nine, weighted 10 to 2,
    modulo 11; 11 counts as 0 and 10 is never issued.

    >>> has_check_digit("9434765919"), has_check_digit("9434765918")
    (True, False)
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9]) and rest != 1


def is_date(digits: str) -> bool:
    """Whether six digits are a date, DDMMYY, of some century.

    >>> is_date("290200"), is_date("310499")
    (True, False)
    """
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
