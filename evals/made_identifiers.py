"""Identifiers made up by their public formats, for measuring what masking finds. Every maker takes the source of chance."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from assistant.mask_identifiers import has_check_digit

INWARD = "ABDEFGHJLNPQRSTUWXYZ"
AREAS = ("LS", "B", "M", "SW", "TN", "EH", "CF", "BT", "G", "YO", "PL", "AB")
NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
MONTHS = ("January", "Feb", "March", "April", "June", "Sept", "December")


def _ten(nine: Callable[[], str]) -> str:
    """Ten digits whose last checks the nine before; nine that no digit checks are drawn again."""
    while True:
        first = nine()
        for digit in "0123456789":
            if has_check_digit(first + digit):
                return first + digit


def nhs(chance: random.Random) -> str:
    """An NHS number with its check digit (NHS Data Dictionary), in one of its spellings."""
    it = _ten(lambda: f"{chance.choice('467')}{chance.randrange(10**8):08}")
    return chance.choice([it, f"{it[:3]} {it[3:6]} {it[6:]}", f"{it[:3]}-{it[3:6]}-{it[6:]}"])


def chi(chance: random.Random) -> str:
    """A CHI number: date of birth, three digits and the check digit (Public Health Scotland)."""
    it = _ten(
        lambda: (
            f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randrange(100):02}{chance.randrange(1000):03}"
        ),
    )
    return chance.choice([it, f"{it[:6]} {it[6:]}"])


def ni(chance: random.Random) -> str:
    """A National Insurance number of a prefix that is issued (GOV.UK, NIM39110)."""
    while True:
        prefix = chance.choice("ABCEGHJKLMNOPRSTWXYZ") + chance.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in NEVER_ISSUED:
            parts = [prefix, *(f"{chance.randrange(100):02}" for _ in range(3)), chance.choice("ABCD")]
            return chance.choice(["", " "]).join(parts)


def born(chance: random.Random) -> str:
    """A date of birth in one of the ways in which people write it."""
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1955, 2025)
    named = chance.choice(MONTHS)
    return chance.choice(
        [
            f"{day:02}/{month:02}/{year}",
            f"{day}.{month}.{year}",
            f"{day} {named} {year}",
            f"{day}-{month}-{year % 100:02}",
        ]
    )


def phone(chance: random.Random) -> str:
    """A telephone number of Ofcom's ranges for drama, mobile or landline, in one of its spellings."""
    mobile, landline = f"{chance.randrange(1000):03}", f"{chance.randrange(1000):03}"
    spellings = [
        f"07700 900{mobile}",
        f"07700900{mobile}",
        f"+44 7700 900{mobile}",
        f"01632 960{landline}",
        f"(01632) 960 {landline}",
    ]
    return chance.choice(spellings)


def postcode(chance: random.Random) -> str:
    """A postcode (BS 7666)."""
    inward = "".join(chance.choices(INWARD, k=2))
    return f"{chance.choice(AREAS)}{chance.randint(1, 19)} {chance.randrange(10)}{inward}"


def registration(chance: random.Random) -> str:
    """A vehicle registration of the current form (DVLA INF104)."""
    letters = "ABCDEFGHJKLMNOPRSTUVWXY"
    area = "".join(chance.choices(letters, k=2))
    return f"{area}{chance.randint(2, 75):02} {''.join(chance.choices(letters, k=3))}"


def of_lists(lists: Mapping[str, Any]) -> Mapping[str, Callable[[random.Random], str]]:
    """A maker for every kind, those of words from `lists`."""

    def worded(name: str) -> Callable[[random.Random], str]:
        return lambda chance: (
            chance.choice(lists[name])
            .replace("{street}", chance.choice(lists["streets"]))
            .replace("{n}", str(chance.randint(1, 99) if name == "units" else chance.randint(10_000, 999_999)))
        )

    return {
        **{make.__name__: make for make in (nhs, chi, ni, born, phone, postcode, registration)},
        "email": worded("emails"),
        "username": worded("handles"),
        "address": worded("units"),
        "reference": worded("references"),
    }
