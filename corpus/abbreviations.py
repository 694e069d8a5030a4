"""Abbreviations that documents explain themselves: "Family Support Panel (FSP)". Found at ingest, kept with the index."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

FILE = "abbreviations.json"
LONGEST = 10
"""Letters of the longest short form."""
_BRACKET = re.compile(r"\(([^()\n]{2,80})\)")
_SHORT = re.compile(r"(?=[^\s]*[A-Z][^\s]*[A-Z])[A-Z][A-Za-z0-9&/\-]{1,9}")
_LEADING = re.compile(
    r"^(?:the|a|an|or|and|of|also known as|known as|abbreviated to|hereafter|e\.g\.|i\.e\.)\s+", re.IGNORECASE
)
_SMALL = frozenset({"and", "of", "the", "for", "to", "in", "on", "a", "&"})
_END_OF_SENTENCE = re.compile(r"[.!?;:,\n]\s")


def find_abbreviations(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Short forms in capitals, each with the long forms it is explained by, in lower case, the most frequent first.

    Both ways of explaining are read: "long form (SF)" and "SF (long form)". Schwartz and Hearst 2003, A simple algorithm for
    identifying abbreviation definitions in biomedical text.

    >>> find_abbreviations(["Ring the Family Support Panel (FSP) first.", "A FSP (family support panel) meets weekly."])
    {'FSP': ('family support panel',)}
    """
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for match in _BRACKET.finditer(text):
            found = _explained(text[: match.start()].rstrip(), match[1].strip())
            if found:
                counts.setdefault(_singular(found[0]), Counter())[found[1].lower()] += 1
    return {short: tuple(long for long, _ in counted.most_common()) for short, counted in sorted(counts.items())}


def _explained(before: str, inside: str) -> tuple[str, str] | None:
    """(short form, long form) where a bracket explains one, else None."""
    if _SHORT.fullmatch(inside):
        short, long = inside, long_form(inside, _same_sentence(before))
    else:
        words = before.split()
        last = words[-1] if words else ""
        if not _SHORT.fullmatch(last):
            return None
        short, long = last, long_form(last, inside)
        if long is not None and len(_LEADING.sub("", inside)) > len(long):
            return None
    return (short, long) if long else None


def _same_sentence(before: str) -> str:
    return _END_OF_SENTENCE.split(before)[-1]


def long_form(short: str, text: str) -> str | None:
    """The shortest end of `text` that spells out `short`: its letters in order, the first of them beginning a word.

    At most min(letters + 5, letters * 2) words long. None where there is none, or where it is no longer than `short` itself.

    >>> long_form("FSP", "it is the family support panel")
    'family support panel'
    >>> long_form("FSP", "we met at noon") is None
    True
    """
    letters = [letter for letter in _singular(short).lower() if letter.isalnum()]
    nearest = text.split()[-min(len(letters) + 5, len(letters) * 2) :]
    by_initials = _by_initials(letters, nearest, _SMALL) or _by_initials(letters, nearest, frozenset())
    return by_initials or _by_letters(letters, " ".join(nearest))


def _singular(short: str) -> str:
    """A short form without the small s of its plural: "LSCBs"."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _by_initials(letters: Sequence[str], words: Sequence[str], passed: frozenset[str]) -> str | None:
    """The last words whose initials are `letters`, those of `passed` left out: it is surer than letters inside words."""
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at].lower() in passed:
            at -= 1
        if at < 0 or words[at].lstrip("‘“'(")[:1].lower() != letter:
            return None
    return _tidy(" ".join(words[at:]), len(letters))


def _by_letters(letters: Sequence[str], near: str) -> str | None:
    at = len(near)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (near[at].lower() == letters[place] and (place or _begins_word(near, at))):
            at -= 1
        if at < 0:
            return None
    return _tidy(near[at:], len(letters))


def _tidy(found: str, letters: int) -> str | None:
    """A long form without the marks around it; None where it is one word, no longer than its letters, or begins as none does."""
    found = found.strip(" ,'\"“”‘’")
    words = found.lower().split()
    return found if len(found) > letters and len(words) > 1 and words[0] not in _SMALL else None


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def save_abbreviations(folder: Path, texts: Iterable[str]) -> None:
    """Write the abbreviations of texts into a generation's folder."""
    (folder / FILE).write_text(json.dumps(find_abbreviations(texts)), encoding="utf-8")


def abbreviations_in(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The abbreviations saved in a generation's folder; none in one that was built before they were kept."""
    path = folder / FILE
    if not path.exists():
        return {}
    return {short: tuple(longs) for short, longs in json.loads(path.read_text(encoding="utf-8")).items()}
