"""Section: which headings stand above a place in a document, and which number they hand down to the paragraphs there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.block import Block, BlockKind
from ingest.draft import Given
from ingest.grammar import Mark, closes_section, opens_box

# Of an unnumbered heading in a format without levels: below numbered headings of up to three parts.
UNKNOWN_LEVEL = 4


@dataclass(slots=True)
class Section:
    """The state while headings are read in order.

    headings: those above this place, outermost first, each with its level.
    given: the number that a heading hands to the paragraphs below it, None where there is none; given_level: that heading's.
    spent: a paragraph below it had a number of its own, so plain text after that one is unnumbered.
    box: the headings of the box that this place is in; None outside a box.
    """

    headings: list[tuple[int, str]] = field(default_factory=list)
    given: Given | None = None
    given_level: int = 0
    spent: bool = False
    box: tuple[str, ...] | None = None

    def titles(self) -> tuple[str, ...]:
        """The headings above this place, with the box's own."""
        return tuple(text for _, text in self.headings) + (self.box or ())

    def enter(self, block: Block, mark: Mark | None, *, second: bool) -> None:
        """Take in one heading. second: another heading stands right before it."""
        text = block.text.strip()
        if not text:
            self.headings = self._above(2)
        elif mark is None and (opens_box(text) or (second and self.box is not None)):
            self.box = (*self.box, text) if second and self.box else (text,)
        elif mark is not None and self.is_late(mark):
            level = block.level or len(mark.value)
            below = [entry for entry in self.headings if entry[0] > level]
            self.headings = [*self._above(level), (level, text), *below]
        else:
            self._open(text, mark, block.level or _level_of(text, mark, second), second=second)

    def is_late(self, mark: Mark) -> bool:
        """A chapter's heading that stands after its own first section: "4 Guidance" below "4.1". The section goes on."""
        if self.given is None or not self.given.on_heading:
            return False
        inner = self.given.mark
        return (
            inner.prefix == mark.prefix
            and len(inner.value) > len(mark.value)
            and inner.value[: len(mark.value)] == mark.value
        )

    def _open(self, text: str, mark: Mark | None, level: int, *, second: bool) -> None:
        """Put a heading in its place. One of the same level right below another stands under it, so that neither is lost."""
        self.box = None
        if mark is not None:
            self.given, self.given_level, self.spent = Given(mark=mark, on_heading=True), level, False
        elif self.given is not None and (level < self.given_level or closes_section(text)):
            self.given = None
        alone = second and mark is None and bool(self.headings) and self.headings[-1][0] == level
        above = self.headings if alone and len(self._above(level)) + 1 == len(self.headings) else self._above(level)
        self.headings = [*above, (level, text)]

    def _above(self, level: int) -> list[tuple[int, str]]:
        return [entry for entry in self.headings if entry[0] < level]


def _level_of(text: str, mark: Mark | None, second: bool) -> int:
    """A numbered heading's level is the parts of its number; a second heading in a row and "Key points:" stand below others."""
    if mark is not None:
        return len(mark.value)
    return UNKNOWN_LEVEL + (second or text.endswith(":"))


def leaves_gap(place: int, marks: Mapping[int, Mark], blocks: Sequence[Block]) -> bool:
    """Nothing stands between a numbered heading and the first number below it, yet its neighbours number paragraphs: without a
    paragraph of its own the heading's number would seem to be missing."""
    mark = marks[place]
    following = next((p for p in range(place + 1, len(blocks)) if blocks[p].kind is not BlockKind.CONTENTS), None)
    below = marks.get(following) if following is not None else None
    if below is None or below.value[:-1] != mark.value:
        return False
    return any(_has_own_text(p, marks, blocks) for p, other in marks.items() if p != place and _beside(other, mark))


def _has_own_text(place: int, marks: Mapping[int, Mark], blocks: Sequence[Block]) -> bool:
    if blocks[place].kind is not BlockKind.HEADING:
        return True
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    return after is not None and after.kind is not BlockKind.HEADING and place + 1 not in marks


def _beside(one: Mark, other: Mark) -> bool:
    return (
        one.value[:-1] == other.value[:-1] and one.prefix == other.prefix and abs(one.value[-1] - other.value[-1]) == 1
    )
