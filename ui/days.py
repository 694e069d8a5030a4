"""Days in words, as British readers write them."""

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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
