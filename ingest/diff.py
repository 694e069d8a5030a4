"""diff: what a new edition changes, paragraph by paragraph, with the words that went and came."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.paragraph import Paragraph
from ingest.diff_pairs import Pair, out_of_order, pairs


class ChangeKind(StrEnum):
    """What became of a paragraph."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    ADDED = "added"
    REMOVED = "removed"


class MarkKind(StrEnum):
    """Whether words stand in both texts, only in the old one, or only in the new one."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMark:
    """Words that follow each other, and the white space behind them."""

    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One paragraph in both editions.

    kinds: the first is what matters most; others that hold as well follow (edited and renumbered). Never empty.
    old, new: None where the paragraph was added or removed.
    words: of an edited paragraph; `same` and `new` marks make up the new text, `same` and `gone` ones the old words.
    """

    kinds: tuple[ChangeKind, ...]
    old: Paragraph | None
    new: Paragraph | None
    words: tuple[WordMark, ...] = ()

    @property
    def kind(self) -> ChangeKind:
        """What matters most."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDiff:
    """Every paragraph of two editions once, in the new reading order; a removed one stands where it stood."""

    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many paragraphs each kind has, counting each paragraph by what matters most."""
        return {kind: sum(change.kind is kind for change in self.changes) for kind in ChangeKind}


def diff(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> EditionDiff:
    """Compare two editions, each given in reading order.

    >>> diff((), ()).changes
    ()
    """
    paired = pairs(old, new)
    moved = out_of_order(paired)
    partner = {pair.new: pair for pair in paired}
    gone = iter(sorted(set(range(len(old))) - {pair.old for pair in paired}))
    return EditionDiff(changes=tuple(_in_order(old, new, partner, moved, list(gone))))


def _in_order(
    old: Sequence[Paragraph], new: Sequence[Paragraph], partner: Mapping[int, Pair], moved: set[Pair], gone: list[int]
) -> Iterator[Change]:
    """The new edition's paragraphs; before one that has not moved, what was removed ahead of its old place."""
    for place, paragraph in enumerate(new):
        pair = partner.get(place)
        if pair is None:
            yield Change(kinds=(ChangeKind.ADDED,), old=None, new=paragraph)
            continue
        if pair not in moved:
            while gone and gone[0] < pair.old:
                yield _removed(old[gone.pop(0)])
        yield _change(old[pair.old], paragraph, moved=pair in moved)
    for place in gone:
        yield _removed(old[place])


def _removed(paragraph: Paragraph) -> Change:
    return Change(kinds=(ChangeKind.REMOVED,), old=paragraph, new=None)


def _change(old: Paragraph, new: Paragraph, *, moved: bool) -> Change:
    edited = old.text.split() != new.text.split()
    holds = {
        ChangeKind.EDITED: edited,
        ChangeKind.RENUMBERED: old.number != new.number,
        ChangeKind.MOVED: moved,
    }
    kinds = tuple(kind for kind, it_holds in holds.items() if it_holds) or (ChangeKind.UNCHANGED,)
    return Change(kinds=kinds, old=old, new=new, words=word_marks(old.text, new.text) if edited else ())


def word_marks(old: str, new: str) -> tuple[WordMark, ...]:
    """Which words stayed, went and came.

    >>> [(mark.kind.value, mark.text) for mark in word_marks("within three days", "within one day")]
    [('same', 'within '), ('gone', 'three days '), ('new', 'one day ')]
    """
    before, after = _pieces(old), _pieces(new)
    matcher = SequenceMatcher(None, [it.strip() for it in before], [it.strip() for it in after], autojunk=False)
    marks: list[WordMark] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            marks.append(WordMark(kind=MarkKind.SAME, text="".join(after[start:end])))
            continue
        if last > first:
            marks.append(WordMark(kind=MarkKind.GONE, text="".join(before[first:last])))
        if end > start:
            marks.append(WordMark(kind=MarkKind.NEW, text="".join(after[start:end])))
    return tuple(marks)


def _pieces(text: str) -> list[str]:
    """Words with the white space behind them; the last one too has a space, so that no mark runs into the next."""
    return re.findall(r"\S+\s+", f"{text} ")
