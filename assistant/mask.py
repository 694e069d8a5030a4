"""mask: what could identify a family is replaced by labels that keep the roles. Nothing is stored and nothing is looked up."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.mask_cues import CHILD
from assistant.mask_identifiers import Identifier, find_identifiers
from assistant.mask_people import Mention, find_people
from assistant.once import once
from assistant.patterns import read_data

AFTER_A_NAME = 3
"""The most code points between a name and a date that is then its date of birth: "Kelly (12/03/1985"."""


_OWNS = re.compile(r"['’]s?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """`original`, at code points `start` to `end` (half-open) of the original text, stands as `label` in the masked one.

    kind: what it is: "name", "child" for a child's, else the label without brackets.
    """

    start: int
    end: int
    original: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A masked text, and what was replaced, in reading order, none overlapping."""

    text: str
    replaced: tuple[Replacement, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What was replaced, by its kinds in reading order, none twice.

        >>> mask("mum Tracey, her sister Kelly, 07700 900123", frozenset()).kinds
        ('name', 'phone')
        """
        return tuple(dict.fromkeys(it.kind for it in self.replaced))


@once
def mask(text: str, known: frozenset[str]) -> Masked:
    """`text` with labels in place of what could identify someone: the same name has the same label throughout.

    `known`: lower-cased words and phrases of the library, which are never masked; after a title ("Mrs Green") a single known
    word is a surname nevertheless. The masked text holds no span that `replaced` does not list.

    >>> mask("mum Tracey, her son Jayden", frozenset()).text
    "mum [mother's name], her son [child's name]"
    """
    identifiers = find_identifiers(text, known)
    people = tuple(_clear_of(identifiers, find_people(text, known)))
    labels = _people_labels(people)
    replaced = (*_named(text, people, labels), *_identified(text, identifiers, people))
    return _replace(text, tuple(sorted(replaced, key=lambda it: it.start)))


def unnamed(text: str, known: frozenset[str], written: Callable[[str], bool]) -> str:
    """`text` without what could identify someone, for search and judgement: no guidance speaks of this one family, so a
    name in a question must not count as a word that the guidance lacks. Labels of earlier turns go too. Where nothing else is
    left, `text` as it is.

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
    left = " ".join(_any_label().sub(" ", "".join([*rest, text[at:]])).split())
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
    children = {labels[it.start] for it in people if it.child}
    for it in people:
        label = labels[it.start]
        kind = "child" if label in children else "name"
        yield Replacement(start=it.start, end=it.end, original=text[it.start : it.end], label=label, kind=kind)


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
            label = _labels()[kind]
            original = text[it.start : it.end]
            yield Replacement(start=it.start, end=it.end, original=original, label=label, kind=label.strip("[]"))


def _people_labels(people: tuple[Mention, ...]) -> Mapping[int, str]:
    """The label of each mention, by its start: by whose name it is, numbered in reading order where there are two of a kind."""
    persons = _persons(people)
    told: dict[int, list[str]] = {}
    for it in people:
        told.setdefault(persons[it.start], []).append(it.role)
    roles = {person: _role(said) for person, said in told.items()}
    several = Counter(roles.values())
    count: Counter[str] = Counter()
    labels: dict[int, str] = {}
    for person, role in roles.items():
        count[role] += 1
        form = ("role" if role else "name") + ("_of_several" if several[role] > 1 else "")
        labels[person] = _labels()[form].format(role=role, number=count[role])
    return {it.start: labels[persons[it.start]] for it in people}


def _role(told: Sequence[str]) -> str:
    """Whose name it is, by all that was told of one person: a child's first, a family's member before a client."""
    if CHILD in told:
        return CHILD
    roles = [role for role in told if role]
    return next((role for role in roles if role not in _general()), next(iter(roles), ""))


@cache
def _general() -> frozenset[str]:
    return frozenset(read_data("mask")["roles"]["general"])


@cache
def _any_label() -> re.Pattern[str]:
    """Any label that masking writes, with an s that owns."""
    named = r"(?:[a-z-]+(?: [a-z-]+)*(?: \d+)?['’]s )?name(?: \d+)?"
    others = "|".join(re.escape(label.strip("[]")) for label in _labels().values() if "{" not in label)
    return re.compile(rf"\[(?:{named}|{others})\](?:['’]s?\b)?")


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
