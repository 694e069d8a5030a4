"""mask: what could identify a family is replaced by labels that keep the roles. Nothing is stored and nothing is looked up."""

import re
import string
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.mask_identifiers import Identifier, find_identifiers
from assistant.mask_people import Mention, find_people
from assistant.patterns import read_data

AFTER_A_NAME = 3
"""The most code points between a name and a date that is then its date of birth: "Kelly (12/03/1985"."""


_LETTER = re.compile(r" [A-Z]+$")
_OWNS = re.compile(r"['’]s?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """`original`, at code points `start` to `end` (half-open) of the original text, stands as `label` in the masked one."""

    start: int
    end: int
    original: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A masked text, and what was replaced, in reading order, none overlapping."""

    text: str
    replaced: tuple[Replacement, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What was replaced, by the labels without letters, in reading order, none twice.

        >>> mask("mum Tracey, her sister Kelly, 07700 900123", frozenset()).kinds
        ('name', 'phone')
        """
        return tuple(dict.fromkeys(_LETTER.sub("", it.label.strip("[]")) for it in self.replaced))


def mask(text: str, known: frozenset[str]) -> Masked:
    """`text` with labels in place of what could identify someone: the same name has the same label throughout.

    `known`: lower-cased words and phrases of the library, which are never masked; after a title ("Mrs Green") a single known
    word is a surname nevertheless. The masked text holds no span that `replaced` does not list.

    >>> mask("mum Tracey, her son Jayden", frozenset()).text
    'mum [name A], her son [child A]'
    """
    identifiers = find_identifiers(text, known)
    people = tuple(_clear_of(identifiers, find_people(text, known)))
    labels = _people_labels(people)
    replaced = (*_named(text, people, labels), *_identified(text, identifiers, people))
    return _replace(text, tuple(sorted(replaced, key=lambda it: it.start)))


def unnamed(text: str, known: frozenset[str], written: Callable[[str], bool]) -> str:
    """`text` without what could identify someone, for search and judgement: no guidance speaks of this one family, so a
    name in a question must not count as a word that the guidance lacks. Where nothing else is left, `text` as it is.

    `written` says whether the documents use a word: such a name may be of a case study, and is searched for.

    >>> unnamed("Can I tell the school about Jayden's mum?", frozenset(), lambda name: False)
    'Can I tell the school about mum?'
    """
    rest, at = [], 0
    for it in mask(text, known).replaced:
        if written(it.original):
            continue
        rest.append(text[at : it.start])
        owns = _OWNS.match(text, it.end)
        at = owns.end() if owns else it.end
    left = " ".join("".join([*rest, text[at:]]).split())
    return left if any(map(str.isalpha, left)) else text


@cache
def _labels() -> Mapping[str, str]:
    return dict(read_data("mask")["labels"])


def _clear_of(identifiers: tuple[Identifier, ...], people: tuple[Mention, ...]) -> Iterator[Mention]:
    """The mentions that overlap no identifier; both stand in reading order and none overlap their own kind."""
    starts = [it.start for it in identifiers]
    for person in people:
        last = bisect_left(starts, person.end) - 1
        if last < 0 or identifiers[last].end <= person.start:
            yield person


def _replace(text: str, replaced: tuple[Replacement, ...]) -> Masked:
    parts, at = [], 0
    for it in replaced:
        parts += [text[at : it.start], it.label]
        at = it.end
    return Masked(text="".join([*parts, text[at:]]), replaced=replaced)


def _named(text: str, people: tuple[Mention, ...], labels: Mapping[int, str]) -> Iterator[Replacement]:
    for it in people:
        yield Replacement(start=it.start, end=it.end, original=text[it.start : it.end], label=labels[it.start])


def _identified(text: str, found: tuple[Identifier, ...], people: tuple[Mention, ...]) -> Iterator[Replacement]:
    """The labels of identifiers. A date right after a name is a date of birth, other dates stay."""
    ends = {it.end for it in people}
    for it in found:
        kind = it.kind
        if kind == "date":
            before = text[max(0, it.start - AFTER_A_NAME) : it.start]
            gap = len(before) - len(before.rstrip(" ,(-–[/"))
            kind = "born" if gap and it.start - gap in ends else ""
        if kind in _labels():
            yield Replacement(start=it.start, end=it.end, original=text[it.start : it.end], label=_labels()[kind])


def _people_labels(people: tuple[Mention, ...]) -> Mapping[int, str]:
    """The label of each mention, by its start. People are lettered in reading order, children apart from others."""
    persons = _persons(people)
    children = {persons[it.start] for it in people if it.child}
    labels: dict[int, str] = {}
    count = {"child": 0, "name": 0}
    for person in dict.fromkeys(persons.values()):
        role = "child" if person in children else "name"
        labels[person] = _labels()[role].format(letter=_letter(count[role]))
        count[role] += 1
    return {it.start: labels[persons[it.start]] for it in people}


def _letter(number: int) -> str:
    """A for 0, Z for 25, AA for 26.

    >>> [_letter(number) for number in (0, 25, 26, 701)]
    ['A', 'Z', 'AA', 'ZZ']
    """
    letters = string.ascii_uppercase
    return letters[number] if number < 26 else _letter(number // 26 - 1) + letters[number % 26]


def _persons(people: tuple[Mention, ...]) -> dict[int, int]:
    """Who each mention is, as a number, by its start: the same given name, or title and surname, is the same person.

    "Ms Smith" and "Smith" are the first person with that surname in full, a grown-up before a child.
    """
    numbers: dict[str, int] = {}
    surnames: dict[str, str] = {}
    for it in sorted(people, key=lambda it: (it.child, it.start)):
        if len(it.words) > 1:
            surnames.setdefault(it.words[-1], it.words[0])
    for it in people:
        if it.title and len(it.words) == 1 and it.words[0] not in surnames:
            numbers.setdefault(it.words[0], numbers.setdefault(_key(it, surnames), len(numbers)))
    return {it.start: numbers.setdefault(_key(it, surnames), len(numbers)) for it in people}


def _key(it: Mention, surnames: Mapping[str, str]) -> str:
    """What tells one person from another: the given name, else title and surname."""
    if len(it.words) > 1:
        return it.words[0]
    full = surnames.get(it.words[0])
    if full is not None:
        return full
    return f"{it.title} {it.words[0]}" if it.title else it.words[0]
