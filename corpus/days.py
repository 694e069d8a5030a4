"""Days in words, as British readers write them."""

import re
from datetime import date

from corpus.document import last_day
from corpus.errors import WrongUse

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_written(text: str) -> date | None:
    """The day that someone wrote, None for nothing; of a year or a month its last day, so that all of it has happened.

    Raises WrongUse for anything else.

    >>> day_written("2025-03"), day_written("March 2025"), day_written("1/3/2025"), day_written(" ")
    (datetime.date(2025, 3, 31), datetime.date(2025, 3, 31), datetime.date(2025, 3, 1), None)
    """
    parts = [_number(part) for part in re.split(r"[\s/.-]+", text.strip()) if part]
    if not parts:
        return None
    year_first = parts if parts[0] > 31 else parts[::-1]
    try:
        return last_day("-".join(str(part) for part in year_first))
    except ValueError:
        raise _not_a_day(text) from None


def _number(part: str) -> int:
    """A figure, or the number of a month's name or its first three letters."""
    if part.isdecimal() and len(part) <= 4:
        return int(part)
    months = [place for place, name in enumerate(MONTHS, 1) if len(part) >= 3 and name.lower().startswith(part.lower())]
    if not months:
        raise _not_a_day(part)
    return months[0]


def _not_a_day(text: str) -> WrongUse:
    return WrongUse(f"Expected a day such as 31 March 2025 or 2025-03-31, found {text!r}. Leave it empty for today.")


def day_in_words(day: date) -> str:
    """A day in words.

    >>> day_in_words(date(2025, 11, 3))
    '3 November 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def published_in_words(published: str) -> str:
    """A year, month or day written `2013`, `2013-04` or `2013-04-30` in words; as it is where it is something else.

    >>> published_in_words("2013-04"), published_in_words("2013"), published_in_words("")
    ('April 2013', '2013', '')
    """
    parts = published.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return published
    numbers = [int(part) for part in parts]
    words = [str(numbers[0]), *(MONTHS[numbers[1] - 1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else "",)]
    if len(numbers) == 3:
        words.append(str(numbers[2]))
    return " ".join(word for word in reversed(words) if word)
