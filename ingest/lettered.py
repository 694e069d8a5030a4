"""Lists whose items are counted with letters, Roman numerals or figures in brackets: the items are bullets, also where the
format does not say so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from string import ascii_lowercase

from ingest.block import Block, BlockKind

ROMAN = tuple(
    f"{tens}{ones}"
    for tens in ("", "x", "xx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    if tens or ones
)
AHEAD = 12  # blocks within which the second item of a list has to follow its first
_MARK = re.compile(
    r"(?:\((?P<inside>[A-Za-z]|[ivx]{2,7}|\d{1,2})\)|(?P<closed>[a-z]|[ivx]{2,7})\)|(?P<dotted>[a-z]|[ivx]{2,7})\.)\s+(?=\S)"
)
_LEADS_IN = (":", "—", "–", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A block, or the lines of one that start with the mark of an item.

    of: the block's place. mark: how the item is counted ("(", ")" or "." and the letter), None where it is not.
    """

    of: int
    text: str
    mark: tuple[str, str] | None
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One open list: how its marks are printed, what it counts with, and the place of the last item in that count."""

    print: str
    counts: tuple[str, ...]
    last: int

    def follows(self, mark: tuple[str, str]) -> bool:
        """Whether a mark is the next of this list."""
        return mark[0] == self.print and self.counts[self.last + 1 : self.last + 2] == (mark[1],)


FIGURES = tuple(str(n) for n in range(1, 100))
LETTERS = tuple(ascii_lowercase)
CAPITALS = tuple(ascii_lowercase.upper())


def with_letters(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, the texts that are items of such a list as bullets without their marks.

    A list starts at a, A, i or (1) where its second item follows soon; (1) only below a text that ends in a colon, since it
    may also number paragraphs. "(i)" after "(h)" goes on with letters, elsewhere it starts an inner list.
    """
    pieces = [piece for place, block in enumerate(blocks) for piece in _pieces(place, block)]
    levels = _levels(pieces, blocks)
    parts = Counter(piece.of for piece in pieces)
    found: list[Block] = []
    for place, group in groupby(
        enumerate(pieces), key=lambda pair: (pair[1].of, levels.get(pair[0]), pair[0] in levels)
    ):
        held = [piece for _, piece in group]
        if place[1] is None:
            block = blocks[place[0]]
            cut = len(held) < parts[place[0]]
            found.append(replace(block, text="\n".join(piece.text for piece in held)) if cut else block)
        else:
            found += [_bullet(blocks[place[0]], piece, place[1]) for piece in held]
    return tuple(found)


def _bullet(block: Block, piece: _Piece, level: int) -> Block:
    return replace(block, kind=BlockKind.BULLET, text=piece.text[piece.end :], level=block.level or level, number=None)


def _pieces(place: int, block: Block) -> Iterator[_Piece]:
    if block.kind not in (BlockKind.TEXT, BlockKind.BULLET) or block.number:
        yield _Piece(of=place, text=block.text, mark=None)
        return
    held: list[str] = []
    for line in block.text.split("\n"):
        if held and _MARK.match(line.lstrip()):
            yield _piece(place, "\n".join(held))
            held = []
        held.append(line.lstrip() if _MARK.match(line.lstrip()) else line)
    yield _piece(place, "\n".join(held))


def _piece(place: int, text: str) -> _Piece:
    found = _MARK.match(text)
    if found is None:
        return _Piece(of=place, text=text, mark=None)
    printed = "(" if found["inside"] else ")" if found["closed"] else "."
    return _Piece(
        of=place, text=text, mark=(printed, found["inside"] or found["closed"] or found["dotted"]), end=found.end()
    )


def _levels(pieces: Sequence[_Piece], blocks: Sequence[Block]) -> dict[int, int]:
    """How deep each item stands, 0 for the outermost list, by its place among the pieces."""
    open_lists: list[_Level] = []
    found: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        if blocks[piece.of].kind is BlockKind.HEADING or blocks[piece.of].number:
            open_lists = []
        if piece.mark is None:
            continue
        depth = next((n for n in reversed(range(len(open_lists))) if open_lists[n].follows(piece.mark)), None)
        if depth is not None:
            open_lists = [*open_lists[:depth], replace(open_lists[depth], last=open_lists[depth].last + 1)]
            found[place] = depth
        elif (started := _started(place, pieces, blocks)) is not None:
            open_lists = [*open_lists, started]
            found[place] = len(open_lists) - 1
    return found


def _started(place: int, pieces: Sequence[_Piece], blocks: Sequence[Block]) -> _Level | None:
    """The list that starts here, None where its second item does not follow."""
    mark = pieces[place].mark
    assert mark is not None
    before = pieces[place - 1].text.rstrip() if place else ""
    for counts in (ROMAN, LETTERS, CAPITALS, FIGURES):
        level = _Level(print=mark[0], counts=counts, last=0)
        if counts[0] != mark[1] or (counts is FIGURES and not before.endswith(_LEADS_IN)):
            continue
        for other in pieces[place + 1 : place + 1 + AHEAD]:
            if blocks[other.of].kind is BlockKind.HEADING:
                break
            if other.mark is not None and level.follows(other.mark):
                return level
    return None
