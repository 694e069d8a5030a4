"""Training try: the quiz as a learner has it, one question at a time. Everything is in the address; nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.quiz_item import Item
from evals.quiz_reply import is_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How far a learner is. marks: of each question so far, "1" for right and "0" for wrong. only: places in the quiz, from 1,
    that are asked; all where empty.
    """

    items: tuple[Item, ...]
    marks: str
    only: tuple[int, ...]

    @property
    def at(self) -> int:
        """The place of the question that is asked now, from 0; the number of questions at the end."""
        return min(len(self.marks), len(self.items))

    def marked(self, given: Sequence[str]) -> str:
        """The marks with that of a reply to the question that is asked now."""
        return self.marks + ("1" if is_right(self.items[self.at], given) else "0")

    def again(self) -> str:
        """The places of those that were not right, as an address has them; "" where all were."""
        places = self.only or range(1, len(self.items) + 1)
        return ".".join(str(place) for place, mark in zip(places, self.marks, strict=False) if mark == "0")


def attempt_of(items: tuple[Item, ...], marks: str, only: str) -> Attempt:
    """An attempt as an address says it; what is odd in it is left out."""
    places = tuple(
        place for it in only.split(".") if it.isdecimal() and len(it) < 6 and 1 <= (place := int(it)) <= len(items)
    )
    asked = tuple(items[place - 1] for place in places) or items
    kept = "".join(it for it in marks if it in "01")[: len(asked)]
    return Attempt(items=asked, marks=kept, only=places)
