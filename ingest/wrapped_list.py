"""Lists on a page whose bullets were lost, or stand on lines of their own apart from their items."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.unfinished import is_unfinished
from ingest.wrapped_group import Column

_ENDS = re.compile(r"[.;:?!][\"'”’)\]]*$|[”’]$")
_STARTS = re.compile(r"[\"'“‘(\[]*[A-Z]")
MOST_ITEM_WORDS = 40


def unmarked_items(lines: Sequence[str]) -> tuple[str, ...]:
    """The items of a list without bullets: each starts on a new line with a capital, after a line that does not break off."""
    items: list[list[str]] = []
    for line in lines:
        if items and (not line[:1].isupper() or _is_open(items[-1])):
            items[-1].append(line)
        else:
            items.append([line])
    return tuple("\n".join(item) for item in items)


def _is_open(item: Sequence[str]) -> bool:
    text = " ".join(item)
    return is_unfinished(text) or text.count("(") > text.count(")")


def is_item_like(text: str) -> bool:
    """Whether a group may go on with a list that a lead-in opened: no full stop behind it, or a dash behind its first words."""
    words = len(text.split())
    dashed = words <= 2 * MOST_ITEM_WORDS and bool(re.match(r"[^.\n]{1,60} [-–][ \n]", text))
    return dashed or (words <= MOST_ITEM_WORDS and text.rstrip()[-1] not in ".:")


def marked_items(lines: Sequence[str], count: int, column: Column) -> tuple[str, ...]:
    """Cut lines into the `count` items whose bullets stood apart from them.

    Cuts are made where a line ends a sentence and the next starts with a capital; of too many such places those where the line
    had most room left. A first line in small letters goes on with the item before.
    """
    wanted = count - 1 + (lines[0][:1].islower() and len(lines) > 1)
    places = [n for n, line in enumerate(lines[:-1], start=1) if _ENDS.search(line) and _STARTS.match(lines[n])]
    places = sorted(places, key=lambda n: len(lines[n - 1]) + len(lines[n].split()[0]))[:wanted]
    cuts = [0, *sorted(place for place in places if column.width), len(lines)]
    return tuple("\n".join(lines[a:b]) for a, b in pairwise(cuts) if a < b)
