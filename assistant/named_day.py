"""The day that a question names: "what did the protocol say in March?" is for the editions that held then."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.document import last_day

DATA = Path(__file__).parent / "data" / "named_day.toml"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """on: the day, of a month or a year its last. rest: the question without the words that name it."""

    on: date
    rest: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    day = (
        r"(?P<iso>\d{4}-\d{2}(?:-\d{2})?)"
        r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"
        rf"|(?:the )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{data['months']})(?:,? (?P<year>\d{{4}}))?"
        r"|(?P<alone>(?:19|20)\d{2})"
    )
    filled = (it.replace("<guidance>", data["guidance"]).replace("<day>", rf"(?:{day})\b") for it in data["patterns"])
    return tuple(re.compile(it, re.IGNORECASE) for it in filled)


def named_day(text: str, today: date) -> NamedDay | None:
    """The day that a question is for, None where it names none. A month without a year is the last that has begun.

    >>> named_day("What did it say in March?", date(2025, 6, 1)).on
    datetime.date(2025, 3, 31)
    """
    for pattern in _patterns():
        found = pattern.search(text)
        on = _day(found, today) if found else None
        if found and on:
            start, end = found.span("cut")
            return NamedDay(on=on, rest=" ".join(f"{text[:start]} {text[end:]}".split()))
    return None


def _day(found: re.Match[str], today: date) -> date | None:
    """The day written; what has begun and is not over ends today. None for a day that no calendar has."""
    try:
        last = last_day(_written(found, today))
        first = last_day(_written(found, today) + "-01") if found["month"] and not found["day"] else last
    except ValueError:
        return None
    return today if first <= today < last else last


def _written(found: re.Match[str], today: date) -> str:
    """As a library writes it: 2025, 2025-03 or 2025-03-31."""
    if found["iso"] or found["alone"]:
        return found["iso"] or found["alone"]
    if found["y"]:
        return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    begun = (month, int(found["day"] or 1)) <= (today.month, today.day)
    year = found["year"] or str(today.year if begun else today.year - 1)
    return f"{year}-{month:02}" + (f"-{int(found['day']):02}" if found["day"] else "")
