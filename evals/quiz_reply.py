"""Reply: what a learner gives to an item, and whether it is right. Nothing is kept."""

import random
from collections.abc import Sequence

from evals.quiz_item import Item

PUNCTUATION = " \t\n.,;:!?“”\"'‘’"


def mixed(item: Item) -> tuple[str, ...]:
    """The steps of an ordering item, or the right sides of a matching one, in an order that tells nothing; always alike."""
    there = item.order or tuple(right for _, right in item.pairs)
    return tuple(random.Random(item.id).sample(there, len(there)))


def parts(item: Item) -> int:
    """How many fields a learner fills: one for each step or left side, else one (any number of choices, or one wording)."""
    return len(item.order or item.pairs) or 1


def is_whole(item: Item, given: Sequence[str]) -> bool:
    """Whether every field of an item was filled. given: as `is_right` takes it."""
    if item.order or item.pairs:
        return len(given) == parts(item) and all(given)
    return any(it.strip() for it in given)


def is_right(item: Item, given: Sequence[str]) -> bool:
    """Whether a reply is right in every part.

    given: of choices, the places of those chosen, from "0"; of a gap, what was written; of an ordering, for each of `mixed` its
    place, from "1"; of a matching, for each left side the place of its match in `mixed`, from "0". Anything else is wrong.
    """
    if item.choices:
        return set(given) == {str(at) for at, it in enumerate(item.choices) if it.right}
    if item.accepted:
        return bool(given) and _same(given[0]) in {_same(it) for it in item.accepted}
    there = mixed(item)
    if item.order:
        return tuple(given) == tuple(str(item.order.index(step) + 1) for step in there)
    chosen = [there[int(it)] if it.isdecimal() and int(it) < len(there) else None for it in given]
    return chosen == [right for _, right in item.pairs]


def given_lines(item: Item, given: Sequence[str]) -> tuple[str, ...]:
    """Of an ordering or a matching, what was given where something else is right: for each step in the right order its place, for
    each left side what it was matched with; "" where that was right, and () for every other kind.
    """
    there = mixed(item)
    if item.order:
        places = dict(zip(there, given, strict=False))
        return tuple(
            "" if places.get(step) == str(at) else places.get(step, "") for at, step in enumerate(item.order, start=1)
        )
    chosen = [there[int(it)] if it.isdecimal() and int(it) < len(there) else "" for it in given]
    return tuple("" if mine == right else mine for mine, (_, right) in zip(chosen, item.pairs, strict=False))


def _same(text: str) -> str:
    """What two wordings have in common that differ in capitals, blanks, and signs at either end."""
    return " ".join(text.split()).casefold().strip(PUNCTUATION)
