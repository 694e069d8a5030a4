"""Bullet list: which bullets of a list are quoted together, so that what is shown of it misleads nobody."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.patterns import any_of, read_data
from corpus.paragraph import words

Span = tuple[int, int]
WHOLE_WORDS = 80
"""What has at most so many words is quoted whole: a list with its lead-in, a bullet of which something is quoted, a paragraph."""
MOST_SENTENCES = 12
LONGEST_WORDS = 160
"""How much of a long list is quoted where all of it is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """A list of a paragraph. spans: all sentences of `text`. bullets: the places of each bullet's sentences among them, in order.

    opener: the place of the sentence before the list, None where the paragraph begins with it.
    """

    text: str
    spans: Sequence[Span]
    bullets: tuple[tuple[int, ...], ...]
    opener: int | None

    @property
    def opening(self) -> str:
        """The sentence before the list."""
        return "" if self.opener is None else self.sentence(self.opener)

    @property
    def places(self) -> list[int]:
        """The places of all sentences of the list, in order."""
        return [place for bullet in self.bullets for place in bullet]

    def sentence(self, place: int) -> str:
        """The words of a sentence."""
        return self.text[slice(*self.spans[place])]

    def length(self, places: Sequence[int]) -> int:
        """How many words some sentences have."""
        return sum(words(self.sentence(place)) for place in places)


def bullet_list(text: str, spans: Sequence[Span], place: int, listed: Collection[int]) -> BulletList:
    """The list that a sentence stands in. listed: the places of all sentences of the paragraph that stand in bullets."""
    first = last = place
    while first - 1 in listed:
        first -= 1
    while last + 1 in listed:
        last += 1
    bullets: list[tuple[int, ...]] = []
    for at in range(first, last + 1):
        goes_on = bullets and "\n" not in text[spans[at - 1][1] : spans[at][0]]
        bullets[-1:] = [(*bullets[-1], at)] if goes_on else [*bullets[-1:], (at,)]
    return BulletList(text=text, spans=spans, bullets=tuple(bullets), opener=first - 1 if first else None)


def all_of(found: BulletList) -> list[int]:
    """The sentences of a list that is meant as a whole: of a long one the first, up to MOST_SENTENCES and about LONGEST_WORDS."""
    chosen: list[int] = []
    for place in found.places:
        if len(chosen) >= MOST_SENTENCES or found.length(chosen) > LONGEST_WORDS:
            break
        chosen.append(place)
    return some_of(found, chosen)


def some_of(found: BulletList, meant: Collection[int]) -> list[int]:
    """The sentences of a list of which some are meant, in order: their bullets, and those that hold a condition.

    All of it where it is short with its opener, or where a short bullet is all that would be left out. A long bullet is quoted
    from its beginning to the last of its sentences that is meant or holds a condition.
    """
    opener = [] if found.opener is None else [found.opener]
    if found.length([*opener, *found.places]) <= WHOLE_WORDS:
        return found.places
    shown = [_shown(found, bullet, meant) for bullet in found.bullets]
    left = [bullet for bullet, of_it in zip(found.bullets, shown, strict=True) if not of_it]
    last = left[0] if len(left) == 1 and found.length(left[0]) <= WHOLE_WORDS else ()
    return sorted([*last, *(place for of_it in shown for place in of_it)])


def _shown(found: BulletList, bullet: Sequence[int], meant: Collection[int]) -> Sequence[int]:
    """What is quoted of a bullet."""
    wanted = [place for place in bullet if place in meant or holds_condition(found.sentence(place))]
    if wanted and found.length(bullet) <= WHOLE_WORDS:
        return bullet
    return [place for place in bullet if wanted and place <= wanted[-1]]


def holds_condition(bullet: str) -> bool:
    """Whether a bullet limits what its list says.

    >>> holds_condition("unless the child would be at risk"), holds_condition("the support provided to the child")
    (True, False)
    """
    return bool(_condition().search(bullet.lower()))


@cache
def _condition() -> re.Pattern[str]:
    return any_of(read_data("bullet_list")["condition"])
